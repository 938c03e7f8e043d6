"""How much a paper that is an archive unpacks to, measured before anything reads it."""

from __future__ import annotations

import io
import zipfile

from beatwise.errors import BadInput


MOST_UNPACKED, MOST_PARTS = 100_000_000, 5_000


def check_archive(name: str, content: bytes) -> None:
    """Raise ``BadInput`` for an archive that unpacks to too much or too many parts.

    Raises one of ``DAMAGED_ARCHIVE`` for one that is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        size = 0
        for part in parts[: MOST_PARTS + 1]:
            size += _size(archive, part)
            if size > MOST_UNPACKED:
                break
    check_unpacked(name, size, len(parts))


def check_unpacked(name: str, size: int, parts: int = 1) -> None:
    """Raise ``BadInput`` for more bytes, or more parts, than a document unpacks to."""
    if parts > MOST_PARTS or size > MOST_UNPACKED:
        raise BadInput(
            f"the document unpacks to more than {MOST_UNPACKED // 1_000_000} MB or "
            f"{MOST_PARTS:,} parts.",
            place=name,
            next_step="Save it without its pictures, or as plain text.",
        )


def _size(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return how large a part really is: what its entry states may be a lie."""
    if part.file_size > MOST_UNPACKED:
        return part.file_size
    size = 0
    with archive.open(part) as stream:
        while some := stream.read(1 << 20):
            size += len(some)
            if size > MOST_UNPACKED:
                break
    return size
