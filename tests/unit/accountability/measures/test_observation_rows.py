"""Rows of observations: what is read, written, and told as a fault of its row."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.unit.accountability.worlds import measure

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.observation_rows import (
    out_of_time,
    read_observations,
    value_of,
    write_observations,
)
from beatwise.accountability.measures.period import Period


@pytest.mark.parametrize("cell", ["1e999999999", "1e-999999999", "nan", "9" * 40])
def test_a_cell_beyond_all_counting_is_a_fault_of_its_row(cell):
    """No sum is begun with it."""
    measures = {m.id: m for m in load_set("plan-2025-29").measures}
    row = {"measure": "confidence-in-police", "period": "2025/26", "value": cell,
           "numerator": "1", "denominator": "2"}  # fmt: skip
    assert [fault.column for fault in read_observations([row], measures).faults] == ["value"]


COUNT, SHARE, ANSWER = measure(), measure("percent"), measure("yes/no", "completed", "0")


def row(**cells: str) -> dict[str, str]:
    """A row of a file of observations of the measure ``m``."""
    return {"measure": "m", "period": "2025", "value": "5"} | cells


def faults(of: Measure, *rows: dict[str, str]) -> list[tuple[int, str]]:
    """Row and column of each fault."""
    return [(fault.row, fault.column) for fault in read_observations(rows, {"m": of}).faults]


def test_a_measure_is_named_by_id_or_serial() -> None:
    """Its number in the plan does as well; an area left empty is the whole."""
    entries = read_observations([row(), row(measure="1", area="North")], {"m": COUNT}).entries
    assert [(name, each.area) for _, (name, each) in entries] == [
        ("m", "whole area"), ("m", "North"),
    ]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), [
    ("Yes", 1), ("n", 0), ("1", 1), ("0", 0), ("", None), ("1.0", 1),
])  # fmt: skip
def test_a_yes_or_no_is_read_as_one_or_nothing(cell: str, value: int | None) -> None:
    """In words or as a number; an empty cell is no data."""
    assert value_of({"v": cell}, "v", ANSWER) == value


@pytest.mark.parametrize(("of", "cells", "column"), [
    (COUNT, {"measure": "z"}, "measure"), (COUNT, {"period": "soon"}, "period"),
    (COUNT, {"value": "many"}, "value"), (COUNT, {"value": "-1"}, "value"),
    (COUNT, {"value": "5%"}, "value"), (COUNT, {"value": "£5"}, "value"),
    (ANSWER, {"value": "2"}, "value"), (ANSWER, {"value": "perhaps"}, "value"),
    (COUNT, {"numerator": "-1"}, "numerator"), (COUNT, {"denominator": "0"}, "denominator"),
    (COUNT, {"vintage": "soon"}, "vintage"),
])  # fmt: skip
def test_a_fault_is_told_in_its_column(of: Measure, cells: dict, column: str) -> None:
    """Signs of another unit, and less than nothing."""
    assert faults(of, row(**cells)) == [(2, column)]


@pytest.mark.parametrize(("of", "cells"), [
    (SHARE, {"value": "33.3", "numerator": "1", "denominator": "3"}),
    (SHARE, {"value": "33", "numerator": "1", "denominator": "3"}), (SHARE, {"value": "5%"}),
    (measure("pounds"), {"value": "-£5"}), (COUNT, {"value": "0", "denominator": "0"}),
    (COUNT, {"value": ""}),
])  # fmt: skip
def test_what_agrees_is_read(of: Measure, cells: dict) -> None:
    """To half a unit of the last digit; a balance may be below zero, and nothing of nothing is."""
    assert faults(of, row(**cells)) == []


def test_a_twin_names_the_row_before_it() -> None:
    """Same measure, area, period and vintage; another vintage is another value."""
    rows = [row(), row(value="6", vintage="2026-01-01"), row(value="7")]
    assert faults(COUNT, *rows) == [(4, "period")]
    assert "row 2 has the same" in read_observations(rows, {"m": COUNT}).faults[0].words


def test_what_is_written_reads_back() -> None:
    """Every cell comes round, a large number without an exponent."""
    values = [("m", Observation(Period.parse("2025"), Decimal("1E+3"), "North", Decimal(1),
                                Decimal(2), dt.date(2026, 1, 2), "s", "n")),
              ("m", Observation(Period.parse("2024"), None))]  # fmt: skip
    rows = write_observations(values)
    assert rows[0]["value"] == "1000"
    assert [entry for _, entry in read_observations(rows, {"m": COUNT}).entries] == values


@pytest.mark.parametrize(("period", "vintage", "column"), [
    ("2025-05", None, None), ("2025-06", None, "period"), ("2025-06-10", None, None),
    ("2025-06-11", None, "period"), ("1995", None, None), ("1994", None, "period"),
    ("2025-05", dt.date(2025, 6, 10), None), ("2025-05", dt.date(2025, 6, 11), "vintage"),
    ("", None, None),
])  # fmt: skip
def test_a_value_is_of_a_time_that_has_been(
    period: str, vintage: dt.date | None, column: str | None
) -> None:
    """On 10 June 2025: a period that has ended, at most thirty years back, known by today."""
    value = Observation(Period.parse(period), Decimal(1), vintage=vintage)
    fault = out_of_time(value, dt.date(2025, 6, 10))
    assert (fault and fault.column) == column


def one(**cells: str):
    """Read one observation of a measure in counts."""
    measures = {"m": measure("count")}
    return read_observations([{"measure": "m", "period": "2024", "value": "5", **cells}], measures)


@pytest.mark.parametrize("area", ["Total", "TOTAL", "Grand total", "Sub-total", "sub\u2011total"])
def test_a_printed_total_is_no_area(area):
    """It would be counted beside the rows that it is the sum of."""
    assert [fault.column for fault in one(area=area).faults] == ["area"]


@pytest.mark.parametrize("value", ["1.234", "12.345", "999.000"])
def test_a_count_with_three_figures_behind_a_point_is_doubtful(value):
    """It may be thousands; four figures or two are a fraction."""
    assert [fault.column for fault in one(value=value).faults] == ["value"]
    assert one(value=f"{value}0").sound
    assert one(value=value[:-1]).sound


@pytest.mark.parametrize("column", ["numerator", "denominator"])
def test_a_part_of_a_rate_is_no_percentage(column):
    """Twelve per cent of something is not twelve cases."""
    assert [fault.column for fault in one(**{column: "12%"}).faults] == [column]
