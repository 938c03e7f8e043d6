"""The bytes of a street file, whole or broken."""

from __future__ import annotations

import io

import pytest
from tests.unit.sources.street_files import gzipped, row, text, zipped

from beatwise.errors import BadInput
from beatwise.sources.police_uk import content
from beatwise.sources.police_uk.members import Member, find


def test_a_line_without_end_is_refused_early():
    """A gigabyte of one line is refused after the first two megabytes."""
    bytes_read = 0

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            nonlocal bytes_read
            bytes_read += size
            return b"x" * size

    with pytest.raises(BadInput, match="million characters"):
        content.read(Member("one.csv", None, None, Endless))
    assert bytes_read <= 3 * content.CHUNK


def test_a_truncated_gzip_is_refused(tmp_path):
    """A cut-off download is named as such."""
    path = gzipped(tmp_path / "2025-01-leicestershire-street.csv.gz", text([row()] * 2000))
    path.write_bytes(path.read_bytes()[:-20])
    [member] = find([path]).members
    with pytest.raises(BadInput, match="cut off"):
        content.read(member)


def test_a_damaged_zip_member_is_named(tmp_path):
    """A zip whose member does not match its checksum is refused by the member's name."""
    path = zipped(tmp_path / "a.zip", {"2025-01-kent-street.csv": text([row("x" * 50)] * 500)})
    data = bytearray(path.read_bytes())
    data[200] ^= 0xFF
    path.write_bytes(bytes(data))
    [member] = find([path]).members
    with pytest.raises(BadInput, match=r"2025-01-kent-street\.csv"):
        content.read(member)
