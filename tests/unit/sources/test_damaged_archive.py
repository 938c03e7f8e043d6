"""Damaged archives: whatever is done to their bytes, what they raise is known."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.sources.damaged_archive import DAMAGED_ARCHIVE


WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def archive(way: int) -> bytes:
    """One member of repeated words, packed in one of the ways there are."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", way) as file:
        file.writestr("words.txt", "the same words " * 40)
    return content.getvalue()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(WAYS), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)),
                                       min_size=1, max_size=4), st.booleans())  # fmt: skip
def test_damage_raises_nothing_else(way: int, bytes_set: list, cut: bool) -> None:
    """Some bytes changed, or the end cut off: the words, or an error of the list."""
    content = bytearray(archive(way))
    for at, byte in bytes_set:
        content[at % len(content)] = byte
    end = bytes_set[0][0] % len(content) if cut else len(content)
    with suppress(*DAMAGED_ARCHIVE), zipfile.ZipFile(io.BytesIO(bytes(content[:end]))) as file:
        for part in file.infolist():
            file.read(part)
