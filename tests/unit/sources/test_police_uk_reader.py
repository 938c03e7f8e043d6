"""What a street file becomes, and what is refused with which words."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.sources.street_files import HEADER, gzipped, row, text, write, zipped

from beatwise.clock import Month
from beatwise.errors import BadInput
from beatwise.places.lsoa import Changes
from beatwise.records.offences import CATEGORIES, OFFENCES
from beatwise.sources.police_uk import content
from beatwise.sources.police_uk.members import Member, find, named
from beatwise.sources.police_uk.quality import quality
from beatwise.sources.police_uk.reader import ForceMonth, read


JANUARY = Month.parse("2025-01").number


def read_bytes(data: bytes, name: str = "any.csv") -> list[ForceMonth]:
    force, month = named(name)
    return read(content.read(Member(name, force, month, lambda: io.BytesIO(data))))


def refusal(data: bytes, name: str = "any.csv") -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_bytes(data, name)
    assert caught.value.next_step or "cannot be read" in caught.value.message
    return caught.value


def test_a_row_becomes_an_offence_in_metres():
    """A row keeps its ID, category slug, place label and LSOA; its point is put on the grid."""
    [part] = read_bytes(text([row("a1", kind="Shoplifting", outcome="Under investigation")]))
    [only] = part.rows.to_pylist()
    assert (part.force, part.month) == ("leicestershire", JANUARY)
    assert only["type"] == "shoplifting"
    assert only["crime_id"] == "a1"
    assert only["easting"] == pytest.approx(453041.0, abs=0.1)
    assert only["northing"] == pytest.approx(302735.0, abs=0.1)
    OFFENCES.validate(part.rows.to_pandas())


def test_blank_ids_and_places_stay_blank():
    """Anti-social behaviour has no ID, and a row without a location has no metres, never zero."""
    [part] = read_bytes(text([row(lon="", lat="", location="No Location", lsoa="")]))
    [only] = part.rows.to_pylist()
    assert only["crime_id"] is None
    assert only["easting"] is None
    assert only["lsoa"] is None


def test_the_file_name_says_the_force():
    """The force comes from the file's name, and from 'Reported by' when the name does not say."""
    data = text([row(force="Avon and Somerset Constabulary")])
    assert read_bytes(data)[0].force == "avon-and-somerset"
    assert read_bytes(data, "2025-01-btp-street.csv")[0].force == "btp"


def test_a_file_of_several_months_is_split():
    """A CSV that holds several forces and months becomes one part for each."""
    rows = [row(), row(month="2025-02"), row(), row(force="Derbyshire Constabulary")]
    parts = [(p.force, str(Month(p.month)), len(p.rows)) for p in read_bytes(text(rows))]
    assert parts == [
        ("derbyshire", "2025-01", 1),
        ("leicestershire", "2025-01", 2),
        ("leicestershire", "2025-02", 1),
    ]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    """A BOM, CRLF, other capitals and spaces in the header give the same rows."""
    plain = read_bytes(text([row("a1", kind="Drugs")]))
    odd = b"\xef\xbb\xbf" + text([row("a1", kind="Drugs")], HEADER.upper(), end="\r\n")
    assert read_bytes(odd)[0].rows.equals(plain[0].rows)


def test_columns_that_are_not_read_may_be_anything():
    """Empty or repeated columns after the known ones, as spreadsheets leave them, do no harm."""
    data = text([row("a1", kind="Drugs") + ",,"], HEADER + ",,")
    assert len(read_bytes(data)[0].rows) == 1


def test_a_large_file_is_read_in_blocks(monkeypatch):
    """A file larger than what is held gives the same rows, and still names the right row."""
    rows = [row(f"id{n}", kind="Drugs") for n in range(50)]
    whole = read_bytes(text(rows))
    monkeypatch.setattr(content, "BLOCK", 600)
    monkeypatch.setattr(content, "CHUNK", 300)
    assert read_bytes(text(rows))[0].rows.equals(whole[0].rows)
    rows[40] = row("id40", kind="Drugs", lon="west")
    assert refusal(text(rows)).place == "any.csv, row 42"


@pytest.mark.parametrize(
    ("data", "words", "place"),
    [
        (b"", "is empty", "any.csv"),
        (b"\n\n", "is empty", "any.csv"),
        (b"<!DOCTYPE html><html><body>502</body></html>", "web page", "any.csv"),
        (b"PK\x03\x04rest", "compressed", "any.csv"),
        (text([row()]).decode().encode("utf-16"), "not in UTF-8", "any.csv, row 1"),
        (text([row(), row(location="Café")]).decode().encode("cp1252"), "UTF-8", "any.csv, row 3"),
        (text([row()], HEADER.replace("Month,", "")), "'Month' cannot", "any.csv, row 1"),
        (text([row()], HEADER.replace("Context", "month")), "there twice", "any.csv, row 1"),
        (text([row(), "a,b"]), "as many columns", "any.csv, row 3"),
        (text([row(), row(lon="west")]), "not a longitude", "any.csv, row 3"),
        (text([row(), row(lon="52.6", lat="-1.2")]), "swapped", "any.csv, row 3"),
        (text([row(lon="453041", lat="302735")]), "easting and northing", "any.csv, row 2"),
        (text([row(lon="0", lat="0")]), "not in the United Kingdom", "any.csv, row 2"),
        (text([row(), row(month="Jan-25")]), "YYYY-MM", "any.csv, row 3"),
        (text([row(), row(month="2025-13")]), "YYYY-MM", "any.csv, row 3"),
        (text([row(month="01/2025")]), "'01/2025'", "any.csv, row 2"),
        (text([row(month="")]), "no month, force or type", "any.csv, row 2"),
        (text([row(), row(force="../../x")]), "not the name of a force", "any.csv, row 3"),
        (text([row(), row(kind="Jaywalking")]), "not a police.uk category", "any.csv, row 3"),
    ],
    ids=lambda value: value[:16] if isinstance(value, str) else "",
)
def test_bad_input_is_named(data, words, place):
    """Each thing that goes wrong is named with its file and row, and with the next step."""
    error = refusal(data)
    assert words in error.message
    assert error.place == place
    assert error.next_step


