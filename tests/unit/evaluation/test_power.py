"""Traits of histories, and what designs can detect."""

from __future__ import annotations

import time

import numpy as np
import pytest

from beatwise.errors import BadInput
from beatwise.evaluation import detectable_effect
from beatwise.evaluation.power.monthly_history import traits
from beatwise.evaluation.power.programme import Aims, Programme
from beatwise.evaluation.power.side_by_side import cr3_many, permutation_p, power, simulate_totals
from beatwise.evaluation.power.side_by_side_reach import grown, reach


def design(treated: int = 12, comparison: int = 12, mean: float = 5.0) -> Programme:
    areas = treated + comparison
    return Programme(
        np.full(areas, mean), np.arange(areas) < treated, np.zeros(areas, np.int64), 24, 12
    )


def test_traits_are_recovered() -> None:
    """A variance ratio of 2 and a yearly drift of .3 come back from forty simulated areas."""
    rng = np.random.default_rng(3)
    years = np.exp(np.cumsum(rng.normal(0, 0.3, (40, 3)), axis=1))
    level = 20 * np.repeat(years, 12, axis=1)
    seen = traits(rng.poisson(rng.gamma(level, 1.0)))
    assert seen.variance_ratio.value == pytest.approx(2.0, abs=0.2)
    assert seen.drift.value == pytest.approx(0.3, abs=0.08)
    assert not seen.drift_assumed
    assert seen.variance_ratio.low <= seen.variance_ratio.value <= seen.variance_ratio.high


def test_a_short_history_cannot_show_drift() -> None:
    """Under a year of months the usual range of busy areas stands in, and says so."""
    seen = traits(np.random.default_rng(0).poisson(5, (6, 8)))
    assert seen.drift_assumed
    assert (seen.drift.low, seen.drift.high) == (0.17, 0.54)


@pytest.mark.parametrize(
    "counts", [np.zeros((4, 12)), np.ones((1, 12)), np.ones((4, 2)), np.full((4, 12), np.nan),
               np.full((4, 12), -1)]
)  # fmt: skip
def test_a_history_that_says_nothing_is_refused(counts) -> None:
    """All zeros, one area, two months, missing or negative counts are refused."""
    with pytest.raises(BadInput):
        traits(counts)


def test_sums_have_the_mean_and_variance_of_their_months() -> None:
    """Two numbers an area stand for 36 gamma-Poisson months: mean m, variance v m."""
    made = design(2, 2, mean=5.0)
    before, _ = simulate_totals(made, 0, 2.0, 0.0, 40_000, np.random.default_rng(1))
    flat = before / before.mean(axis=0)  # the common path taken out, roughly
    assert before.mean() == pytest.approx(120 * np.exp(0.5 * 0.03**2 * 12), rel=0.02)
    noise = np.var(before - before.mean(axis=0), axis=1).mean() * 4 / 3
    assert noise / before.mean() == pytest.approx(2.0, rel=0.05)
    assert flat.mean() == pytest.approx(1.0)


def test_many_at_once_agree_with_one_at_a_time() -> None:
    """CR3 and permutation p for a hundred replications equal those of the panel functions."""
    from beatwise.evaluation import permutation_test, poisson_did

    rng = np.random.default_rng(5)
    made = design(7, 8)
    before, after = rng.poisson(60, (15, 6)), rng.poisson(30, (15, 6))
    estimate, reach_of = cr3_many(before.astype(float), after.astype(float), made.treated)
    p = permutation_p(made, before.astype(float), after.astype(float), 7000, 1)
    for i in range(6):
        panel = np.column_stack([before[:, i], after[:, i]])
        one = poisson_did(panel, made.treated, 1)
        assert one.estimate == pytest.approx(estimate[i])
        assert one.interval[1] - one.estimate == pytest.approx(reach_of[i], rel=1e-9)
        assert permutation_test(panel, made.treated, 1).p_value == pytest.approx(p[i])


