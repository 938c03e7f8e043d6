"""What a street file becomes, and what is refused with which words."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.sources.reading_street_files import read_bytes
from tests.unit.sources.street_files import HEADER, row, text

from beatwise.clock import Month
from beatwise.errors import BadInput
from beatwise.records.crime_types import CATEGORIES
from beatwise.records.offences import OFFENCES
from beatwise.sources.police_uk import content


JANUARY = Month.parse("2025-01").number


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
