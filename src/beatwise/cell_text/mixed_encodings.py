"""Tell a text in one encoding from one that was put together from several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class MixedLines(NamedTuple):
    """The first line that is UTF-8 beyond ASCII, and the first that is not UTF-8, from 1."""

    unicode: int
    other: int


def mixed_lines(lines: Iterable[bytes]) -> MixedLines | None:
    """Return where a text of lines is UTF-8 and where it is not; ``None`` where it is one.

    Words in Windows-1252 are next to never also UTF-8, so that such a file has names in both, and
    reading it as either garbles some of them.
    """
    unicode = other = 0
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8-sig")
        except UnicodeDecodeError:
            other = other or number
        else:
            unicode = unicode or number
        if unicode and other:
            return MixedLines(unicode, other)
    return None
