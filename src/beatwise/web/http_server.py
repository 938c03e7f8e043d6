"""Serve an application: under gunicorn, or under waitress where gunicorn does not run."""

from __future__ import annotations

import errno
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from beatwise.errors import Conflict, UsageError, UserError


if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler


SERVERS = ("gunicorn", "waitress")


class Address(NamedTuple):
    """Where to listen."""

    host: str
    port: int


class Companion(Protocol):
    """Something that is kept running beside the server."""

    def keep(self) -> None:
        """Look after it; called each second."""

    def stop(self) -> None:
        """Stop it, with the server."""


def run(
    application: Callable[[], WSGIHandler],
    address: Address,
    *,
    processes: int,
    threads: int,
    server: str = "",
    begun: Callable[[], None] = lambda: None,
    beside: Companion | None = None,
) -> None:
    """Serve until stopped.

    Parameters
    ----------
    processes
        Of gunicorn; waitress has one.
    server
        One of ``SERVERS``; the one that suits this computer when it is left out.
    begun
        Called once in each process of the server.
    """
    if (server or _suited()) == "gunicorn":
        _gunicorn(application, address, processes, threads, begun, beside)
    else:
        _waitress(application(), address, threads, begun, beside)


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


def _gunicorn(
    application: Callable[[], WSGIHandler],
    address: Address,
    processes: int,
    threads: int,
    begun: Callable[[], None],
    beside: Companion | None,
) -> None:
    from gunicorn.app.base import BaseApplication
    from gunicorn.arbiter import Arbiter

    options = {
        "preload_app": True,
        "bind": f"{address.host}:{address.port}",
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
        "post_worker_init": lambda process: begun(),
    }

    class Served(BaseApplication):
        """The application under gunicorn, configured by values and not by a file."""

        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> WSGIHandler:
            return application()

    class Keeper(Arbiter):
        """Looks after what is beside the server's own processes, each second."""

        def manage_workers(self) -> None:
            super().manage_workers()
            if beside is not None:
                beside.keep()

        def stop(self, graceful: bool = True) -> None:
            super().stop(graceful)
            if beside is not None:
                beside.stop()

    Keeper(Served()).run()


def _waitress(
    application: WSGIHandler,
    address: Address,
    threads: int,
    begun: Callable[[], None],
    beside: Companion | None,
) -> None:
    from waitress import create_server

    server = create_server(
        application, host=address.host, port=address.port, threads=threads, ident=None,
        clear_untrusted_proxy_headers=False,  # ``access.proxies`` settles which are believed
    )  # fmt: skip
    ended = threading.Event()
    begun()
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


def _keep(beside: Companion, ended: threading.Event) -> None:
    while not ended.wait(1.0):
        beside.keep()
