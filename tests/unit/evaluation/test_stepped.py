"""Stepped starts: the fast fit against a slow one, every dealing, intervals of few units."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from beatwise.errors import Refused
from beatwise.evaluation import permutation_test, poisson_did
from beatwise.evaluation.estimators.stepped.dealings import (
    every_dealing,
    possible_dealings,
    smallest_dealt_p,
)
from beatwise.evaluation.estimators.stepped.poisson_fit import by_period, fit_many
from beatwise.evaluation.estimators.stepped.stepped_did import fit, fit_stepped
from beatwise.evaluation.estimators.stepped.stepped_permutation import (
    stepped_interval,
    stepped_permutation_test,
)
from beatwise.evaluation.estimators.study_panel import panel


def slow_fit(counts: np.ndarray, on: np.ndarray) -> float:
    """Return beta of y ~ Poisson(a b exp(beta on)); both arrays are (areas, months)."""
    rows, columns = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
    counts, on = counts[np.ix_(rows, columns)], on[np.ix_(rows, columns)]
    beta, month = 0.0, np.ones(counts.shape[1])
    for _ in range(200):
        effect = np.exp(beta * on)
        for _ in range(10_000):
            area = counts.sum(axis=1) / (effect @ month)
            new = counts.sum(axis=0) / (area @ effect)
            moved = np.abs(new / month - 1).max()
            month = new
            if moved < 1e-12:
                break
        mean = (counts.sum(axis=1) / (effect @ month))[:, None] * effect * month
        residual = on.copy()
        for _ in range(10_000):
            by_area = (mean * residual).sum(axis=1) / mean.sum(axis=1)
            residual -= by_area[:, None]
            by_month = (mean * residual).sum(axis=0) / mean.sum(axis=0)
            residual -= by_month
            if max(np.abs(by_area).max(), np.abs(by_month).max()) < 1e-12:
                break
        step = float((on * (counts - mean)).sum() / (mean * residual**2).sum())
        beta += float(np.clip(step, -2, 2))
        if abs(step) < 1e-11:
            return beta
    raise AssertionError("the witness did not settle")


def slow_p(counts: np.ndarray, start: np.ndarray) -> float:
    """Return the two-sided share of all distinct dealings of the starts, one by one."""
    months = counts.shape[1]
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()

    def statistic(starts: tuple[int, ...]) -> float:
        on = np.arange(months) >= np.array(starts)[:, None]
        return float((counts - expected)[on].sum() / expected[on].sum())

    found = [abs(statistic(starts)) for starts in set(permutations(start.tolist()))]
    return float(np.mean(np.array(found) >= abs(statistic(tuple(start.tolist()))) - 1e-12))


def world(seed: int, units: int, months: int, mean: float) -> tuple[np.ndarray, np.ndarray]:
    """Counts of units whose starts lie anywhere, and 1 where on patrol."""
    rng = np.random.default_rng(seed)
    start = rng.integers(2, months - 1, units)
    level = mean * np.exp(rng.normal(0, 0.5, (units, 1)))
    counts = rng.poisson(level * np.ones(months)).astype(float)
    return counts, (np.arange(months) >= start[:, None]).astype(float)


@pytest.mark.parametrize(("seed", "mean"), [(1, 0.3), (2, 2.0), (3, 20.0), (4, 5.0), (5, 1.0)])
def test_the_fast_fit_is_the_slow_fit(seed: int, mean: float) -> None:
    """Months pooled by period and Newton steps give what proportional fitting gives."""
    counts, on = world(seed, 9, 24, mean)
    assert fit(counts, on) == pytest.approx(slow_fit(counts, on), abs=1e-9)
    sums, pattern = by_period(counts, on)
    assert sums.sum() == counts.sum()
    assert pattern.shape[1] <= 10


def test_the_spread_is_the_jackknife_over_units() -> None:
    """Each unit left out once, refitted the slow way."""
    counts, on = world(7, 8, 20, 4.0)
    whole = slow_fit(counts, on)
    left = [slow_fit(np.delete(counts, i, 0), np.delete(on, i, 0)) - whole for i in range(8)]
    start = 20 - on.sum(axis=1).astype(int)
    found = fit_stepped(panel(counts, np.ones(8, bool), start), 0.05)
    assert found.standard_error == pytest.approx((np.square(left).sum() * 7 / 8) ** 0.5, abs=1e-9)
    assert found.degrees_of_freedom == 7


def test_many_panels_are_fitted_as_one_by_one() -> None:
    """A batch holds an empty panel, one without incidents on patrol, and ordinary ones."""
    _, on = world(3, 6, 12, 3.0)
    rng = np.random.default_rng(8)
    panels = rng.poisson(3.0, (5, 6, 12)).astype(float)
    panels[1] = 0
    panels[2] *= 1 - on
    sums, pattern = by_period(panels, on)
    found = fit_many(sums, pattern)[:, 0]
    assert np.isnan(found[[1, 2]]).all()
    for at in (0, 3, 4):
        assert found[at] == pytest.approx(slow_fit(panels[at], on), abs=1e-9)


def test_an_effect_that_cannot_be_told_is_refused() -> None:
    """Nothing counted on patrol; and one unit only, whose months are its own comparison."""
    counts, on = world(3, 6, 12, 3.0)
    with pytest.raises(Refused, match="in or out of patrol"):
        fit(counts * (1 - on), on)
    with pytest.raises(Refused, match="cannot be told"):
        fit(counts[:1], on[:1])


def test_every_dealing_is_listed_once() -> None:
    """Two units in the first step, one in each of two others: twelve ways."""
    found = every_dealing(np.array([4, 4, 7, 9]))
    assert len(found) == len({tuple(row) for row in found.tolist()}) == 12
    assert {tuple(sorted(row)) for row in found.tolist()} == {(4, 4, 7, 9)}
    assert possible_dealings(np.repeat([1, 2, 3], 2)) == 90
    assert smallest_dealt_p(np.repeat([1, 2, 3], 2)) == pytest.approx(1 / 90)
    assert smallest_dealt_p(np.repeat([1, 2, 3, 4], 3)) == 1 / 2000


def test_the_p_of_few_units_counts_every_dealing() -> None:
    """Six units in three steps: 90 dealings, one by one, give the same share."""
    start = np.repeat([6, 9, 12], 2)
    counts = np.random.default_rng(2).poisson(6.0, (6, 15)).astype(float)
    found = stepped_permutation_test(panel(counts, np.ones(6, bool), start))
    assert found.exact
    assert found.assignments == 90
    assert found.p_value == pytest.approx(slow_p(counts, start))


def test_too_few_dealings_are_refused() -> None:
    """Three units in three steps can be dealt six ways: no p below a sixth exists."""
    counts = np.random.default_rng(2).poisson(6.0, (3, 15)).astype(float)
    with pytest.raises(Refused, match=r"smallest p is 0\.167"):
        permutation_test(counts, np.ones(3, bool), [6, 9, 12])


def test_the_interval_of_five_units_is_what_the_test_keeps() -> None:
    """Below six units there is no jackknife; nought lies inside where p is above the level."""
    start, everyone = np.array([8, 10, 12, 14, 16]), np.ones(5, bool)
    rng = np.random.default_rng(6)
    on = np.arange(24) >= start[:, None]
    inside = 0
    for turn in range(40):
        counts = rng.poisson(np.where(on, 20.0, 25.0)).astype(float)
        units = panel(counts, everyone, start)
        low, high = stepped_interval(units)
        p = stepped_permutation_test(units).p_value
        kept = (low is None or low <= 1e-9) and (high is None or high >= -1e-9)
        assert kept or p <= 0.05, turn
        inside += (low is None or low <= np.log(0.8)) and (high is None or high >= np.log(0.8))
    assert inside >= 34
    assert poisson_did(counts, everyone, start).interval is None
