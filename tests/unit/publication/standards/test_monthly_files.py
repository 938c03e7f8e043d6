"""Monthly files as bytes, and their metadata."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile

from beatwise.accountability.standards import specified_information as si
from beatwise.clock import Month
from beatwise.publication.standards import monthly_files


ROWS = [
    {"date": dt.date(2026, 10, day), "recipient": "=Care", "purpose": "Counselling",
     "amount": 50001 + day, "value": "Three quotes" if day == 5 else "", "reference": f"INV-{day}"}
    for day in (9, 5)
]  # fmt: skip
MONTH = si.monthly(si.published_file("spending"), Month.parse("2026-10"), ROWS)


def test_the_csv_is_in_order_of_day_and_runs_nothing():
    """Rows by day; a recipient that a spreadsheet would run is quoted."""
    rows = list(csv.reader(io.StringIO(monthly_files.csv_bytes(MONTH).decode())))
    assert [row[5] for row in rows[1:]] == ["INV-5", "INV-9"]
    assert rows[1][1] == "'=Care"
    assert rows[1][3] == "500.06"


def test_the_metadata_describe_each_column_and_require_only_what_is_whole():
    """A column with a gap is not called required: a validator would refuse the file for it."""
    value = json.loads(monthly_files.metadata_bytes(MONTH, "Office"))
    assert value["url"] == "spending-2026-10.csv"
    columns = {c["name"]: c for c in value["tableSchema"]["columns"]}
    assert columns["amount"]["datatype"] == "decimal"
    assert columns["recipient"]["required"]
    assert not columns["value"]["required"]
    heads = next(csv.reader(io.StringIO(monthly_files.csv_bytes(MONTH).decode())))
    assert [c["titles"] for c in value["tableSchema"]["columns"]] == heads


def test_the_words_count_rows_pounds_and_gaps():
    """And a month with nothing in it says so, rather than being an empty page."""
    assert monthly_files.in_words(MONTH) == (
        "2 rows, £1,000.16 in all. 1 cell that the Order asks for is empty."
    )
    empty = si.monthly(si.published_file("spending"), Month.parse("2026-11"), ROWS)
    assert monthly_files.in_words(empty) == "Nothing of this kind in November 2026."


def test_an_archive_is_the_same_bytes_twice():
    """Two files a month, found by their names."""
    first = monthly_files.archive([MONTH], "Office")
    assert first == monthly_files.archive([MONTH], "Office")
    names = zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert names == ["spending-2026-10.csv", "spending-2026-10.csv-metadata.json"]
