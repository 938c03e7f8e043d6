"""The counts story, with its spread from the areas themselves."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy.stats import t as student
from scipy.stats import ttest_ind

from beatwise.evaluation.estimators.counts.wdd_corrected import corrected_wdd


def test_the_corrected_difference_is_welchs_test() -> None:
    """With as many areas a side the interval is Welch's for the areas' own changes."""
    rng = np.random.default_rng(1)
    before, after = rng.poisson(50, 20).astype(float), rng.poisson(25, 20).astype(float)
    treated = np.arange(20) < 10
    difference = corrected_wdd(before, after, treated, (24, 12))
    change = after - before / 2
    welch = ttest_ind(change[treated], change[~treated], equal_var=False)
    assert difference.p_value == pytest.approx(welch.pvalue)
    assert difference.estimate == pytest.approx(change[treated].sum() - change[~treated].sum())
    assert difference.alpha == 0.05
    assert corrected_wdd(before, after, np.arange(20) < 1, (24, 12)).interval is None


# Twenty-four months before and twelve after. Changes of treated areas: -1, 1 and -3; of the
# comparison: 1 and 3. The last area of each side never had an incident.
BEFORE = np.array([10.0, 20.0, 30.0, 0.0, 40.0, 20.0, 0.0])
AFTER = np.array([4.0, 11.0, 12.0, 0.0, 21.0, 13.0, 0.0])
TREATED = np.arange(7) < 4


@pytest.mark.parametrize("alpha", [0.05, 0.2])
def test_three_areas_against_two_by_hand(alpha: float) -> None:
    """-3 less one and a half times 4 is -9; variances of 4 and 2 make 12 + 9 = 21."""
    difference = corrected_wdd(BEFORE, AFTER, TREATED, (24, 12), alpha)
    freedom = 21**2 / (12**2 / 2 + 9**2 / 1)
    reach = student.ppf(1 - alpha / 2, freedom) * sqrt(21)
    assert difference.estimate == pytest.approx(-9)
    assert difference.standard_error == pytest.approx(sqrt(21))
    assert difference.interval == pytest.approx((-9 - reach, -9 + reach))
    assert difference.p_value == pytest.approx(2 * student.sf(9 / sqrt(21), freedom))
    assert difference.poisson_error == pytest.approx(sqrt(27 + 60 / 4 + 2.25 * (34 + 60 / 4)))
    assert difference.alpha == alpha


def test_a_single_incident_is_enough_to_stay_in() -> None:
    """One incident before, or after, makes an area one of those compared."""
    for before, after in (([1.0, 8.0, 4.0, 6.0], [0.0, 2.0, 9.0, 5.0]),
                          ([0.0, 8.0, 4.0, 6.0], [1.0, 2.0, 9.0, 5.0])):  # fmt: skip
        difference = corrected_wdd(np.array(before), np.array(after), np.arange(4) < 2, (12, 12))
        assert difference.interval is not None


@pytest.mark.parametrize("treated", [[True, True, False, False], [False, False, True, True]])
def test_a_side_without_any_incident_is_kept_whole(treated: list[bool]) -> None:
    """Two areas that never had one against changes of 1 and 3: four fewer, or four more."""
    before, after = np.array([0.0, 0.0, 4.0, 4.0]), np.array([0.0, 0.0, 5.0, 7.0])
    difference = corrected_wdd(before, after, np.array(treated), (12, 12))
    assert difference.estimate == (-4 if treated[0] else 4)
    assert difference.standard_error == 2


@pytest.mark.parametrize(("after", "treated"), [
    ([9.0, 19.0, 31.0, 41.0], [True, True, False, False]),
    ([9.0, 19.0, 33.0, 41.0], [True, False, False, False]),
    ([9.0, 19.0, 33.0, 41.0], [True, True, True, False]),
])  # fmt: skip
def test_without_a_spread_there_is_no_interval(after: list[float], treated: list[bool]) -> None:
    """Areas that all move alike, or one area alone, leave the Poisson error for comparison."""
    before = np.array([10.0, 20.0, 30.0, 40.0])
    difference = corrected_wdd(before, np.array(after), np.array(treated), (12, 12), 0.1)
    assert (difference.standard_error, difference.interval, difference.p_value) == (None,) * 3
    assert difference.poisson_error > 0
    assert difference.alpha == 0.1
