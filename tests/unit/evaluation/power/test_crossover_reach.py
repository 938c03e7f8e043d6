"""What a crossover could find over effect, months and areas."""

from __future__ import annotations

import numpy as np

from beatwise.evaluation.estimators.crossover import WEEK, draw_days
from beatwise.evaluation.power.crossover_reach import crossover_reach, weeks_in
from beatwise.evaluation.power.monthly_history import traits
from beatwise.evaluation.power.programme import History, Programme


def test_a_crossover_says_what_it_can_find_over_effect_months_and_areas() -> None:
    """The table holds every shape, power grows with each, and a change that would do is named."""
    history = np.random.default_rng(1).poisson(0.15, (4, 60 * WEEK))
    months = traits(history.reshape(4, -1, 28).sum(axis=2))
    programme = Programme(months.mean, np.ones(4, bool), np.zeros(4, np.int64), 14, 6)
    days = draw_days(4, weeks_in(6), 2, 1)
    scope = crossover_reach(History(programme, months, history), days)
    power = {(c.treated, c.months, c.effect): c.power for c in scope.table}
    assert set(power) == {
        (areas, months, effect)
        for areas in (4, 8, 12) for months in (6, 12, 24) for effect in (-10.0, -20.0, -30.0)
    }  # fmt: skip
    assert power[4, 6, -10.0] < power[4, 24, -30.0]
    assert power[4, 6, -20.0] < power[12, 6, -20.0]
    assert not scope.can_answer
    assert scope.tried[0].words == "3 patrol days a week instead of 2"
    assert scope.cheapest is not None
    assert scope.cheapest.power >= scope.floor
    power_at = scope.at_smallest
    assert power_at.highest_noise <= power_at.middle <= power_at.lowest_noise + 0.03
    assert weeks_in(12) == 52
