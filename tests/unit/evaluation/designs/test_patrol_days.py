"""Days drawn from a seed, and drawn again from what the protocol says."""

from __future__ import annotations

import dataclasses

import pytest

from beatwise.clock import MonthRange
from beatwise.errors import BadInput
from beatwise.evaluation.designs.patrol_days import draw_patrol_days
from beatwise.evaluation.designs.patrol_days_json import as_json, from_json
from beatwise.evaluation.estimators.crossover import draw_days


PATROLS = MonthRange.parse("2026-02:2026-03")


def test_days_are_whole_weeks_and_come_back_from_the_protocol() -> None:
    """59 days hold eight weeks; what the protocol says of them draws the same days."""
    days = draw_patrol_days(PATROLS, 3, 4, seed=9)
    assert days.weeks == 8
    assert (str(days.dates[0]), str(days.dates[-1])) == ("2026-02-01", "2026-03-28")
    again = from_json(as_json(days))
    assert again == days
    assert (again.matrix(3) == draw_days(3, 8, 4, 9)).all()


def test_days_that_differ_from_the_protocol_are_not_used() -> None:
    """Another number of areas or another seed would be another draw."""
    days = draw_patrol_days(PATROLS, 3, 4, seed=9)
    with pytest.raises(BadInput, match="not those of the protocol"):
        days.matrix(4)
    with pytest.raises(BadInput):
        dataclasses.replace(days, seed=8).matrix(3)
