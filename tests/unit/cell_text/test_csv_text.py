"""CSV is written by one writer, guarded in every column, and read back the same."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import beatwise
from beatwise.cell_text.csv_text import csv_of_fields, csv_text
from beatwise.cell_text.formula_quote import unquote


SOURCES = Path(beatwise.__file__).parent
WRITERS = re.compile(r"csv\.(?:writer|DictWriter)\b|\.to_csv\b|write_csv\b")
ROWS = st.lists(st.lists(st.text(), min_size=1, max_size=4), max_size=5)


def test_no_other_writer_of_csv_exists() -> None:
    """A writer of its own would forget the guard."""
    writers = [
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.py")
        if WRITERS.search(path.read_text(encoding="utf-8"))
    ]
    assert writers == ["cell_text/csv_text.py"]


@given(ROWS)
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    """Through a plain reader and the undoing of the guard; no cell begins a formula."""
    read = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert [[unquote(cell) for cell in row] for row in read] == rows
    assert not any(cell.strip()[:1] in tuple("=+-@") for row in read for cell in row)


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    """A negative number is no formula."""
    assert csv_text([["=1", -1, None, 2.5]]) == "'=1,-1,,2.5\r\n"


def test_rows_by_heading_have_the_columns_order() -> None:
    """What a row lacks is empty, and a heading that is no column is a mistake of ours."""
    assert csv_of_fields(["a", "b"], [{"b": "=1"}]) == "a,b\r\n,'=1\r\n"
    with pytest.raises(ValueError, match="no such column"):
        csv_of_fields(["a"], [{"c": "1"}])
