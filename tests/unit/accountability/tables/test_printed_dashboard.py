"""A printed dashboard: the printed arrow stands beside the rule's, and never for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.accountability.worlds import measure

from beatwise.accountability.measures.measure import Baseline, Measure
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.rating.rag import Direction
from beatwise.accountability.row_reader import RowsRead
from beatwise.accountability.tables.printed_dashboard import read_dashboard


YEAR, DAY = Period.parse("2025/26"), Period.parse("2025-12-31")


def read(of: Measure, latest: str, direction: str = "", serial: str = "1") -> RowsRead:
    """Read one row of a dashboard."""
    row = {"serial": serial, "latest": latest, "direction": direction, "source": "p. 3"}
    return read_dashboard([row], {of.id: of}, spans=YEAR, counted_on=DAY)


@pytest.mark.parametrize(("latest", "direction", "arrow", "ruled", "differs"), [
    ("106", "↑", Direction.UP, Direction.UP, False),
    ("105", "UP", Direction.UP, Direction.STABLE, True),
    ("94", "", None, Direction.DOWN, False), ("94", "sideways", None, Direction.DOWN, False),
    ("", "↑", Direction.UP, None, True),
])  # fmt: skip
def test_the_printed_arrow_is_set_beside_the_rules(
    latest: str, direction: str, arrow: Direction | None, ruled: Direction | None, differs: bool
) -> None:
    """After 100, five per cent more is stable; without an arrow nothing differs."""
    ((_, row),) = read(measure(), latest, direction).entries
    assert (row.arrow, row.ruled, row.differs) == (arrow, ruled, differs)


@pytest.mark.parametrize("of", [measure(start="0"), replace(measure(), baseline=None)])
def test_without_a_baseline_the_rule_says_nothing(of: Measure) -> None:
    """Nor from a baseline of zero."""
    ((_, row),) = read(of, "5", "↑").entries
    assert row.ruled is None


def test_a_yes_or_no_has_no_direction() -> None:
    """Whatever arrow is printed beside it."""
    ((_, row),) = read(measure("yes/no", "completed", "0"), "Y", "↑").entries
    assert (row.latest.value, row.arrow, row.ruled, row.differs) == (1, None, None, False)


@pytest.mark.parametrize(
    ("period", "result"), [("2024/25", YEAR), ("2025-03-31", DAY), ("", UNSTATED)]
)
def test_the_period_of_the_latest_is_like_that_of_the_baseline(period: str, result: Period) -> None:
    """A span, a day, or not stated where the baseline's is not."""
    before = measure().baseline
    assert before is not None
    of = replace(measure(), baseline=Baseline(Period.parse(period), before.value))
    ((_, row),) = read(of, "100").entries
    assert (row.latest.period, row.latest.source) == (result, "p. 3")


def test_an_unknown_number_is_a_fault_of_its_row() -> None:
    """And a heading that is missing stops the reading."""
    (fault,) = read(measure(), "100", serial="99").faults
    assert (fault.row, fault.column, fault.words) == (2, "serial", "no measure has the number 99.")
    (fault,) = read_dashboard([{"serial": "1", "latest": "1"}], {"m": measure()}).faults
    assert (fault.row, fault.column) == (1, "direction")
    assert read_dashboard([], {}).sound
