"""Find a text file's encoding and read its lines without ever holding an endless one."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path

from beatwise.cell_text.mixed_encodings import mixed_lines
from beatwise.errors import BadInput
from beatwise.sources.spreadsheets.file_kinds import FileKind, open_bytes, refuse_other_kinds


LONGEST_LINE = 1_000_000  # characters
_READ = 1 << 20


def read_lines(path: Path, kind: FileKind, encoding: str) -> Iterator[str]:
    """Yield the lines of a text file; raise ``BadInput`` at a line of a million characters.

    ``UnicodeDecodeError`` is left to the caller, who may know another encoding.
    """
    row = 0
    try:
        with (
            open_bytes(path, kind) as raw,
            io.TextIOWrapper(raw, encoding=encoding, newline="") as text,
        ):
            while line := text.readline(LONGEST_LINE):
                row += 1
                if len(line) == LONGEST_LINE:
                    raise _endless(path, row)
                yield line
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadInput(
            f"the compressed file was cut short or is damaged ({error}).",
            place=f"{path.name}, after row {row}",
            next_step="Download it again; nothing of it was kept.",
        ) from error


def encoding_of(path: Path, kind: FileKind) -> tuple[str, str | None]:
    """Return the encoding of a text file, and a note where it is not UTF-8."""
    start = _start(path, kind)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "The file is written in UTF-16."
    if start[1:400:2].count(0) > 0.4 * len(start[1:400:2]):
        return "utf-16-le", "The file is written in UTF-16."
    refuse_other_kinds(start[:4096], path.name)
    if b"\x00" in start:
        raise BadInput(
            "this is not text: it holds zero bytes.",
            place=path.name,
            next_step="Save it from its own program as CSV or XLSX.",
        )
    line = _first_undecodable(path, kind)
    if line is None:
        return "utf-8-sig", None
    with open_bytes(path, kind) as raw:
        mixed = mixed_lines(iter(lambda: raw.readline(LONGEST_LINE), b""))
    if mixed:
        raise BadInput(
            f"the row is not UTF-8, and row {mixed.unicode} is.",
            place=f"{path.name}, row {mixed.other}",
            next_step="Save the whole file as CSV UTF-8, and check names with accents.",
        )
    return (
        "cp1252",
        (
            f"Row {line} is not UTF-8; the file was read as Windows-1252. "
            "Check names with accents and pound signs."
        ),
    )


def _start(path: Path, kind: FileKind) -> bytes:
    try:
        with open_bytes(path, kind) as raw:
            return raw.read(_READ)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        with gzip.open(path, "rb") as raw:
            return raw.read1(1024) if path.stat().st_size > 18 else b""


def _first_undecodable(path: Path, kind: FileKind) -> int | None:
    """Return the number of the first line that is not UTF-8, or ``None``."""
    row = 0
    try:
        for _ in read_lines(path, kind, "utf-8-sig"):
            row += 1
    except UnicodeDecodeError as error:
        return row + 1 + bytes(error.object[: error.start]).count(b"\n")
    return None


def _endless(path: Path, row: int) -> BadInput:
    return BadInput(
        f"a line is longer than {LONGEST_LINE:,} characters: the line ends are missing.",
        place=f"{path.name}, row {row}",
        next_step="Export the table again, one record a line.",
    )
