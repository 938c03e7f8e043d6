"""Start months dealt again: the test and its interval."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.permutation import permutation_test
from beatwise.evaluation.estimators.poisson_did import poisson_did
from beatwise.evaluation.estimators.stepped.stepped_permutation import (
    stepped_interval,
    stepped_permutation_test,
)
from beatwise.evaluation.estimators.study_panel import panel


def slow_p(counts: np.ndarray, start: np.ndarray) -> float:
    """Return the two-sided share of all distinct dealings of the starts, one by one."""
    months = counts.shape[1]
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()

    def statistic(starts: tuple[int, ...]) -> float:
        on = np.arange(months) >= np.array(starts)[:, None]
        return float((counts - expected)[on].sum() / expected[on].sum())

    ratios = [abs(statistic(starts)) for starts in set(permutations(start.tolist()))]
    return float(np.mean(np.array(ratios) >= abs(statistic(tuple(start.tolist()))) - 1e-12))


def test_the_p_of_few_units_counts_every_dealing() -> None:
    """Six units in three steps: 90 dealings, one by one, give the same share."""
    start = np.repeat([6, 9, 12], 2)
    counts = np.random.default_rng(2).poisson(6.0, (6, 15)).astype(float)
    test = stepped_permutation_test(panel(counts, np.ones(6, bool), start))
    assert test.exact
    assert test.assignments == 90
    assert test.p_value == pytest.approx(slow_p(counts, start))


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
    inside = significant = 0
    for turn in range(40):
        counts = rng.poisson(np.where(on, 20.0, 25.0)).astype(float)
        units = panel(counts, everyone, start)
        low, high = stepped_interval(units)
        p = stepped_permutation_test(units).p_value
        holds_zero = (low is None or low <= 1e-9) and (high is None or high >= -1e-9)
        assert holds_zero == (p > 0.05), turn
        significant += p <= 0.05
        inside += (low is None or low <= np.log(0.8)) and (high is None or high >= np.log(0.8))
    assert inside >= 34
    assert 0 < significant < 40  # both ways were tried
    assert poisson_did(counts, everyone, start).interval is None


def test_a_stepped_start_is_tested_by_dealing_the_starts_again() -> None:
    """All areas start in the end: a halving is found, no change is not; the fit agrees."""
    rng = np.random.default_rng(4)
    start = np.repeat([6, 9, 12, 15], 4)
    level = np.full((16, 20), 40.0)
    on = np.arange(20)[None, :] >= start[:, None]
    halved = rng.poisson(np.where(on, level / 2, level))
    everyone = np.ones(16, bool)
    assert stepped_permutation_test(panel(halved, everyone, start)).p_value < 0.01
    same = stepped_permutation_test(panel(rng.poisson(level), everyone, start))
    assert same.p_value > 0.05
    fitted = poisson_did(halved, everyone, start)
    assert fitted.percent == pytest.approx(-50, abs=6)
    assert fitted.method == "iterative"
    with pytest.raises(BadInput, match="at least one treated and one comparison"):
        poisson_did(halved, everyone, 6)
