"""Where street files are looked for, and what is no source of them."""

from __future__ import annotations

import warnings
import zipfile
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


def test_a_name_that_a_zip_holds_twice_is_read_twice(tmp_path) -> None:
    """Each entry of a zip is opened as itself, though another has the same name."""
    path, name = tmp_path / "a.zip", "2025-01/2025-01-leicestershire-street.csv"
    with zipfile.ZipFile(path, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(name, b"first")
        archive.writestr(name, b"second")
    members = find([path]).members
    assert [member.open().read() for member in members] == [b"first", b"second"]
    assert members[1].where.endswith("(entry 2 of this name)")


def test_a_linked_folder_is_read_once(tmp_path) -> None:
    """Months in a linked folder are read, and a link back to where we were is not followed."""
    street = "2025-01-leicestershire-street.csv"
    far, near = tmp_path / "far", tmp_path / "near"
    far.mkdir()
    near.mkdir()
    (far / street).write_bytes(b"x")
    (near / "months").symlink_to(far, target_is_directory=True)
    (near / "again").symlink_to(near, target_is_directory=True)
    assert [member.source for member in find([near]).members] == [street]


def test_a_link_that_leads_nowhere_is_named(tmp_path) -> None:
    """A dangling link is named in a note; one in a month's place is refused."""
    (tmp_path / "2025-01-leicestershire-street.csv").write_bytes(b"x")
    (tmp_path / "2025-02").symlink_to(tmp_path / "gone")
    assert find([tmp_path]).notes == [
        "2025-02: this is a link that leads nowhere. Nothing was read from it."
    ]
    (tmp_path / "2025-02-leicestershire-street.csv").symlink_to(tmp_path / "gone")
    with pytest.raises(BadInput, match="months would be lost"):
        find([tmp_path])
