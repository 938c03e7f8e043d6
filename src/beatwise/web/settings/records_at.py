"""Where an office's records are, noted in its folder: to look elsewhere is refused.

A shell, or a nightly job, that lacks ``BEATWISE_DATABASE_URL`` would otherwise begin an empty
office beside the real one, and back that one up; one that has it for another office would act
there.
"""

from __future__ import annotations

import os
from pathlib import Path

from beatwise.errors import BadInput, UsageError
from beatwise.web.settings.database import database
from beatwise.web.settings.networks import is_this_computer
from beatwise.web.settings.place import BRING_BACK, DATABASE, OWN_FILES, SERVER


_SETTING = "BEATWISE_DATABASE_URL"


def refuse_elsewhere(folder: Path) -> None:
    """Raise where the environment does not name the place at which this office has its records.

    Raises
    ------
    UsageError
        For records on a server that the environment does not name, or names otherwise, and for
        records in this folder when it names a server.
    BadInput
        For an office in this folder whose database is missing.
    """
    named, noted = server_of(os.environ.get(_SETTING, "")), server_noted(folder)
    embedded = folder / DATABASE
    if noted and not named:
        raise UsageError(
            f"this office's records are on a database server: {noted}.",
            place=str(folder / SERVER),
            next_step=f"Set {_SETTING} to its address, then give the command again.",
        )
    if noted and named != noted:
        raise UsageError(
            f"this office's records are on the database server {noted}, and {_SETTING} names "
            f"{named}.",
            place=str(folder / SERVER),
            next_step=f"Set {_SETTING} to the right address; if the database itself was moved, "
            "delete this file and give the command again.",
        )
    if named and not noted and embedded.is_file() and embedded.stat().st_size:
        raise UsageError(
            f"this office's records are in its folder, and {_SETTING} names {named}.",
            place=str(embedded),
            next_step=f"Unset {_SETTING}. To move the records there, back the office up without "
            "it, rename this file, and restore the backup with it.",
        )
    if not named and not embedded.is_file() and has_been_office(folder):
        raise BadInput(
            "the office's database is missing.",
            place=str(embedded),
            next_step=f"If its records are on a database server, set {_SETTING}. If not: "
            f"{BRING_BACK}",
        )


def note_server(folder: Path) -> None:
    """Note the server that the environment names, without the account and its password."""
    from beatwise.store.whole_file import write_whole

    named = server_of(os.environ.get(_SETTING, ""))
    if named and named != server_noted(folder):
        write_whole(folder / SERVER, f"{named}\n".encode())


def server_noted(folder: Path) -> str:
    """Return the server that holds the office's records, as ``host:port/database``, or ``""``."""
    try:
        return (folder / SERVER).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def server_of(address: str) -> str:
    """Return a database's address as ``host:port/database``; this computer has one name.

    Raises ``UsageError`` for an address that cannot be read.

    Examples
    --------
    >>> server_of("postgresql://office:secret@127.0.0.1/beatwise?sslmode=disable")
    'localhost:5432/beatwise'
    """
    if not address:
        return ""
    parts = database(address, Path())
    host = str(parts["HOST"])
    near = "localhost" if is_this_computer(host) else host
    return f"{near}:{parts['PORT'] or 5432}/{parts['NAME']}"


def has_been_office(folder: Path) -> bool:
    """Return whether a folder holds anything of an office's own."""
    return any((folder / name).exists() for name in OWN_FILES)
