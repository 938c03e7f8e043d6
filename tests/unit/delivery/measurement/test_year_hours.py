"""A year's target over several plans."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.delivery.delivery_world import measured

from beatwise.delivery.evidence.hours_returns import HoursReturn
from beatwise.delivery.measurement.year_hours import EarlierHours, hours_target
from beatwise.errors import BadInput


def _earlier(**changes: object) -> EarlierHours:
    values = {
        "plan": "Summer", "first": dt.date(2025, 3, 1), "last": dt.date(2026, 1, 31),
        "hours": {("2025-03", "force"): 500.0, ("2025-04", "force"): 5800.0,
                  ("2025-08", "wardens"): 3100.0},
        "place": "summer/fidelity.json", **changes,
    }  # fmt: skip
    return EarlierHours(**values)  # type: ignore[arg-type]


def _result():
    """169 hours of wardens on one day of March 2026."""
    return measured(returns=[HoursReturn(dt.date(2026, 3, 5), "wardens", 169, beat="North")])


def test_the_papers_worked_example_over_two_plans() -> None:
    """5,800 and 3,100 hours before and 169 now are 9,069: 70 % of the year's, 36 % by partners."""
    target = hours_target(_result(), 12_956, [_earlier()])
    assert target.hours == 9069
    assert target.share == pytest.approx(0.70, abs=0.0005)
    assert target.partner_share == pytest.approx(3269 / 9069)
    assert target.words == (
        "9,069 hours are 70 % of the year's target of 12,956, when 93 % of the year has passed. "
        "36 % of them were walked by partners."
    )


def test_a_month_of_the_year_before_does_not_count() -> None:
    """March 2025 lies before the financial year, whichever measurement tells of it."""
    assert (
        hours_target(_result(), 100, [_earlier(hours={("2025-03", "force"): 500.0})]).hours == 169
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"plan": "World", "last": dt.date(2026, 3, 5)}, "would count twice"),
     ({"last": dt.date(2026, 4, 1)}, "later than")],
)  # fmt: skip
def test_hours_that_would_count_twice_are_refused(changes, words) -> None:
    """The same plan's days again, and a measurement that is no earlier one."""
    with pytest.raises(BadInput, match=words):
        hours_target(_result(), 100, [_earlier(**changes)])


def test_the_same_measurement_is_not_added_twice() -> None:
    """One folder given two times."""
    with pytest.raises(BadInput, match="would count twice"):
        hours_target(_result(), 100, [_earlier(), _earlier()])
