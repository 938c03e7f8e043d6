"""Serve the public site by itself: its own settings, no office, no session, no write."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from pathlib import Path

from beatwise.errors import MissingData
from beatwise.web import http_server
from beatwise.web.http_server import Address


SETTINGS = "beatwise.web.settings.public"


def serve_public(
    workspace: Path, address: Address, *, processes: int, threads: int, server: str = ""
) -> None:
    """Serve the released edition until stopped.

    Raises ``MissingData`` where there is none, and ``BadInput`` where it is damaged.
    """
    os.environ["BEATWISE_WORKSPACE"] = str(workspace.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    hosts = os.environ.get("BEATWISE_PUBLIC_HOSTS", "localhost,127.0.0.1,[::1]")
    if address.host not in ("0.0.0.0", "::") and address.host not in hosts.split(","):
        hosts = f"{hosts},{address.host}"
    os.environ["BEATWISE_PUBLIC_HOSTS"] = hosts
    import django

    django.setup()
    _read_edition(workspace)
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connections

    connections.close_all()  # the processes part, and each opens its own
    gc.freeze()  # the edition stays shared between them
    http_server.run(WSGIHandler, address, processes=processes, threads=threads, server=server)


def _read_edition(workspace: Path) -> None:
    from django.db import DatabaseError

    from beatwise.web.publicsite.edition_memory import memory

    with suppress(DatabaseError):
        memory.read()
    if memory.head is None:
        raise MissingData(
            "no edition of the public site can be read.",
            place=str(workspace),
            next_step="Prepare and release one: beatwise publish prepare, beatwise publish release",
        )
