"""Rows of a file, read one by one: each fault names its row, and none stops the rest."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest

from beatwise.accountability import row_reader
from beatwise.accountability.row_reader import RowFault, read_rows
from beatwise.errors import BadInput


def numbers(rows: list[dict], **options: object) -> row_reader.RowsRead:
    """Read the column ``n`` of rows that may have a ``note``."""
    return read_rows(
        rows, ("n", "note"), ("n",), lambda row: row_reader.number(row, "n"), **options
    )


def test_rows_are_counted_as_a_spreadsheet_counts() -> None:
    """The first row is 2; an empty one is passed over and counted all the same."""
    result = numbers([{"n": "1"}, {"n": " ", "note": None}, {"n": "3"}])
    assert result.entries == ((2, 1), (4, 3))
    assert result.sound


def test_rows_may_bring_their_own_numbers() -> None:
    """Where a table begins further down, its rows have the numbers of the file."""
    assert numbers([{"n": "1"}, {"n": "x"}], numbers=[7, 9]).faults[0].row == 9


def test_a_fault_stops_no_other_row() -> None:
    """Row 3 is at fault in its column, and rows 2 and 4 are read."""
    result = numbers([{"n": "1"}, {"n": "x"}, {"n": "3"}])
    assert [row for row, _ in result.entries] == [2, 4]
    assert result.faults == (
        RowFault(3, "n", "'x' is not a number.", "Leave it empty for no data."),
    )


def test_a_fault_of_no_known_column_is_of_the_whole_row() -> None:
    """A place that is no column of the file names none."""

    def make(row: row_reader.Row) -> None:
        raise BadInput("wrong.", place="elsewhere")

    assert read_rows([{"n": "1"}], ("n",), (), make).faults == (RowFault(2, "", "wrong."),)


def test_wrong_headings_stop_the_reading() -> None:
    """Missing and unknown columns are faults of row 1, and no row is read."""
    result = numbers([{"number": "1"}, {"number": "2"}])
    assert [(fault.row, fault.column) for fault in result.faults] == [(1, "n"), (1, "number")]
    assert result.entries == ()
    assert result.faults[0].next_step == "The columns are: n, note."


def test_a_file_without_rows_is_sound() -> None:
    """Nothing in it is nothing wrong."""
    assert numbers([]) == row_reader.RowsRead((), ())


@pytest.mark.parametrize(("cell", "value"), [
    ("11,545", "11545"), (" 65.9% ", "65.9"), ("£1,200", "1200"), ("−3", "-3"), ("", None),
    (None, None), ("%", None), ("0", "0"),
])  # fmt: skip
def test_a_number_is_read_as_people_write_it(cell: str | None, value: str | None) -> None:
    """Thousands, per cent, pounds and a proper minus; an empty cell is no zero."""
    assert row_reader.number({"n": cell}, "n") == (None if value is None else Decimal(value))


@pytest.mark.parametrize("cell", ["x", "1.2.3", "nan", "inf", "1e99", "12 pct"])
def test_what_is_no_number_is_refused(cell: str) -> None:
    """The message quotes the cell."""
    with pytest.raises(BadInput, match=re.escape(f"'{cell}' ")):
        row_reader.number({"n": cell}, "n")


@pytest.mark.parametrize(("cell", "day"), [
    ("2026-01-21", dt.date(2026, 1, 21)), ("21/01/2026", dt.date(2026, 1, 21)), (" ", None),
])  # fmt: skip
def test_a_day_is_read_in_two_ways(cell: str, day: dt.date | None) -> None:
    """ISO, or day before month as in Britain."""
    assert row_reader.day({"d": cell}, "d") == day


@pytest.mark.parametrize("cell", ["01/21/2026", "21/1", "soon", "2026-02-30", "1/2/3/4"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    """A month of 21, half a day and the thirtieth of February."""
    with pytest.raises(BadInput, match="is not a day"):
        row_reader.day({"d": cell}, "d")
