"""Connections of this process' Django to databases that hold an office's tables and no records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.prepared_office import copy_tables, prepared_database


ENGINES = ("sqlite", "postgresql")


@contextmanager
def connected(engine: str, workspace: Path) -> Iterator[Any]:
    """Yield a connection to a new database on an engine; on SQLite it lies in the workspace."""
    if engine == "sqlite":
        copy_tables(workspace)
        with _opened(None, workspace) as connection:
            yield connection
        return
    with prepared_database() as address, _opened(address, workspace) as connection:
        yield connection


@contextmanager
def _opened(address: str | None, workspace: Path) -> Iterator[Any]:
    from django.db import connections
    from django.db.utils import load_backend

    from beatwise.web.settings.database import database

    described = connections.configure_settings(
        {"default": database(address, workspace / "office")}
    )["default"]
    with closing(load_backend(described["ENGINE"]).DatabaseWrapper(described, "default")) as made:
        yield made


@contextmanager
def working_on(connection: Any) -> Iterator[None]:
    """Let Django work on a connection, and afterwards on the one from before."""
    from django.db import connections

    before = connections["default"]
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = before


@contextmanager
def taken_back(connection: Any) -> Iterator[None]:
    """Let Django work on a connection, and take back at the end whatever was done to it.

    Inside another, on the same connection, only what was done since is taken back.
    """
    from django.db import connections, transaction

    with working_on(connection), transaction.atomic():
        try:
            yield
        finally:
            connections["default"] = connection  # whichever a test left
            transaction.set_rollback(True)
