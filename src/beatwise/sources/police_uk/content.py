"""The bytes of one street file: hashed, bounded, and cut into blocks of whole lines.

A file that is small enough is held; a large one is read twice, so that memory stays bounded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from beatwise.errors import BadInput
from beatwise.sources.damaged_archive import DAMAGED_ARCHIVE
from beatwise.sources.police_uk.members import Member


CHUNK = 1 << 20
LONGEST_LINE = 1 << 20
BLOCK = 32 << 20
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Content:
    """A file's hash, and its bytes if they were few enough to keep."""

    member: Member
    sha256: str
    size: int
    small_file: bytes | None

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes in blocks that end at a line's end; the byte order mark is left out."""
        if self.small_file is not None:
            yield self.small_file.removeprefix(BOM)
            return
        rest = b""
        first = True
        with reading(self.member), self.member.open() as stream:
            while chunk := stream.read(BLOCK):
                whole, newline, tail = chunk.rpartition(b"\n")
                block = rest + whole + newline
                rest = tail if newline else rest + tail
                if newline:
                    yield block.removeprefix(BOM) if first else block
                    first = False
        if rest:
            yield rest


def read(member: Member) -> Content:
    """Read and hash a file once.

    Raises ``BadInput`` for a truncated or damaged file and for a line longer than 1 MB, reading no
    further than that line.
    """
    digest, size, since_newline = hashlib.sha256(), 0, 0
    chunks: list[bytes] | None = []
    with reading(member), member.open() as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            last = chunk.rfind(b"\n")
            since_newline = len(chunk) - last - 1 if last >= 0 else since_newline + len(chunk)
            if since_newline > LONGEST_LINE:
                raise line_too_long(member)
            if chunks is not None:
                chunks.append(chunk)
                chunks = chunks if size <= BLOCK else None
    return Content(member, digest.hexdigest(), size, None if chunks is None else b"".join(chunks))


def lines_before(member: Member, offset: int) -> int:
    """Count the line ends in the first ``offset`` bytes of a file."""
    lines = 0
    with member.open() as stream:
        while offset > 0 and (chunk := stream.read(min(CHUNK, offset))):
            lines += chunk.count(b"\n")
            offset -= len(chunk)
    return lines


@contextmanager
def reading(member: Member) -> Iterator[None]:
    """Turn what goes wrong while decompressing into ``BadInput`` that names the file."""
    try:
        yield
    except EOFError as error:
        raise BadInput(
            "the compressed file is cut off before its end.",
            place=member.source,
            next_step="Download it again; nothing of it was kept.",
        ) from error
    except DAMAGED_ARCHIVE as error:
        raise BadInput(
            f"the file cannot be read ({error}).",
            place=member.source,
            next_step="Download it again; nothing of it was kept.",
        ) from error


def line_too_long(member: Member) -> BadInput:
    """Return the error for a file without line ends."""
    return BadInput(
        "the file has a line of more than a million characters: it is not a street file.",
        place=member.source,
        next_step="Open it in an editor: its line ends are missing. Download it again.",
    )
