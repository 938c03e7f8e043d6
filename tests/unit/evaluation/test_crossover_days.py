"""Days drawn from a seed, and what they could show."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import shapely

from beatwise.clock import MonthRange
from beatwise.errors import BadInput
from beatwise.evaluation.designs.patrol_days import draw_patrol_days
from beatwise.evaluation.designs.patrol_days_json import as_json, from_json
from beatwise.evaluation.estimators.crossover import draw_days
from beatwise.evaluation.estimators.point_counts import count_days
from beatwise.evaluation.power.crossover import crossover_power


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


def test_an_incident_counts_on_its_own_day_inside_its_area() -> None:
    """One inside on the second day, one outside, one a day too late."""
    square = shapely.box(0, 0, 10, 10)
    counts = count_days(
        np.array([5.0, 50.0, 5.0]), np.array([5.0, 5.0, 5.0]), np.array([101, 100, 107]),
        [square], 100, 7,
    )  # fmt: skip
    assert counts.tolist() == [[0, 1, 0, 0, 0, 0, 0]]


def test_power_rises_with_the_fall_and_is_the_level_without_one() -> None:
    """Twelve busy areas find a halving nearly always, and nothing about one time in forty."""
    history = np.random.default_rng(1).poisson(0.4, (12, 140))
    days = draw_days(12, 13, 3, seed=2)
    assert crossover_power(history, days, -50) > 0.95
    assert crossover_power(history, days, 0) < 0.07
    assert crossover_power(history, days, -10) < crossover_power(history, days, -30)