def test_power_rises_with_the_effect_and_falls_with_noise() -> None:
    """Bigger falls are found more often, noisier areas less; under no effect few are found."""
    small, large = (
        power(design(), e, variance_ratio=2, drift=0.15, replications=400).verdict
        for e in (-10, -40)
    )
    calm = power(design(), -20, variance_ratio=1.2, drift=0.05, replications=400).verdict
    noisy = power(design(), -20, variance_ratio=3, drift=0.3, replications=400).verdict
    none = power(design(), 0, variance_ratio=2, drift=0.15, replications=400)
    assert large > 0.8 > small
    assert calm > noisy
    assert none.verdict < 0.08


@pytest.mark.parametrize(("treated", "comparison"), [(1, 6), (3, 3), (2, 2)])
def test_too_few_assignments_never_find_anything(treated, comparison) -> None:
    """1 of 7 (smallest p .14) and 3 of 6 (.1) find no effect however large."""
    made = design(treated, comparison, mean=50)
    assert made.smallest_p > 0.05
    assert power(made, -75, variance_ratio=1, drift=0, replications=50).verdict == 0


def test_three_pairs_have_a_smallest_p_of_a_quarter() -> None:
    """Three matched pairs: 8 assignments, mirrored, smallest p .25."""
    made = Programme(np.full(6, 5.0), np.array([1, 0] * 3, bool), np.repeat([1, 2, 3], 2), 24, 12)
    assert made.smallest_p == 0.25


def test_the_detectable_effect_says_what_it_supposed() -> None:
    """The result carries months, areas, noise with ranges, and a curve that rises."""
    counts = np.random.default_rng(0).poisson(6, (24, 36))
    found = detectable_effect(counts, np.arange(24) < 12, months=12, replications=200)
    assert found.estimate is not None
    assert -30 < found.estimate < -8
    assert (found.months_before, found.months_after) == (36, 12)
    assert found.power_at(-60) > found.power_at(-10)
    forced = detectable_effect(
        counts, np.arange(24) < 12, months=12, replications=200, variance_ratio=3, drift=0.4
    )
    assert forced.estimate is None or forced.estimate < found.estimate
    with pytest.raises(BadInput):
        detectable_effect(counts, np.ones(24, bool))
    with pytest.raises(BadInput):
        detectable_effect(counts, np.arange(24) < 12, 99)


def test_the_cheapest_change_is_named_first() -> None:
    """Below the floor the changes looked at are listed, and the first that reaches it is named."""
    rng = np.random.default_rng(2)
    counts = rng.poisson(rng.gamma(4, 1, (8, 36)))
    made = Programme(counts.mean(axis=1), np.arange(8) < 4, np.repeat([0, 1, 2, 3], 2)[
        np.argsort(np.argsort(np.arange(8) % 4 * 2 + (np.arange(8) >= 4)))
    ], 36, 12)  # fmt: skip
    found = reach(made, traits(counts), Aims(effects=(-20.0,)))
    assert not found.can_answer
    assert found.tried
    if found.cheapest is not None:
        assert found.cheapest.power >= found.floor
    assert {cell.months for cell in found.table} == {6, 12, 24}


def test_growing_a_design_keeps_its_blocks() -> None:
    """Twice the pairs are new pairs; twice the comparisons join the old blocks."""
    made = Programme(
        np.arange(1.0, 5), np.array([1, 0, 1, 0], bool), np.array([0, 0, 1, 1]), 24, 12
    )
    twice = grown(made, 2, 2)
    assert len(np.unique(twice.blocks)) == 4
    assert twice.treated.sum() == 4
    more = grown(made, 1, 3)
    assert (more.treated.sum(), (~more.treated).sum(), len(np.unique(more.blocks))) == (2, 6, 2)


def test_a_thousand_programmes_take_under_a_second_or_two() -> None:
    """1,000 replications by 299 permutations of 72 areas: generous here, measured in benchmarks."""
    began = time.perf_counter()
    power(design(12, 60), -20, variance_ratio=2, drift=0.15)
    assert time.perf_counter() - began < 5


def test_programmes_without_any_incident_afterwards_are_no_discoveries() -> None:
    """So few incidents that whole sides are empty: no ratio, no interval, no warning."""
    rare = Programme(np.full(14, 0.02), np.arange(14) < 7, np.zeros(14, np.int64), 12, 6)
    assert power(rare, -20, variance_ratio=2, drift=0.3, replications=200).verdict <= 0.05
