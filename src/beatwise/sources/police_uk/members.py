"""Find the street files in what was given: a CSV, a ``.csv.gz``, a folder, a zip.

Nothing is unpacked to disk: a member is opened where it lies.
"""

from __future__ import annotations

import gzip
import os
import re
import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from beatwise.clock import Month
from beatwise.errors import BadInput


_STREET = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))-([a-z0-9-]+)-street\.csv(?:\.gz)?", re.IGNORECASE)
_ALMOST = re.compile(r"street.*\.csv(?:\.gz)?$", re.IGNORECASE)
_OTHER_KINDS = {"-stop-and-search.csv": "stop and search", "-outcomes.csv": "outcomes"}
_open_archive = threading.local()
_ARCHIVE = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))\.zip!", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """One street file, not yet read.

    ``source`` is its own name with the archive it is inside (``2025-12.zip!2025-01/…``); ``force``
    and ``month`` come from its name and are None when the name does not say.
    """

    source: str
    force: str | None
    month: int | None
    open: Callable[[], BinaryIO]
    where: str = ""  # the path it was found at, for messages only
    path: Path | None = None  # the file on this machine that it is, or is inside

    @property
    def archive(self) -> int | None:
        """The month of the dated archive it is inside (``YYYY-MM.zip``), as a month number."""
        match = _ARCHIVE.search(self.source)
        return Month.parse(match[1]).number if match else None


@dataclass(slots=True)
class StreetFiles:
    """The street files found, others left alone by kind, and what could not be read."""

    members: list[Member] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def find(sources: Iterable[Path]) -> StreetFiles:
    """Find the street files in every source, in the order given and then by name.

    Raises ``BadInput`` when a source does not exist, is a broken zip, or holds no street file.
    """
    files = StreetFiles()
    for source in sources:
        before = len(files.members)
        _look_in(source, files, named_itself=True)
        if len(files.members) == before:
            others = ", ".join(f"{count} {kind}" for kind, count in files.ignored.items())
            raise BadInput(
                "no street file was found" + (f" (only {others})." if others else "."),
                place=source.name,
                next_step="Give files named like 2025-01-leicestershire-street.csv, or their zip.",
            )
    return files


def named(name: str) -> tuple[str | None, int | None]:
    """Return the force slug and month number that a street file's name says, or None."""
    match = _STREET.fullmatch(Path(name).name)
    return (match[2].lower(), Month.parse(match[1]).number) if match else (None, None)


def _look_in(path: Path, files: StreetFiles, *, named_itself: bool) -> None:
    if path.is_dir():
        for child in sorted(_files_below(path, files)):
            if not child.name.startswith("."):
                _look_in(child, files, named_itself=False)
            elif named(child.name.lstrip("._"))[0] is not None:
                files.ignored["hidden"] += 1
    elif not path.is_file():
        raise BadInput(_why_no_file(path), place=str(path), next_step="Check the path.")
    elif path.suffix.lower() == ".zip":
        _look_in_zip(path, files)
    else:
        force, month = named(path.name)
        if (named_itself and _kind(path.name) == "other") or force is not None:
            opener = partial(open_file, path)
            files.members.append(Member(path.name, force, month, opener, str(path), path))
        else:
            files.ignored[_kind(path.name)] += 1
            if _ALMOST.search(path.name):
                files.notes.append(
                    f"{path.name}: left alone, for its name is not quite that of a street file. "
                    "If its months are wanted, rename it like 2025-01-leicestershire-street.csv."
                )


def _files_below(folder: Path, files: StreetFiles) -> Iterator[Path]:
    """Yield every file, those in linked folders as well, each folder once.

    A folder that may not be read, or a link or device in the place of a street file or a zip, is an
    error, for its months would be lost. Any other link that leads nowhere is named.
    """
    been: set[tuple[int, int]] = set()
    for inside, folders, names in os.walk(folder, onerror=_refuse, followlinks=True):
        state = os.stat(inside)
        if (state.st_dev, state.st_ino) in been:
            folders.clear()  # a link back to where we have been: a circle, or the same folder twice
            continue
        been.add((state.st_dev, state.st_ino))
        for path in (Path(inside, name) for name in names):
            if path.is_file():
                yield path
            elif named(path.name)[0] is not None or path.suffix.lower() == ".zip":
                raise BadInput(
                    f"{_why_no_file(path)} Its months would be lost.",
                    place=str(path),
                    next_step="Put the file in its place, or remove the link.",
                )
            else:
                files.notes.append(f"{path.name}: {_why_no_file(path)} Nothing was read from it.")


def _why_no_file(path: Path) -> str:
    if path.is_symlink():
        return "this is a link that leads nowhere."
    return (
        "this is a device or pipe, not a file."
        if path.exists()
        else ("there is no such file or folder.")
    )


def _refuse(error: OSError) -> None:
    raise error


def _look_in_zip(path: Path, files: StreetFiles) -> None:
    try:
        with closing(zipfile.ZipFile(path)) as archive:
            entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
    except (zipfile.BadZipFile, OSError) as error:
        raise BadInput(
            f"the zip cannot be opened ({error}).",
            place=path.name,
            next_step="Download it again: it is cut off, or is not a zip at all.",
        ) from error
    names: Counter[str] = Counter()
    for entry in entries:
        force, month = named(entry.filename)
        if entry.is_dir():
            continue
        if force is None or "__MACOSX" in entry.filename:
            files.ignored[_kind(entry.filename)] += 1
            continue
        source = f"{path.name}!{entry.filename}"
        names[entry.filename] += 1
        number = f" (entry {names[entry.filename]} of this name)"
        where = f"{path}!{entry.filename}{number if names[entry.filename] > 1 else ''}"
        opener = cast("Callable[[], BinaryIO]", partial(_ZipMember, path, entry))
        files.members.append(Member(source, force, month, opener, where, path))


class _ZipMember:
    """A member of a zip, read through its thread's own handle, so that threads do not wait."""

    def __init__(self, path: Path, entry: zipfile.ZipInfo):
        stream = _archive_of_this_thread(path).open(entry)  # by entry: a name may be there twice
        zipped = entry.filename.lower().endswith(".gz")
        self._stream = gzip.GzipFile(fileobj=stream) if zipped else stream

    def __enter__(self) -> _ZipMember:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)


def _archive_of_this_thread(path: Path) -> zipfile.ZipFile:
    """Return an open zip: its list of thousands of members is read once a thread, not once each.

    The last one used stays open until the thread ends or asks for another.
    """
    state = path.stat()
    this = path, state.st_size, state.st_mtime_ns
    if getattr(_open_archive, "is_of", None) != this:
        if hasattr(_open_archive, "zip"):
            _open_archive.zip.close()
        _open_archive.zip, _open_archive.is_of = zipfile.ZipFile(path), this
    return _open_archive.zip


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading bytes, through gzip when its name ends in ``.gz``."""
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]


def _kind(name: str) -> str:
    lower = name.lower().removesuffix(".gz")
    return next((kind for end, kind in _OTHER_KINDS.items() if lower.endswith(end)), "other")
