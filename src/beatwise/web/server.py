"""Serve the office: gunicorn, one process of a few threads, enough for an office on a laptop."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from beatwise.web.start import start


class Office(BaseApplication):
    """The office under gunicorn, told what to do by values and not by a file."""

    def __init__(self, options: dict[str, Any]):
        self.chosen = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options."""
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application."""
        from beatwise.web.wsgi import application

        return application


def serve(workspace: Path, host: str, port: int, *, processes: int, threads: int) -> None:
    """Serve until stopped."""
    hosts = os.environ.get("BEATWISE_HOSTS", "localhost,127.0.0.1,[::1]")
    if host not in ("0.0.0.0", "::") and host not in hosts.split(","):
        hosts = f"{hosts},{host}"
    os.environ["BEATWISE_HOSTS"] = hosts
    start(workspace)
    _ready()
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
    }
    Office(options).run()


def _ready() -> None:
    """Load every address before the processes part, and leave them no connection in common."""
    from django.db import connections
    from django.urls import get_resolver

    assert get_resolver().url_patterns
    connections.close_all()
