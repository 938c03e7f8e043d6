"""The smallest effect that a design can find."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput
from beatwise.evaluation import (
    detectable_effect,
)


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
    assert forced.estimate is None or forced.estimate < smallest.estimate
    with pytest.raises(BadInput):
        detectable_effect(counts, np.ones(24, bool))
    with pytest.raises(BadInput):
        detectable_effect(counts, np.arange(24) < 12, 99)
