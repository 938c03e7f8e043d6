"""Serve the office: gunicorn, or waitress where gunicorn does not run; and the worker beside it."""

from __future__ import annotations

import errno
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from beatwise.errors import Conflict, UsageError, UserError
from beatwise.web.start import start


# Seconds a thread may keep the interpreter while others wait for it. A page gives it up at every
# statement; were it five milliseconds each time, one long piece of work would hold up every page.
SWITCHES_EVERY = 0.0005
WAITS = 3.0  # seconds that the worker lets the first page go first, and between two starts
SERVERS = ("gunicorn", "waitress")


class Beside:
    """The worker beside the server: started, started again when it ended, stopped with it.

    It reads from a pipe of this process and stops when that closes, however this process ends.
    """

    def __init__(self, workspace: Path):
        self.words = [sys.executable, "-m", "beatwise", "worker", "--with-parent"]
        self.words += ["--workspace", str(workspace)]
        self.process: subprocess.Popen[bytes] | None = None
        self.not_before = time.monotonic() + WAITS

    def keep(self) -> None:
        """Start it when it is not running."""
        if time.monotonic() < self.not_before:
            return
        if self.process is None or self.process.poll() is not None:
            self.not_before = time.monotonic() + WAITS
            self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE)

    def stop(self) -> None:
        """Ask it to stop, and wait a while."""
        if self.process is None or self.process.stdin is None:
            return
        self.process.stdin.close()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()


def serve(
    workspace: Path,
    host: str,
    port: int,
    *,
    processes: int,
    threads: int,
    worker: bool = True,
    server: str = "",
) -> None:
    """Serve until stopped.

    Parameters
    ----------
    processes
        Of gunicorn; waitress has one.
    worker
        Whether to keep a worker beside the server.
    server
        One of ``SERVERS``; the one that suits this computer when it is left out.
    """
    hosts = os.environ.get("BEATWISE_HOSTS", "localhost,127.0.0.1,[::1]")
    if host not in ("0.0.0.0", "::") and host not in hosts.split(","):
        hosts = f"{hosts},{host}"
    os.environ["BEATWISE_HOSTS"] = hosts
    start(workspace)
    _ready()
    from beatwise.web.bounds.fair_share import FEWEST_THREADS

    threads = max(threads, FEWEST_THREADS)
    beside = Beside(workspace) if worker else None
    if (server or _suited()) == "gunicorn":
        _gunicorn(host, port, processes, threads, beside)
    else:
        _waitress(host, port, threads, beside)


def check_free(host: str, port: int) -> None:
    """Raise ``Conflict`` when another program listens there, ``UsageError`` for no address."""
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise UsageError(
            f"'{host}' is not an address of this computer.",
            place="--host",
            next_step="Leave --host out to listen on this computer only.",
        ) from None
    with socket.socket(kind, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            raise UsageError(
                f"this account may not listen on port {port}.",
                place="--port",
                next_step="Choose a port above 1023.",
            ) from None
        except OSError as error:
            raise _not_free(host, port, error) from None


def _not_free(host: str, port: int, error: OSError) -> UserError:
    if error.errno == errno.EADDRNOTAVAIL:
        return UsageError(
            f"'{host}' is not an address of this computer.",
            place="--host",
            next_step="Leave --host out to listen on this computer only.",
        )
    other = port + 1 if port < 65535 else 8000
    return Conflict(
        f"port {port} is taken by another program.",
        place=f"{host}:{port}",
        next_step=f"Stop that program, or choose another port: --port {other}",
    )


def _suited() -> str:
    return "waitress" if sys.platform == "win32" else "gunicorn"


def _gunicorn(host: str, port: int, processes: int, threads: int, beside: Beside | None) -> None:
    from django.core.handlers.wsgi import WSGIHandler
    from gunicorn.app.base import BaseApplication
    from gunicorn.arbiter import Arbiter

    options = {
        "preload_app": True,
        "bind": f"{host}:{port}",
        "workers": processes,
        "threads": threads,
        "worker_class": "gthread",
        "loglevel": "warning",
        "timeout": 60,
        "keepalive": 75,
        "graceful_timeout": 10,
        "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,
        "limit_request_line": 8190,
        # What a proxy says is settled by ``access.proxies``. Gunicorn would take a visitor's own
        # SCRIPT_NAME from any proxy on this computer that passes it on.
        "forwarded_allow_ips": "",
        "forwarder_headers": "",
        "control_socket_disable": True,
    }

    class Office(BaseApplication):
        """The office under gunicorn, configured by values and not by a file."""

        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> WSGIHandler:
            from beatwise.web.wsgi import application

            return application

    class Keeper(Arbiter):
        """Looks after the worker beside the server's own processes, each second."""

        def manage_workers(self) -> None:
            super().manage_workers()
            if beside is not None:
                beside.keep()

        def stop(self, graceful: bool = True) -> None:
            super().stop(graceful)
            if beside is not None:
                beside.stop()

    Keeper(Office()).run()


def _waitress(host: str, port: int, threads: int, beside: Beside | None) -> None:
    from waitress import create_server

    from beatwise.web.wsgi import application

    server = create_server(
        application, host=host, port=port, threads=threads, ident=None,
        clear_untrusted_proxy_headers=False,  # ``access.proxies`` settles which are believed
    )  # fmt: skip
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))  # waitress then closes
    if beside is not None:
        threading.Thread(target=_keep, args=(beside, ended), daemon=True).start()
    try:
        server.run()
    finally:
        server.close()
        ended.set()
        if beside is not None:
            beside.stop()


def _keep(beside: Beside, ended: threading.Event) -> None:
    while not ended.wait(1.0):
        beside.keep()


def _ready() -> None:
    """Load addresses and templates before the processes part; leave no connection in common."""
    from django.db import connections
    from django.urls import get_resolver

    from beatwise.web.pages import theme

    assert get_resolver().url_patterns
    theme.load_templates()
    connections.close_all()
    sys.setswitchinterval(SWITCHES_EVERY)
    gc.freeze()  # what is there now stays shared between the processes
