"""The smallest effect that a design can find."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput
from beatwise.evaluation import detectable_effect
from beatwise.evaluation.power.detectable_effect import crossing, crossing_near


COUNTS = np.arange(1, 61).reshape(5, 12)


TREATED = np.arange(5) < 2


@pytest.mark.parametrize(
    "settings",
    [{"months": 0}, {"power_wanted": 1}, {"drift": -1}, {"variance_ratio": 0.5}, {"alpha": 0},
     {"replications": 0}, {"blocks": [0]}],
)  # fmt: skip
def test_a_design_that_makes_no_sense_is_named(settings) -> None:
    """What is asked of the power simulation is checked before it is run."""
    with pytest.raises(BadInput):
        detectable_effect(COUNTS, TREATED, 6, **settings)


def test_the_detectable_effect_says_what_it_supposed() -> None:
    """The result carries months, areas, noise with ranges, and a curve that rises."""
    counts = np.random.default_rng(0).poisson(6, (24, 36))
    smallest = detectable_effect(counts, np.arange(24) < 12, months=12, replications=200)
    assert smallest.estimate is not None
    assert -30 < smallest.estimate < -8
    assert (smallest.months_before, smallest.months_after) == (36, 12)
    assert smallest.power_at(-60) > smallest.power_at(-10)
    forced = detectable_effect(
        counts, np.arange(24) < 12, months=12, replications=200, variance_ratio=3, drift=0.4
    )
    assert forced.estimate is not None
    assert forced.estimate < smallest.estimate
    with pytest.raises(BadInput):
        detectable_effect(counts, np.ones(24, bool))
    with pytest.raises(BadInput):
        detectable_effect(counts, np.arange(24) < 12, 99)


@pytest.mark.parametrize(
    ("curve", "fall"),
    [
        (((-10.0, 0.4), (-20.0, 0.8)), -20.0),
        (((-10.0, 0.4), (-20.0, 0.9)), -18.0),
        (((-10.0, 0.9),), -8.9),
        (((-10.0, 0.4), (-20.0, 0.79)), None),
        (((-10.0, 0.8), (-20.0, 0.3), (-30.0, 0.9)), -10.0),
        ((), None),
    ],
)
def test_the_crossing_lies_on_the_line_between_two_points(curve, fall) -> None:
    """From no power at no effect; the first crossing counts, and none is none."""
    assert crossing(curve, 0.8) == fall


@pytest.mark.parametrize("near", [None, -5.0, -20.0, -75.0])
def test_wherever_the_search_begins_it_finds_the_same_crossing(near: float | None) -> None:
    """A power that rises by 2 points for each per cent reaches .8 at -40, however far off."""
    falls = []

    def chance(fall: float) -> float:
        falls.append(fall)
        return min(1.0, -fall / 50)

    assert crossing_near(chance, 0.8, near) == -40.0
    assert len(falls) == len(set(falls))  # no fall is simulated twice
    assert crossing_near(lambda fall: 0.1, 0.8, near) is None
    assert crossing_near(lambda fall: 1.0, 0.8, near) == -4.0
