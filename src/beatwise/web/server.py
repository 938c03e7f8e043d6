"""Serve the office, and keep the worker beside it."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.web import http_server
from beatwise.web.http_server import Address
from beatwise.web.start import start, uncollected


if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler


# Seconds a thread may keep the interpreter while others wait for it. A page gives it up at every
# statement; were it five milliseconds each time, one long piece of work would hold up every page.
SWITCHES_EVERY = 0.0005
WAITS = 3.0  # seconds that the worker lets the first page go first, and between two starts


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
        One of ``http_server.SERVERS``; the one that suits this computer when it is left out.
    """
    hosts = os.environ.get("BEATWISE_HOSTS", "localhost,127.0.0.1,[::1]")
    if host not in ("0.0.0.0", "::") and host not in hosts.split(","):
        hosts = f"{hosts},{host}"
    os.environ["BEATWISE_HOSTS"] = hosts
    start(workspace)
    _ready()
    from beatwise.web.bounds import fair_share

    threads = max(threads, fair_share.FEWEST_THREADS)
    if processes > 1:
        fair_share.everywhere.share()
    beside = Beside(workspace) if worker else None
    http_server.run(
        _application,
        Address(host, port),
        processes=processes,
        threads=threads,
        server=server,
        begun=_work_ahead,
        beside=beside,
    )


def _application() -> WSGIHandler:
    from beatwise.web.wsgi import application

    return application


def _work_ahead() -> None:
    from beatwise.web.history import working_ahead

    working_ahead.begin()


def _ready() -> None:
    """Load what addresses lead to before the processes part; leave no connection in common."""
    from django.db import connections
    from django.urls import get_resolver

    with uncollected():
        assert get_resolver().url_patterns
    connections.close_all()
    sys.setswitchinterval(SWITCHES_EVERY)
    gc.freeze()  # what is there now stays shared between the processes
