"""Where an edition lies: a SQLite file of its own, or tables of their own schema on PostgreSQL.

The office writes them; the public site can do nothing but read them. In the file mode ``ro``, and
on PostgreSQL a role that holds rights on these tables alone, keep it so.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, transaction

from beatwise.errors import BadInput, MissingData, UsageError
from beatwise.web.publicsite.resource import Resource, digest, line


Row = tuple[Any, ...]
Rows = Callable[[str], list[Row]]
SCHEMA, ROLE = "published", "beatwise_public"
COLUMNS = (
    "address", "media_type", "content", "title", "kind", "words", "modified", "status",
)  # fmt: skip
_EDITION = (
    "CREATE TABLE {}edition (number integer PRIMARY KEY, day text NOT NULL, "
    "digest text NOT NULL, body text NOT NULL)"
)
_RESOURCE = (
    "CREATE TABLE {}resource (address text PRIMARY KEY, media_type text NOT NULL, "
    "content {} NOT NULL, title text NOT NULL, kind text NOT NULL, words text NOT NULL, "
    "modified text NOT NULL, status integer NOT NULL)"
)
AGAIN = "Prepare it again: beatwise publish prepare --by ADDRESS"
# What rows of other kinds than ours lead to, besides what the engines say.
_UNREADABLE = (sqlite3.Error, DatabaseError, TypeError, ValueError)
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class EditionHead:
    """Which edition it is: its number, day, digest, and the body whose site it is."""

    number: int
    day: str
    digest: str
    body: str


def write_file(path: Path, head: EditionHead, resources: Sequence[Resource]) -> None:
    """Write an edition as a SQLite file: it is as before, or whole."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as file, file:
            file.execute(_EDITION.format(""))
            file.execute(_RESOURCE.format("", "blob"))
            file.execute("INSERT INTO edition VALUES (?, ?, ?, ?)", _head_row(head))
            marks = ", ".join("?" * len(COLUMNS))
            file.executemany(f"INSERT INTO resource VALUES ({marks})", map(_row, resources))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read_file(path: Path) -> tuple[EditionHead, list[Resource]]:
    """Return the edition in a SQLite file; raise ``MissingData`` or ``BadInput``."""
    try:
        is_there = path.is_file()  # which a folder that one may not enter refuses to say
        file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True) if is_there else None
    except (OSError, sqlite3.Error) as error:
        raise BadInput(
            f"the edition cannot be opened ({error}).",
            place=str(path),
            next_step="See to it that this account may read it.",
        ) from error
    if file is None:
        raise MissingData(
            "there is no edition here.",
            place=str(path),
            next_step="Make one: beatwise publish prepare --by ADDRESS",
        )
    with closing(file):
        return _read(lambda question: file.execute(question).fetchall(), "", str(path))


def read_tables() -> tuple[EditionHead, list[Resource]] | None:
    """Return the edition in its tables on PostgreSQL, or ``None``; raise ``BadInput``."""
    with connection.cursor() as cursor:

        def rows(question: str) -> list[Row]:
            cursor.execute(question)
            return cursor.fetchall()

        if rows(f"SELECT to_regclass('{SCHEMA}.edition')") == [(None,)]:
            return None
        return _read(rows, f"{SCHEMA}.", f"the schema {SCHEMA}")


def _read(rows: Rows, schema: str, place: str) -> tuple[EditionHead, list[Resource]]:
    """Return an edition whose digest is right; raise ``BadInput`` for any other."""
    try:
        (first,) = rows(f"SELECT number, day, digest, body FROM {schema}edition")
        head = EditionHead(*first)
        every = rows(f"SELECT {', '.join(COLUMNS)} FROM {schema}resource ORDER BY address")
        resources = [Resource(row[0], row[1], bytes(row[2]), *row[3:]) for row in every]
        is_whole = digest(map(line, resources)) == head.digest
    except _UNREADABLE as error:
        raise BadInput(
            f"the edition is damaged ({error}).", place=place, next_step=AGAIN
        ) from error
    if not is_whole:
        raise BadInput("the edition is not what was prepared.", place=place, next_step=AGAIN)
    return head, resources


def write_tables(head: EditionHead, resources: Sequence[Resource], role: str = ROLE) -> bool:
    """Write an edition into its tables on PostgreSQL; return whether the role was there to read.

    Raises ``UsageError`` for what is no name of a role.
    """
    if not _NAME.fullmatch(role):
        raise UsageError(f"'{role}' is not the name of a role.", place="--role")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        cursor.execute(f"DROP TABLE IF EXISTS {SCHEMA}.edition, {SCHEMA}.resource")
        cursor.execute(_EDITION.format(f"{SCHEMA}."))
        cursor.execute(_RESOURCE.format(f"{SCHEMA}.", "bytea"))
        cursor.execute(f"INSERT INTO {SCHEMA}.edition VALUES (%s, %s, %s, %s)", _head_row(head))
        marks = ", ".join(["%s"] * len(COLUMNS))
        statement = f"INSERT INTO {SCHEMA}.resource VALUES ({marks})"
        cursor.executemany(statement, [_row(each) for each in resources])
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        there = cursor.fetchone() is not None
        if there:
            cursor.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role}")
            cursor.execute(f"GRANT SELECT ON {SCHEMA}.edition, {SCHEMA}.resource TO {role}")
    return there


def _head_row(head: EditionHead) -> tuple[object, ...]:
    return head.number, head.day, head.digest, head.body


def _row(each: Resource) -> tuple[object, ...]:
    return (
        each.address, each.media_type, each.content, each.title, each.kind, each.words,
        each.modified, each.status,
    )  # fmt: skip