def test_a_renamed_column_is_suggested():
    """When a column was renamed the message says which one it probably is."""
    error = refusal(text([row()], HEADER.replace("Crime type", "Crime category")))
    assert "'Crime category' to 'Crime type'" in error.next_step


def test_easting_and_northing_point_to_the_other_command():
    """A file in metres is no street file: the next step is the command for timed extracts."""
    header = HEADER.replace("Longitude", "Easting").replace("Latitude", "Northing")
    assert "gather incidents" in refusal(text([row()], header)).next_step


def test_a_file_named_for_another_month_is_refused():
    """The month in the file's name and in its rows must agree."""
    error = refusal(text([row(month="2025-02")]), "2025-01-leicestershire-street.csv")
    assert "named for 2025-01" in error.message


def test_a_line_without_end_is_refused_early():
    """A gigabyte of one line is refused after the first two megabytes."""
    taken = 0

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            nonlocal taken
            taken += size
            return b"x" * size

    with pytest.raises(BadInput, match="million characters"):
        content.read(Member("one.csv", None, None, Endless))
    assert taken <= 3 * content.CHUNK


def test_a_truncated_gzip_is_refused(tmp_path):
    """A cut-off download is named as such."""
    path = gzipped(tmp_path / "2025-01-leicestershire-street.csv.gz", text([row()] * 2000))
    path.write_bytes(path.read_bytes()[:-20])
    [member] = find([path]).members
    with pytest.raises(BadInput, match="cut off"):
        content.read(member)


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
    found = find([path])
    [member] = found.members
    assert member.source == "2025-12.zip!2025-01/2025-01-leicestershire-street.csv"
    assert member.archive == Month.parse("2025-12").number
    assert found.ignored == {"outcomes": 1, "stop and search": 1, "other": 2}
    assert read(content.read(member))[0].force == "leicestershire"


def test_a_damaged_zip_member_is_named(tmp_path):
    """A zip whose member does not match its checksum is refused by the member's name."""
    path = zipped(tmp_path / "a.zip", {"2025-01-kent-street.csv": text([row("x" * 50)] * 500)})
    data = bytearray(path.read_bytes())
    data[200] ^= 0xFF
    path.write_bytes(bytes(data))
    [member] = find([path]).members
    with pytest.raises(BadInput, match=r"2025-01-kent-street\.csv"):
        content.read(member)


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


def test_quality_counts_what_is_missing():
    """The ledger's line counts ASB, blank places and repeated IDs; outside is not checked."""
    rows = [row(), row("a", kind="Drugs"), row("a", kind="Drugs"), row("b", kind="Drugs", lat="")]
    counts = quality(read_bytes(text(rows))[0].rows, "any.csv")
    assert (counts.rows, counts.asb, counts.no_location) == (4, 1, 1)
    assert (counts.duplicates, counts.outside, counts.vintage) == (1, -1, 0)


def test_mixed_vintages_are_refused_with_the_lookup():
    """Codes that only 2011 has beside codes that only 2021 has are refused when that is known."""
    changes = Changes.from_columns(["E01000010", "E01000010"], ["E01033769", "E01033770"])
    rows = read_bytes(text([row(lsoa="E01000010"), row(lsoa="E01033770")]))[0].rows
    assert quality(rows, "any.csv").vintage == 2021
    with pytest.raises(BadInput, match="mixes LSOA codes"):
        quality(rows, "any.csv", changes)


_WORD = st.text(st.characters(codec="utf-8", exclude_characters=',"\r\n\x00'), max_size=12)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[0-9a-f]{8}", fullmatch=True),
            st.sampled_from(sorted(CATEGORIES)),
            _WORD,
            st.floats(-8, 1.7),
            st.floats(50, 60),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_written_is_read_back(rows):
    """Any rows written as a street file come back with the same ID, type and label, in order."""
    lines = [
        row(i, kind=CATEGORIES[k], location=w, lon=f"{x:.6f}", lat=f"{y:.6f}")
        for i, k, w, x, y in rows
    ]
    back = read_bytes(text(lines))[0].rows.to_pylist()
    assert [(b["crime_id"], b["type"], b["location"] or "") for b in back] == [
        (i, k, w) for i, k, w, _, _ in rows
    ]


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=200).map(lambda b: text([]) + b)))
def test_no_bytes_crash_the_reader(data):
    """Whatever the bytes are, the reader gives rows or says what is wrong; it never crashes."""
    with contextlib.suppress(BadInput):
        assert all(len(part.rows) for part in read_bytes(data))


def test_the_longest_names_are_read(tmp_path: Path):
    """A CSV given by name is read whatever it is called."""
    path = tmp_path / "my export (final).csv"
    path.write_bytes(text([row()]))
    assert find([path]).members[0].source == path.name
