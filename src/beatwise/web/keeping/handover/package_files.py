"""The files of a hand-over package: written one after the other, with the checksum of each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from beatwise.errors import BadInput


SUMS, MANIFEST, SIGNATURE = "SHA256SUMS", "manifest.json", "manifest.json.minisig"
UNFINISHED = "unfinished.json"  # there while a package is written; what is complete so far
NOT_HERE = "not-here.txt"  # there only where something could not be handed over; says why
FOLDERS = ("records", "tables", "files", "definitions", "papers", "site")
_AT_ONCE = 1 << 20
ANOTHER = "Ask for the package again; nothing of it was imported."


def write(folder: Path, name: str, parts: Iterable[bytes]) -> str:
    """Write a file of a package whole, for its owner alone, and return its SHA-256."""
    path = folder / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    mark = hashlib.sha256()
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        for part in parts:
            out.write(part)
            mark.update(part)
    draft.replace(path)
    return mark.hexdigest()


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    mark = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            mark.update(piece)
    return mark.hexdigest()


def names(folder: Path) -> Iterator[str]:
    """Yield the names of a package's files, in order, without its list of checksums."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    for path in sorted(path.relative_to(folder).as_posix() for path in paths):
        if path != SUMS:
            yield path


def keep_only(folder: Path, wanted: Collection[str]) -> None:
    """Delete what an earlier run wrote and the office no longer has: only the rest is signed."""
    own = [path for name in FOLDERS for path in (folder / name).rglob("*") if path.is_file()]
    for path in [*own, folder / NOT_HERE]:
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink(missing_ok=True)


def content_sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that the manifest vouches for: all but it and its own."""
    for draft in folder.rglob(".*.part"):  # of a run that was stopped
        draft.unlink()
    own = (MANIFEST, SIGNATURE, UNFINISHED)
    return {name: sha256(folder / name) for name in names(folder) if name not in own}


def write_sums(folder: Path, content: Mapping[str, str]) -> None:
    """Write the checksums of every file, as ``sha256sum --check`` reads them.

    ``content`` has those of what the manifest vouches for.
    """
    sums = {**content, **{name: sha256(folder / name) for name in (MANIFEST, SIGNATURE)}}
    write(folder, SUMS, [f"{sums[name]}  {name}\n".encode() for name in sorted(sums)])


def check(folder: Path) -> dict[str, str]:
    """Return the checksums of a package's files, by name, all of which are right.

    Raises ``BadInput`` naming the first file that is missing, damaged or not of the package.
    """
    sums = folder / SUMS
    if (folder / UNFINISHED).exists():
        raise BadInput(
            "the package was not finished.",
            place=str(folder),
            next_step="Run beatwise handover export again on the same folder: it goes on there.",
        )
    if not sums.is_file():
        raise BadInput(f"{SUMS} is missing.", place=str(sums), next_step=ANOTHER)
    stated = _stated(sums)
    there = set(names(folder))
    for name in sorted(stated.keys() | there):
        if name not in there:
            raise BadInput(f"the file {name} is missing.", place=str(folder), next_step=ANOTHER)
        if name not in stated:
            raise BadInput(
                f"the file {name} is not of this package.",
                place=str(folder),
                next_step="Remove it from the folder.",
            )
        if sha256(folder / name) != stated[name]:
            raise BadInput(f"the file {name} is damaged.", place=str(folder), next_step=ANOTHER)
    return stated


def _stated(sums: Path) -> dict[str, str]:
    stated: dict[str, str] = {}
    for line in sums.read_text("utf-8", "replace").splitlines():
        mark, _, name = line.partition("  ")
        parts = PurePosixPath(name).parts
        if len(mark) != 64 or not parts or ".." in parts or name.startswith("/"):
            raise BadInput(f"{SUMS} is damaged.", place=str(sums), next_step=ANOTHER)
        stated[name] = mark
    return stated
