"""What a stepped design could find over effect, months and areas."""

from __future__ import annotations

import numpy as np

from beatwise.evaluation.power.monthly_history import traits
from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.power.stepped_reach import step_offsets, stepped_reach


def test_steps_are_even_and_the_last_is_followed_too() -> None:
    """Four steps in ten months start two months apart; the last two months see all on patrol."""
    assert step_offsets(10, 4) == (0, 2, 4, 6)
    assert step_offsets(12, 3) == (0, 3, 6)


def test_a_stepped_design_says_what_it_can_find_over_effect_months_and_areas() -> None:
    """The table holds every shape, and the changes tried begin with those that cost least."""
    rng = np.random.default_rng(7)
    history = traits(rng.poisson(6.0, (8, 36)))
    start = 36 + np.repeat(step_offsets(12, 4), 2)
    scope = stepped_reach(
        Programme(history.mean, np.ones(8, bool), np.zeros(8, np.int64), 36, 12, start), history
    )
    power = {(c.treated, c.months, c.effect): c.power for c in scope.table}
    assert set(power) == {
        (areas, months, effect)
        for areas in (8, 16, 24) for months in (6, 12, 24) for effect in (-10.0, -20.0, -30.0)
    }  # fmt: skip
    assert power[8, 12, -20.0] < power[24, 24, -20.0]
    assert scope.detectable.smallest_p == 1 / 2520
    assert not scope.can_answer
    words = [change.words for change in scope.tried]
    assert words[0].startswith("side by side instead of in steps: 4 matched pairs")
    assert words[1] == "8 steps instead of 4"
    assert scope.cheapest is not None
    low, high = scope.detectable.interval
    assert low is None or scope.detectable.estimate is None or low >= scope.detectable.estimate - 2
    assert scope.at_smallest.highest_noise <= scope.at_smallest.lowest_noise + 0.03
    assert high is None or high <= (low or 0)
