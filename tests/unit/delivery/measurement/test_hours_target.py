"""Hours against a year's target."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.delivery.measurement.hours_target import HoursTarget, cost_per_hour


def test_the_papers_worked_example() -> None:
    """9,069 hours by the end of the second quarter are 70 % of the year's target."""
    half_year = HoursTarget(9069, 12_956, dt.date(2025, 4, 1), dt.date(2025, 9, 30))
    assert half_year.share == pytest.approx(0.70, abs=0.0005)
    assert half_year.year_share == pytest.approx(183 / 365)
    assert half_year.words == (
        "9,069 hours are 70 % of the year's target of 12,956, when 50 % of the year has passed."
    )


def test_no_hour_has_no_cost() -> None:
    """Nothing delivered is not free of charge."""
    assert cost_per_hour(1000, 0) is None
    assert cost_per_hour(1000, 8) == 125
