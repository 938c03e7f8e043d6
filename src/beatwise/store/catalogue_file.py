"""Read the catalogue of a workspace, and put a new one in its place in one step.

A copy lies beside it. The copy is written after the catalogue, so it is never ahead of it: a
catalogue that has been saved fewer times than its copy is not the one that was last written here.
"""

from __future__ import annotations

import gc
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from beatwise.errors import BadInput, Conflict, MissingData
from beatwise.store import catalogue_seal
from beatwise.store.catalogue import Catalogue
from beatwise.store.catalogue_json import as_json, from_json
from beatwise.store.files.file_seals import mending_command
from beatwise.store.workspace_lock import one_writer


CATALOGUE_FILE = "catalogue.json"
COPY_FILE = ".catalogue-copy.json"
_SAVES = re.compile(rb'"saves": (\d+)')
_REPLACE_TRIES = 100  # Windows refuses to replace a file that a reader holds open for a moment
_REPLACE_WAIT_SECONDS = 0.02
_NOT_UNDERSTOOD = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def load(folder: Path) -> Catalogue:
    """Read the catalogue of a workspace folder.

    Raises ``MissingData`` when there is none and ``BadInput`` when it cannot be understood, was
    changed by another hand, or is not the one that was last written here.
    """
    path, copy = folder / CATALOGUE_FILE, folder / COPY_FILE
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        if copy.is_file():
            raise _damaged(folder, "the catalogue is missing") from error
        raise MissingData(
            "there is no workspace here.",
            place=str(folder),
            next_step=f'Make one with: beatwise init {folder} --name "..."; or give --workspace.',
        ) from error
    try:
        with _nothing_collected():
            document = json.loads(content)
            catalogue_seal.check(document, content)
            catalogue = from_json(document)
    except _NOT_UNDERSTOOD as error:
        words = f"the catalogue cannot be understood ({type(error).__name__}: {error})"
        raise _damaged(folder, words) from error
    if why := _why_not_the_last(document, content, copy):
        raise _damaged(folder, why, mendable=True)
    return catalogue


def save(catalogue: Catalogue, folder: Path) -> None:
    """Put the catalogue in place in one step: written beside, flushed, then renamed over."""
    saves = 1 + max(_saves(folder / CATALOGUE_FILE), _saves(folder / COPY_FILE))
    content = catalogue_seal.sealed(as_json(catalogue), saves)
    _write(content, folder / CATALOGUE_FILE)
    with suppress(OSError):  # the catalogue is written; without a copy it is only harder to mend
        _write(content, folder / COPY_FILE)


def copied(folder: Path) -> bytes | None:
    """Return the copy's bytes when it is whole, so that it can take the catalogue's place."""
    try:
        content = (folder / COPY_FILE).read_bytes()
        document = json.loads(content)
        catalogue_seal.check(document, content)
        from_json(document)
    except (OSError, *_NOT_UNDERSTOOD):
        return None
    return content if catalogue_seal.is_sealed(document) else None


def renew_copy(folder: Path) -> list[str]:
    """Write the copy again where it is missing or damaged and the catalogue is whole; say so."""
    try:
        content = (folder / CATALOGUE_FILE).read_bytes()
        document = json.loads(content)
        catalogue_seal.check(document, content)
    except (OSError, *_NOT_UNDERSTOOD):
        return []
    if copied(folder) is not None or not catalogue_seal.is_sealed(document):
        return []
    _write(content, folder / COPY_FILE)
    return ["The copy of the catalogue was missing or damaged and was made again."]


def replace_damaged(content: bytes, folder: Path) -> Path | None:
    """Put a copy's bytes in the catalogue's place; return where the damaged one now lies."""
    path, number = folder / CATALOGUE_FILE, 1
    aside = folder / f"{CATALOGUE_FILE}.damaged"
    while os.path.lexists(aside):
        number += 1
        aside = folder / f"{CATALOGUE_FILE}.damaged-{number}"
    there = os.path.lexists(path)
    if there:
        path.rename(aside)
    _write(content, path)
    return aside if there else None


def replace_file(part: Path, path: Path) -> None:
    """Rename ``part`` over ``path``, waiting up to two seconds for a reader to let go of it."""
    for attempt in range(_REPLACE_TRIES):
        try:
            part.replace(path)
            return
        except PermissionError:
            if attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(_REPLACE_WAIT_SECONDS)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Hold the garbage collector back: all that is read is kept.

    A nation's catalogue is a hundred thousand objects, and the collector would look through them
    and all else that is loaded again and again, which takes longer than to read them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write(content: bytes, path: Path) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        replace_file(part, path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _saves(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            match = _SAVES.search(stream.read(200))
    except OSError:
        return 0
    return int(match[1]) if match else 0


def _why_not_the_last(document: dict[str, Any], content: bytes, copy: Path) -> str | None:
    """Say what the copy shows against a catalogue: that it is older, another's, or unwitnessed."""
    saves = document.get(catalogue_seal.SAVES, 0)
    try:
        beside = copy.read_bytes()
        if beside == content:
            return None
        other = json.loads(beside)
        catalogue_seal.check(other, beside)
        same = all(other[key] == document[key] for key in ("name", "created"))
        older = not same or other.get(catalogue_seal.SAVES, 0) > saves
    except (OSError, *_NOT_UNDERSTOOD):
        lost = "its copy is missing or damaged, so nobody can say whether it is the last one"
        empty = not (document["offences"] or document["items"])
        first = saves == 0 or (saves == 1 and empty)  # or cut off before it was copied
        return None if first else lost
    return "this is not the catalogue that was last written here" if older else None


def _damaged(folder: Path, words: str, *, mendable: bool = False) -> BadInput:
    return BadInput(
        f"{words}.",
        place=str(folder / CATALOGUE_FILE),
        next_step=f"Repair it with: {mending_command(folder)}"
        if mendable or copied(folder)
        else "Put catalogue.json back from a backup, use the Beatwise that wrote it, or gather "
        "again into a new workspace.",
    )


def create(folder: Path, name: str) -> Catalogue:
    """Make a folder with an empty catalogue; raise ``Conflict`` when there is one already."""
    if (folder / CATALOGUE_FILE).exists():
        raise Conflict(
            "there is a workspace here already.",
            place=str(folder),
            next_step="Choose another folder, or gather into this one.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise Conflict(
            "there is a file where the folder would be.",
            place=str(folder),
            next_step="Choose another name for the folder.",
        ) from error
    catalogue = Catalogue(name, datetime.now(UTC).isoformat(timespec="seconds"))
    with one_writer(folder):
        save(catalogue, folder)
    return catalogue
