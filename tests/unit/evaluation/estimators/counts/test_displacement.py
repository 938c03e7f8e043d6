"""The weighted displacement difference by hand."""

from __future__ import annotations

from math import sqrt

import pytest
from scipy.stats import norm

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.counts.displacement import AreaWeights, wdd, wdd_harm


def test_the_difference_is_the_change_less_the_comparisons_change() -> None:
    """30 to 20 against 25 to 24: 9 fewer, with the variance of all four counts."""
    result = wdd((30, 20), (25, 24))
    assert result.estimate == -9
    assert result.standard_error == pytest.approx(sqrt(30 + 20 + 25 + 24))
    assert result.z == pytest.approx(-9 / sqrt(99))
    assert result.interval == pytest.approx((-9 - 1.959964 * sqrt(99), -9 + 1.959964 * sqrt(99)))
    assert result.p_value == pytest.approx(2 * norm.sf(9 / sqrt(99)))
    assert result.displacement is None


def test_buffers_are_added_to_the_local_part() -> None:
    """9 fewer inside and 4 more around: 5 fewer in all, and both parts stand apart."""
    result = wdd((30, 20), (25, 24), (10, 15), (8, 9))
    assert result.local.estimate == -9
    assert result.displacement is not None
    assert result.displacement.estimate == 4
    assert result.estimate == -5
    assert result.standard_error == pytest.approx(sqrt(99 + 10 + 15 + 8 + 9))


def test_an_absent_buffer_pair_counts_as_nothing() -> None:
    """With one buffer pair only, the other adds neither change nor variance."""
    result = wdd((30, 20), (25, 24), (10, 15))
    assert result.estimate == -4
    assert result.standard_error == pytest.approx(sqrt(99 + 25))
    assert result.displacement is not None
    assert result.displacement.estimate == 5
    other = wdd((30, 20), (25, 24), None, (8, 9))
    assert other.displacement is not None
    assert (other.displacement.estimate, other.estimate) == (-1, -10)


def test_counts_are_taken_for_each_length_and_size() -> None:
    """Two months before and one after, and areas of other sizes: every count over both."""
    result = wdd(
        (40, 10), (30, 20), time_weights=(2, 1), area_weights=AreaWeights(treated=2, control=5)
    )
    assert result.estimate == pytest.approx((10 / 2 - 40 / 4) - (20 / 5 - 30 / 10))
    variance = 40 / 4**2 + 10 / 2**2 + 30 / 10**2 + 20 / 5**2
    assert result.standard_error == pytest.approx(sqrt(variance))


def test_nothing_counted_is_refused() -> None:
    """An interval without a width would be no knowledge; one buffer incident is something."""
    with pytest.raises(Refused, match="Nothing was counted"):
        wdd((0, 0), (0, 0), (0, 0))
    result = wdd((0, 0), (0, 0), (0, 1))
    assert (result.local.z, result.local.p_value) == (None, None)
    assert result.estimate == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"time_weights": (1, 1, 1)}, "3 weights were given where 2 numbers belong"),
        ({"area_weights": (1, 1, 1)}, "3 weights were given where 4 numbers belong"),
        ({"time_weights": (1, 0)}, "not all above 0"),
        ({"area_weights": (1, 1, 1, -1)}, "not all above 0"),
        ({"alpha": 0}, "alpha 0 is not between"),
        ({"alpha": 1}, "alpha 1 is not between"),
        ({"displacement_control": (1, -1)}, "the displacement control counts"),
    ],
)
def test_weights_and_levels_out_of_range_are_named(changes, words: str) -> None:
    """Lengths and sizes are positive, a level lies between 0 and 1."""
    with pytest.raises(BadInput, match=words):
        wdd((3, 2), (2, 2), **changes)


def test_harm_weighs_each_kind_of_crime() -> None:
    """Twice the first and half the second: estimates add up, and errors by their squares."""
    kinds = [wdd((30, 20), (25, 24)), wdd((8, 9), (4, 3))]
    total = wdd_harm(kinds, [2, 0.5])
    assert total.estimate == pytest.approx(2 * -9 + 0.5 * 2)
    assert total.standard_error == pytest.approx(sqrt(4 * 99 + 0.25 * 24))
    with pytest.raises(BadInput, match="2 kinds of crime were given 1 weights"):
        wdd_harm(kinds, [1])
