"""What a stepped design could find: judged as a result is, over effect, months and areas."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.estimators.stepped.poisson_fit import fit_many, fit_with_spread
from beatwise.evaluation.estimators.stepped.stepped_did import jackknife
from beatwise.evaluation.power.monthly_history import traits
from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.power.stepped import stepped_power
from beatwise.evaluation.power.stepped_reach import step_offsets, stepped_reach


@pytest.mark.parametrize(("units", "steps", "mean"), [(6, 3, 30.0), (12, 4, 10.0), (24, 4, 3.0)])
def test_one_step_is_all_but_the_whole_jackknife(units: int, steps: int, mean: float) -> None:
    """Over 60 simulated panels the one-step variance is within a tenth of the full one."""
    step = 1 + np.arange(units) * steps // units
    on = (np.arange(steps + 1) >= step[:, None]).astype(float)
    rng = np.random.default_rng(4)
    level = mean * np.exp(0.5 * rng.standard_normal((60, units, 1)))
    counts = rng.poisson(level * np.ones(steps + 1)).astype(float)
    beta, quick = fit_with_spread(counts, on)
    full = jackknife(counts, on, fit_many(counts, on)[:, 0])
    assert np.abs(quick / full - 1).max() < 0.1
    assert np.abs(np.median(quick / full) - 1) < 0.01
    assert beta == pytest.approx(fit_many(counts, on)[:, 0])


def test_steps_are_even_and_the_last_is_followed_too() -> None:
    """Four steps in ten months start two months apart; the last two months see all on patrol."""
    assert step_offsets(10, 4) == (0, 2, 4, 6)
    assert step_offsets(12, 3) == (0, 3, 6)


def test_units_of_nothing_and_programmes_of_nothing_are_never_found() -> None:
    """Areas without incidents give no fit, and so no change."""
    start = np.repeat([12, 15, 18, 21], 2)
    empty = Programme(np.zeros(8), np.ones(8, bool), np.zeros(8, np.int64), 12, 12, start)
    assert stepped_power(empty, -50, 1.0, 0.0, replications=50) == 0


def test_a_stepped_design_says_what_it_can_find_over_effect_months_and_areas() -> None:
    """The table holds every shape, and the changes tried begin with those that cost least."""
    rng = np.random.default_rng(7)
    history = traits(rng.poisson(6.0, (8, 36)))
    start = 36 + np.repeat(step_offsets(12, 4), 2)
    found = stepped_reach(
        Programme(history.mean, np.ones(8, bool), np.zeros(8, np.int64), 36, 12, start), history
    )
    power = {(c.treated, c.months, c.effect): c.power for c in found.table}
    assert set(power) == {
        (areas, months, effect)
        for areas in (8, 16, 24) for months in (6, 12, 24) for effect in (-10.0, -20.0, -30.0)
    }  # fmt: skip
    assert power[8, 12, -20.0] < power[24, 24, -20.0]
    assert found.detectable.smallest_p == 1 / 2520
    assert not found.can_answer
    words = [change.words for change in found.tried]
    assert words[0].startswith("side by side instead of in steps: 4 matched pairs")
    assert words[1] == "8 steps instead of 4"
    assert found.cheapest is not None
    low, high = found.detectable.interval
    assert low is None or found.detectable.estimate is None or low >= found.detectable.estimate - 2
    assert found.at_smallest.highest_noise <= found.at_smallest.lowest_noise + 0.03
    assert high is None or high <= (low or 0)
