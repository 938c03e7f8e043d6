"""What the disk, the memory, the system or a database refuses, in words for whoever can act."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

from beatwise.cli import limited_memory
from beatwise.errors import BadInput, Conflict, MissingData, UsageError, UserError
from beatwise.web.settings.place import BRING_BACK


_PACKAGE = Path(__file__).parents[1]
_ROOM = "Make room, or choose a file or folder that you may read and write."
_OTHER_NAME = "Choose another name or folder."
_CHECK = "Check the path."
_FEW_FILES = "Raise the limit (ulimit -n 256), or close other programs."
# errno → the kind of error, what is wrong, what to do.
_BY_NUMBER: dict[int, tuple[type[UserError], str, str]] = {
    errno.EACCES: (Conflict, "you may not read or write it", _ROOM),
    errno.EPERM: (Conflict, "you may not read or write it", _ROOM),
    errno.EROFS: (Conflict, "it can only be read", _ROOM),
    errno.ENOSPC: (Conflict, "the disk is full", _ROOM),
    errno.EDQUOT: (Conflict, "your share of the disk is full", _ROOM),
    errno.EFBIG: (Conflict, "a file would be larger than this system allows", _ROOM),
    errno.ENOENT: (MissingData, "there is no such file or folder", _CHECK),
    errno.ENOTDIR: (MissingData, "a part of this path is a file, not a folder", _CHECK),
    errno.EISDIR: (BadInput, "this is a folder, not a file", "Name one file."),
    errno.EEXIST: (Conflict, "there is something of this name already", _OTHER_NAME),
    errno.ENOTEMPTY: (Conflict, "the folder is not empty", _OTHER_NAME),
    errno.ENAMETOOLONG: (UsageError, "the name is longer than this system allows", _OTHER_NAME),
    errno.ELOOP: (BadInput, "its links lead in a circle", _CHECK),
    errno.EMFILE: (Conflict, "too few files may be open at once", _FEW_FILES),
    errno.ENFILE: (Conflict, "too few files may be open at once", _FEW_FILES),
    errno.EIO: (Conflict, "the disk cannot be read or written", "Check the disk, then try again."),
}
_NO_MEMORY = re.compile(
    r"cannot allocate memory|failed to map segment|can't start new thread|out of memory"
    r"|bad_alloc|unable to allocate|resource temporarily unavailable|not enough memory",
    re.IGNORECASE,
)
# Of a library that found no memory while it was loaded: pyogrio's data, a part of pandas.
_HALF_LOADED = ("PROJ data files", "partially initialized module")
_LIBRARIES = ("pyarrow", "pyogrio", "shapely", "duckdb", "numba", "llvmlite", "scipy", "highspy")
# Of a database's error: its words → the kind of error, what is wrong, what to do.
_OF_DATABASE: tuple[tuple[str, type[UserError], str, str], ...] = (
    (
        r"not a database|malformed|corrupt|file is encrypted|could not decode",
        BadInput,
        "the office's database is damaged or is no database",
        BRING_BACK,
    ),
    (
        r"no such (?:table|column)|does not exist|already exists|InconsistentMigration",
        BadInput,
        "the database is not an office of this version of Beatwise",
        "Name the office's own folder with --workspace, or bring back a backup.",
    ),
    (r"locked", Conflict, "another process holds the database", "Wait, then try again."),
    (
        r"could not (?:extend|write)",
        Conflict,
        "the database server has no room, or may not write",
        "Make room on the server's disk, or correct its rights there, then try again.",
    ),
    (r"disk is full|No space", Conflict, "the disk is full", _ROOM),
    (
        r"disk I/O|unable to open|read-?only",
        Conflict,
        "the database cannot be written",
        _ROOM,
    ),
    (
        r"connect|server|host|authentication|timeout|terminat|ssl|role|too many clients",
        Conflict,
        "the database server cannot be reached",
        "See that it runs and that BEATWISE_DATABASE_URL names it, then try again.",
    ),
)


def user_error(error: BaseException) -> UserError | None:
    """Return what ended a command as an error that its user can act on; None: it is our fault."""
    if any(_is_memory(one) for one in _chain(error)):
        return Conflict(
            "there is not enough memory for this.",
            next_step="Close other programs, raise the limit of memory (ulimit -v), or ask for "
            "fewer areas, types or months at once.",
        )
    if words := _usage(error):
        return UsageError(words, next_step="Add --help to see what the command understands.")
    for one in _chain(error, handled=False):
        refusal = _of_system(one) if isinstance(one, OSError) else _of_database(one)
        if refusal is not None:
            return refusal
    if isinstance(error, ValueError) and "null byte" in str(error):
        return UsageError("a path holds a zero byte.", next_step=_CHECK)
    return None


def is_interruption(error: BaseException) -> bool:
    """Say whether Ctrl-C, or a prompt left without an answer, ended a command."""
    typers = ("typer.exceptions", "click.exceptions")
    return any(
        isinstance(one, KeyboardInterrupt)
        or (type(one).__name__ == "Abort" and type(one).__module__.startswith(typers))
        for one in _chain(error)
    )


def is_closed_pipe(error: BaseException) -> bool:
    """Say whether the reader of standard output has gone; rich turns that into ``SystemExit``."""
    pipe = isinstance(error, BrokenPipeError)
    return pipe or (
        isinstance(error, SystemExit) and isinstance(error.__context__, BrokenPipeError)
    )


def _chain(error: BaseException, *, handled: bool = True) -> Iterator[BaseException]:
    """Yield an error and what caused it, each once; ``handled``: also what was being handled."""
    been: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in been:
        been.add(id(one))
        yield one
        one = one.__cause__ or (one.__context__ if handled else None)


def _is_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError) or "OutOfMemory" in type(error).__name__:
        return True
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno == errno.ENOMEM
    if limited_memory.is_limited() and any(words in str(error) for words in _HALF_LOADED):
        return True  # nothing else says why
    kinds = (ImportError, OSError, RuntimeError, SystemError)
    known = isinstance(error, kinds) or type(error).__module__.startswith(_LIBRARIES)
    return known and bool(_NO_MEMORY.search(str(error)))


def _usage(error: BaseException) -> str | None:
    """Return the words of a command line that was not understood, None for any other error."""
    if not hasattr(error, "format_message") or not hasattr(error, "exit_code"):
        return None
    return str(error.format_message())


def _of_system(error: OSError) -> UserError | None:
    place = None if error.filename is None else os.fsdecode(error.filename)
    if place and Path(place).is_relative_to(_PACKAGE) and error.errno == errno.ENOENT:
        return None  # a file of our own is missing
    if error.errno is None:
        return None
    kind, words, next_step = _BY_NUMBER.get(
        error.errno, (Conflict, "the system refuses it", _OTHER_NAME)
    )
    return kind(f"{words} ({error.strerror or error}).", place=place, next_step=next_step)


def _of_database(error: BaseException) -> UserError | None:
    module = type(error).__module__
    if not module.startswith(("django.db", "sqlite3", "psycopg")):
        return None
    description = f"{type(error).__name__}: {error}"
    for pattern, kind, words, next_step in _OF_DATABASE:
        if re.search(pattern, description, re.IGNORECASE):
            detail = str(error).strip().splitlines()
            return kind(f"{words} ({detail[0] if detail else description}).", next_step=next_step)
    return None
