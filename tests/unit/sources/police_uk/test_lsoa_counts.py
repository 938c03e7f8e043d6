"""The quick count of a street file."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.sources.street_files import HEADER, gzipped, row, text

from beatwise.clock import Month
from beatwise.errors import BadInput
from beatwise.records.crime_types import CATEGORIES, slug
from beatwise.sources.police_uk import lsoa_counts
from beatwise.sources.police_uk.lsoa_counts import panel


def counted(path):
    frame = panel(path)
    return {(r.lsoa, str(Month(r.month)), r.type): r.rows for r in frame.itertuples()}


def slowly(data: bytes):
    lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    return Counter((r["LSOA code"], r["Month"], slug(r["Crime type"])) for r in lines)


def test_rows_are_counted_by_place_month_and_type(tmp_path):
    """Each combination that occurs is counted; rows without a place are counted too."""
    path = tmp_path / "x.csv"
    path.write_bytes(text([row(), row(), row(month="2025-02"), row(lsoa="", kind="Drugs")]))
    assert counted(path) == {
        ("E01025631", "2025-01", "anti-social-behaviour"): 2,
        ("E01025631", "2025-02", "anti-social-behaviour"): 1,
        ("", "2025-01", "drugs"): 1,
    }


_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2024-12", "2025-01", "2025-02"]),
        st.sampled_from(["", "E01025631", "W01001959", "E01000001"]),
        st.sampled_from(sorted(CATEGORIES.values())),
        st.sampled_from(["High Street", '"A, B"', '"say ""no"""', ""]),
    ),
    max_size=40,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_ROWS, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_the_quick_count_is_the_slow_count(tmp_path, rows, end, quoted, last_end):
    """Quotation marks, line ends, blocks and order make no difference: a plain loop agrees."""
    lines = [row(month=m, lsoa=a, kind=k, location=w if quoted else "") for m, a, k, w in rows]
    data = text(lines, end=end)
    data = data if last_end else data.removesuffix(end.encode())
    path = gzipped(tmp_path / "x.csv.gz", data)
    assert counted(path) == slowly(data)


def test_blocks_are_counted_together(tmp_path, monkeypatch):
    """Words met in several blocks and threads are the same words, and the order is fixed."""
    monkeypatch.setattr(lsoa_counts, "BLOCK", 700)
    lines = [row(lsoa=f"E0100{n % 7:04d}", month=f"2025-{n % 5 + 1:02d}") for n in range(200)]
    path = tmp_path / "x.csv"
    path.write_bytes(text(lines))
    assert counted(path) == slowly(text(lines))
    assert panel(path).equals(panel(path))


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (row(month="01/2025"), "YYYY-MM"),
        (row(kind="Jaywalking"), "not a police.uk category"),
        ("a,b,c", "as many columns"),
        (row(location='"open'), "not closed"),
        (row(location='"A"') + ",", "as many columns"),
    ],
)
def test_a_bad_row_is_named(tmp_path, monkeypatch, bad, words):
    """A bad row is named with its number in the file, whichever block it is in."""
    monkeypatch.setattr(lsoa_counts, "BLOCK", 500)
    path = tmp_path / "x.csv"
    path.write_bytes(text([row()] * 20 + [bad] + [row()] * 5))
    with pytest.raises(BadInput, match=words) as caught:
        panel(path)
    assert caught.value.place == "x.csv, row 22"


@pytest.mark.parametrize("data", [b"", b"<html>", HEADER.replace("Month", "When").encode()])
def test_what_is_no_street_file_is_refused(tmp_path, data):
    """The quick count refuses what the reader refuses."""
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=r"x\.csv"):
        panel(path)
