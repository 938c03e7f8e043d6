"""What areas side by side can detect."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.evaluation.power.worlds import programme

from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.power.side_by_side import cr3_many, permutation_p, power, simulate_totals


def test_sums_have_the_mean_and_variance_of_their_months() -> None:
    """Two numbers an area stand for 36 gamma-Poisson months: mean m, variance v m."""
    trial = programme(2, 2, mean=5.0)
    before, _ = simulate_totals(trial, 0, 2.0, 0.0, 40_000, np.random.default_rng(1))
    flat = before / before.mean(axis=0)  # the common path taken out, roughly
    assert before.mean() == pytest.approx(120 * np.exp(0.5 * 0.03**2 * 12), rel=0.02)
    noise = np.var(before - before.mean(axis=0), axis=1).mean() * 4 / 3
    assert noise / before.mean() == pytest.approx(2.0, rel=0.05)
    assert flat.mean() == pytest.approx(1.0)


def test_many_at_once_agree_with_one_at_a_time() -> None:
    """CR3 and permutation p for a hundred replications equal those of the panel functions."""
    from beatwise.evaluation import permutation_test, poisson_did

    rng = np.random.default_rng(5)
    trial = programme(7, 8)
    before, after = rng.poisson(60, (15, 6)), rng.poisson(30, (15, 6))
    estimate, reach_of = cr3_many(before.astype(float), after.astype(float), trial.treated)
    p = permutation_p(trial, before.astype(float), after.astype(float), 7000, 1)
    for i in range(6):
        panel = np.column_stack([before[:, i], after[:, i]])
        one = poisson_did(panel, trial.treated, 1)
        assert one.estimate == pytest.approx(estimate[i])
        assert one.interval[1] - one.estimate == pytest.approx(reach_of[i], rel=1e-9)
        assert permutation_test(panel, trial.treated, 1).p_value == pytest.approx(p[i])


def test_power_rises_with_the_effect_and_falls_with_noise() -> None:
    """Bigger falls are found more often, noisier areas less; under no effect few are found."""
    small, large = (
        power(programme(), e, variance_ratio=2, drift=0.15, replications=400).verdict
        for e in (-10, -40)
    )
    calm = power(programme(), -20, variance_ratio=1.2, drift=0.05, replications=400).verdict
    noisy = power(programme(), -20, variance_ratio=3, drift=0.3, replications=400).verdict
    none = power(programme(), 0, variance_ratio=2, drift=0.15, replications=400)
    assert large > 0.8 > small
    assert calm > noisy
    assert none.verdict < 0.08


@pytest.mark.parametrize(("treated", "comparison"), [(1, 6), (3, 3), (2, 2)])
def test_too_few_assignments_never_find_anything(treated, comparison) -> None:
    """1 of 7 (smallest p .14) and 3 of 6 (.1) find no effect however large."""
    trial = programme(treated, comparison, mean=50)
    assert trial.smallest_p > 0.05
    assert power(trial, -75, variance_ratio=1, drift=0, replications=50).verdict == 0


def test_a_power_says_how_many_programmes_it_rests_on() -> None:
    """A thousand unless another number is asked for; the same seed gives the same power."""
    trial = programme(3, 4, mean=20)
    assert power(trial, -20, variance_ratio=2, drift=0.15).replications == 1000
    few = [
        power(trial, -40, variance_ratio=2, drift=0.15, replications=100, seed=seed)
        for seed in (1, 1, 2)
    ]
    assert few[0].replications == 100
    assert few[0] == few[1] != few[2]


def test_programmes_without_any_incident_afterwards_are_no_discoveries() -> None:
    """So few incidents that whole sides are empty: no ratio, no interval, no warning."""
    rare = Programme(np.full(14, 0.02), np.arange(14) < 7, np.zeros(14, np.int64), 12, 6)
    assert power(rare, -20, variance_ratio=2, drift=0.3, replications=200).verdict <= 0.05
