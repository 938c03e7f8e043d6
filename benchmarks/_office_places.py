"""Offices in places of their own, worked on by processes that part from one loaded program.

On SQLite a place is a folder, on PostgreSQL also a database made from another by its template.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path


def point_to(workspace: Path, address: str | None = None) -> None:
    """Let the office's program, loaded already, work on another folder or database."""
    from django.conf import settings
    from django.db import connections

    from beatwise.web.settings.database import database

    os.environ["BEATWISE_WORKSPACE"] = str(workspace)
    os.environ.pop("BEATWISE_DATABASE_URL", None)
    if address:
        os.environ["BEATWISE_DATABASE_URL"] = address
    settings.FOLDER = workspace / "office"
    described = connections.configure_settings({"default": database(address, settings.FOLDER)})
    connections.settings["default"] = described["default"]
    with contextlib.suppress(AttributeError):
        del connections["default"]


def load(workspace: Path) -> None:
    """Load the office's program once, on an office that is made here."""
    from beatwise.web.start import start

    start(workspace)
    from django.db import connections

    import beatwise.cli.application
    import beatwise.web.exports.jobs.work_queue
    import beatwise.web.keeping.backup
    import beatwise.web.urls  # noqa: F401

    connections.close_all()


class Places:
    """Named offices on one engine; ``server`` is the address of a PostgreSQL, none for SQLite."""

    def __init__(self, folder: Path, server: str | None):
        self.folder, self.server = folder, server

    def workspace(self, name: str) -> Path:
        """Return the folder of an office."""
        return self.folder / name

    def address(self, name: str) -> str | None:
        """Return the address of an office's database; none on SQLite."""
        return self.server.replace("/postgres?", f"/{name}?") if self.server else None

    def enter(self, name: str) -> None:
        """Let this process work on an office."""
        point_to(self.workspace(name), self.address(name))

    def make(self, name: str) -> None:
        """Make a folder, and an empty database."""
        (self.workspace(name) / "office").mkdir(parents=True)
        if self.server:
            self._ask(f'CREATE DATABASE "{name}"')

    def copy(self, source: str, name: str) -> None:
        """Put a copy of an office in the place of another."""
        shutil.rmtree(self.workspace(name), ignore_errors=True)
        # Without the note of the database that holds the source's records.
        left_out = shutil.ignore_patterns("server.txt")
        shutil.copytree(self.workspace(source), self.workspace(name), ignore=left_out)
        if self.server:
            self.wait_until_alone(source)
            self._ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            self._ask(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')

    def number(self, name: str, question: str) -> int:
        """Return the one number that a statement gives, asked past the office."""
        if self.server:
            import psycopg

            with psycopg.connect(self.address(name)) as database:
                row = database.execute(question).fetchone()  # type: ignore[arg-type]
        else:
            import sqlite3

            file = self.workspace(name) / "office" / "office.sqlite3"
            with contextlib.closing(sqlite3.connect(file, timeout=30)) as database:
                row = database.execute(question).fetchone()
        return int(row[0])

    def wait_until_alone(self, name: str) -> None:
        """Wait until the server has noticed that its client is dead, and ended its transaction."""
        end = time.monotonic() + 60
        while self.server and self._others(name):
            if time.monotonic() > end:
                raise RuntimeError(f"the server still works for a dead client of {name}")
            time.sleep(0.01)

    def _others(self, name: str) -> int:
        return self._ask(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'")

    def _ask(self, statement: str) -> int:
        import psycopg

        assert self.server
        with psycopg.connect(self.server, autocommit=True) as database:
            cursor = database.execute(statement)  # type: ignore[arg-type]
            row = cursor.fetchone() if cursor.description else None
        return int(row[0]) if row else 0
