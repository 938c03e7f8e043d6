"""Hostile cells put before every reader of figures: a value is right, or refused.

Each line of the table is a cell as somebody sent it and the number that it means; ``None`` is for
what nobody can be sure of. A reader may refuse any of them and may take none for another number.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from beatwise.accountability import row_reader
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.measure_units import UNITS
from beatwise.accountability.measures.observation_rows import read_observations
from beatwise.accountability.reconcile.number import read as read_printed
from beatwise.accountability.registers.field_values import record_value
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput
from beatwise.journeys.evaluation.delivered_hours import visits
from beatwise.planning.rota.existing_roster import _day as roster_day
from beatwise.sources.extracts.events import read_events
from beatwise.sources.extracts.wall_times import read_times
from beatwise.sources.geography.coordinates import numbers


NUMBERS: dict[str, str | None] = {
    "1,234": "1234", "12,34": None, "1,23": None, "50,5%": None, "1.234": "1.234", "5-": None,
    "\u22125": "-5", "\u20135": "-5", "\u20105": "-5", "(1,234)": "-1234", "(5)": None,
    "1\u00a0234": "1234", "1 234": None, "1'234": None, "£1,200": "1200", "€5": None,
    "12.5 %": "12.5", "1.23E+05": None, "\u0661\u0662": "12", "\uff11\uff12": "12",
    "10\u00b2": None,
    "1\u00bd": None, "0,123": None, "12,34,567": None, "TRUE": None, "#N/A": None, "n/a": None,
    "2026-01-21": None, "3-4": None, "1_000": None, "nan": None, "inf": None, "--5": None,
    "5*": None, "[5]": None, "c. 5": None, "1,234.5": "1234.5", "+7": "7", "\u200e7": "7",
}  # fmt: skip
DAYS: dict[str, str | None] = {
    "05/03/2026": "2026-03-05", "2026-03-05": "2026-03-05", "5 March 2026": "2026-03-05",
    "05/03/26": "2026-03-05", "03/13/2026": None, "26-03-05": None, "46086": None,
    "20260305": None, "2026-W10-4": None, "31/02/2026": None, "05.03.2026": "2026-03-05",
    "2026-03-05T00:00:00Z": "2026-03-05", "\uff10\uff15/03/2026": "2026-03-05",
    "2026-07-31T23:30:00Z": "2026-08-01", "March 5 2026": None, "05/03/2026 10:00": "2026-03-05",
}  # fmt: skip

_FIRST = load_set("places-and-patrols").measures[0]


def _observed(unit: str) -> Callable[[str, Path], Decimal | None]:
    def reader(cell: str, folder: Path) -> Decimal | None:
        measures = {"m": replace(_FIRST, unit=UNITS[unit])}
        found = read_observations([{"measure": "m", "period": "2024", "value": cell}], measures)
        return found.entries[0][1][1].value if found.sound else None

    return reader


def _recorded(kind: str) -> Callable[[str, Path], Decimal | None]:
    def reader(cell: str, folder: Path) -> Decimal | None:
        value = record_value(Field(name="f", label="F", kind=kind), cell)
        scale = 100 if kind == "money" else 1
        return None if value is None else Decimal(str(value)) / scale

    return reader


def _coordinate(cell: str, folder: Path) -> Decimal | None:
    value = float(numbers(pd.Series([cell], dtype="str"))[0])
    return None if value != value else Decimal(str(value))


def _printed(cell: str, folder: Path) -> Decimal | None:
    value = read_printed(cell)
    return None if value is None else Decimal(value.numerator) / value.denominator


def _minutes(cell: str, folder: Path) -> Decimal:
    file = folder / "visits.csv"
    rows = [["hot_spot", "start", "minutes", "grade"], ["h", "2026-03-05T10:00:00Z", cell, "A"]]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    file.write_text(out.getvalue(), encoding="utf-8")
    return Decimal(str(visits(file).minutes.iloc[0]))


NUMBER_READERS: dict[str, Callable[[str, Path], Decimal | int | None]] = {
    "a measure in counts": _observed("count"),
    "a measure in percentage points": _observed("percentage points"),
    "a measure in pounds": _observed("pounds"),
    "a peer's weight": lambda cell, _: row_reader.plain_number({"n": cell}, "n"),
    "a register's number": _recorded("number"),
    "a register's money": _recorded("money"),
    "coordinates": _coordinate,
    "minutes of a visit": _minutes,
}
DAY_READERS: dict[str, Callable[[str, Path], str | None]] = {
    "a row": lambda cell, _: str(row_reader.day({"d": cell}, "d")),
    "a register": lambda cell, _: str(record_value(Field(name="f", label="F", kind="date"), cell)),
    "a roster": lambda cell, _: str(roster_day(cell, "row 2")),
}


@pytest.mark.parametrize("reader", NUMBER_READERS)
@pytest.mark.parametrize("cell", NUMBERS)
def test_no_reader_takes_a_number_for_another(cell: str, reader: str, tmp_path: Path) -> None:
    """Right, or refused."""
    try:
        value = NUMBER_READERS[reader](cell, tmp_path)
    except BadInput:
        return
    if value is not None:
        assert NUMBERS[cell] is not None, value
        assert value == Decimal(NUMBERS[cell] or "nan")


@pytest.mark.parametrize("reader", NUMBER_READERS)
@pytest.mark.parametrize("cell", ["1,234", "1234", "\uff11\uff12\uff13\uff14"])
def test_every_reader_takes_a_plain_number(cell: str, reader: str, tmp_path: Path) -> None:
    """None of them refuses whatever it is given."""
    assert NUMBER_READERS[reader](cell, tmp_path) == 1234


@pytest.mark.parametrize("cell", ["1,234", "\u22125", "12.5 %", "£1,200", "1,234.5"])
def test_a_printed_table_is_read_by_the_same_rule(cell: str) -> None:
    """What is worked out again is what is printed."""
    assert _printed(cell, Path()) == Decimal(NUMBERS[cell] or "nan")


@pytest.mark.parametrize("cell", ["12,34", "0,123", "3\u20134", "12,34,567", "1.2.3"])
def test_a_printed_table_takes_no_number_for_another(cell: str) -> None:
    """What is not surely a number is not worked out again."""
    assert read_printed(cell) is None


@pytest.mark.parametrize("reader", DAY_READERS)
@pytest.mark.parametrize("cell", DAYS)
def test_no_reader_takes_a_day_for_another(cell: str, reader: str, tmp_path: Path) -> None:
    """Right, or refused."""
    try:
        value = DAY_READERS[reader](cell, tmp_path)
    except BadInput:
        return
    assert value == DAYS[cell]


@pytest.mark.parametrize("reader", DAY_READERS)
@pytest.mark.parametrize("cell", ["05/03/2026", "2026-03-05"])
def test_every_reader_takes_a_plain_day(cell: str, reader: str, tmp_path: Path) -> None:
    """Day before month, and ISO."""
    assert DAY_READERS[reader](cell, tmp_path) == "2026-03-05"


@pytest.mark.parametrize("cell", [c for c in DAYS if c not in ("46086", "2026-07-31T23:30:00Z")])
def test_incidents_take_no_day_for_another(cell: str) -> None:
    """A spreadsheet's day number alone has a meaning there, by the workbook's own calendar."""
    times = read_times(pd.Series([cell], dtype="str"))
    moment = times.wall.iloc[0] if pd.notna(times.wall.iloc[0]) else times.instant.iloc[0]
    if pd.notna(moment):
        assert moment.date().isoformat() == DAYS[cell]


@pytest.mark.parametrize("cell", ["2026-03", "March 2026", "05/03/2026", "5 March 2026"])
def test_an_event_is_of_the_month_that_is_written(cell: str, tmp_path: Path) -> None:
    """A day's month is kept."""
    file = tmp_path / "events.csv"
    file.write_text(f"name,kind,start\nx,patrol,{cell}\n", encoding="utf-8")
    assert list(read_events(file).events["start"]) == [2026 * 12 + 2]


@pytest.mark.parametrize("since_1904", [False, True])
def test_a_workbooks_plain_numbers_are_dated_by_its_own_calendar(
    since_1904: bool, tmp_path: Path
) -> None:
    """1,462 days lie between the two."""
    from beatwise.sources.spreadsheets import read_sheet

    path, day = tmp_path / "in.xlsx", dt.datetime(2026, 3, 5, 9, 30)
    first = dt.datetime(1904, 1, 1) if since_1904 else dt.datetime(1899, 12, 30)
    with xlsxwriter.Workbook(path, {"date_1904": since_1904}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "when"])
        sheet.write_row(1, 0, ["a", (day - first) / dt.timedelta(days=1)])
    table = read_sheet(path)
    times = read_times(table.column("when"), since_1904=table.since_1904)
    assert times.wall.iloc[0] == pd.Timestamp(day)
