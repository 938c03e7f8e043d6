"""Two Poisson counts: the ratio of their changes, and whether their rates are equal."""

from __future__ import annotations

from math import factorial

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation import e_test
from beatwise.evaluation.estimators.counts.rate_ratio import RatesTest, rate_ratio


@pytest.mark.parametrize(
    "call", [(1.5, 2), (np.nan, 2), (-1, 2), ("6", 2), (1, 2, 0, 1), (1, 2, 1, np.inf)]
)
def test_the_e_test_needs_whole_counts(call) -> None:
    """Half an incident has no Poisson probability."""
    with pytest.raises(BadInput, match="cannot be compared"):
        e_test(*call)


def test_a_count_of_zero_has_no_ratio() -> None:
    """A count of 0 has no logarithm."""
    with pytest.raises(Refused):
        rate_ratio((0, 1), (2, 3))


def test_the_ratio_of_ratios_by_hand() -> None:
    """100 to 60 against 50 to 60: .6 over 1.2, its error from all four counts."""
    ratio = rate_ratio((100, 60), (50, 60))
    error = (1 / 100 + 1 / 60 + 1 / 50 + 1 / 60) ** 0.5
    assert ratio.estimate == pytest.approx(0.5)
    assert ratio.standard_error == pytest.approx(error)
    reach = np.exp(1.959964 * error)
    assert ratio.interval == pytest.approx((0.5 / reach, 0.5 * reach))


@pytest.mark.parametrize(
    ("treated", "control", "alpha"),
    [((-1, 2), (3, 4), 0.05), ((1, np.inf), (3, 4), 0.05), ((1, 2), (3, 4), 0)],
)
def test_a_ratio_of_what_is_no_count_is_named(treated, control, alpha) -> None:
    """Negative or endless counts, and a level of nothing."""
    with pytest.raises(BadInput):
        rate_ratio(treated, control, alpha)


def test_the_e_test_of_small_counts_by_hand() -> None:
    """1 against 0, pooled rate .5: all pairs less the equal ones and those less far apart."""
    half = [np.exp(-0.5) * 0.5**k / factorial(k) for k in range(20)]
    equal = sum(share**2 for share in half)
    distance = {(a, b): abs(a - b) / (a + b) ** 0.5 for a in range(20) for b in range(20) if a + b}
    near = sum(half[a] * half[b] for (a, b), far in distance.items() if 0 < far < 1)
    assert e_test(1, 0).p_value == pytest.approx(1 - equal - near)
    assert e_test(0, 0) == RatesTest(0.0, 0.0, 1.0)


def test_the_e_test_compares_rates_over_their_exposures() -> None:
    """Twenty in two years are ten in one: no difference, and a p of 1."""
    test = e_test(20, 10, 2, 1)
    assert (test.estimate, test.statistic) == (0, 0)
    assert test.p_value == pytest.approx(1)
