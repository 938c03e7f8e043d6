"""Where street files are looked for, and what is no source of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.sources.street_files import gzipped, row, text, write, zipped

from beatwise.clock import Month
from beatwise.errors import BadInput
from beatwise.sources.police_uk import content
from beatwise.sources.police_uk.members import find
from beatwise.sources.police_uk.reader import read


def test_a_zip_is_read_where_it_lies(tmp_path):
    """A zip's street files are found at any depth; everything else is counted and left alone."""
    path = zipped(
        tmp_path / "2025-12.zip",
        {
            "2025-01/2025-01-leicestershire-street.csv": text([row()]),
            "2025-01/2025-01-leicestershire-outcomes.csv": b"x",
            "2025-01/2025-01-leicestershire-stop-and-search.csv": b"x",
            "__MACOSX/2025-01/._2025-01-leicestershire-street.csv": b"junk",
            "readme.txt": b"junk",
        },
    )
    street_files = find([path])
    [member] = street_files.members
    assert member.source == "2025-12.zip!2025-01/2025-01-leicestershire-street.csv"
    assert member.archive == Month.parse("2025-12").number
    assert street_files.ignored == {"outcomes": 1, "stop and search": 1, "other": 2}
    assert read(content.read(member))[0].force == "leicestershire"


@pytest.mark.parametrize("name", ["no.zip", "2025-01-kent-outcomes.csv", "empty"])
def test_a_source_without_street_files_is_refused(tmp_path, name):
    """Junk called a zip, an outcomes file and an empty folder are each refused by name."""
    path = tmp_path / name
    path.mkdir() if name == "empty" else path.write_bytes(b"junk")
    with pytest.raises(BadInput, match=name):
        find([path])


def test_a_folder_of_months_is_found_in_order(tmp_path):
    """A folder is searched at any depth, compressed or not."""
    write(tmp_path / "b", [row()])
    gzipped(tmp_path / "2024-12-kent-street.csv.gz", text([row(month="2024-12")]))
    assert [m.force for m in find([tmp_path]).members] == ["kent", "leicestershire"]


def test_the_longest_names_are_read(tmp_path: Path):
    """A CSV given by name is read whatever it is called."""
    path = tmp_path / "my export (final).csv"
    path.write_bytes(text([row()]))
    assert find([path]).members[0].source == path.name
