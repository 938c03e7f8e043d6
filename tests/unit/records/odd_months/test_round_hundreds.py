"""Counts that are whole hundreds too often for chance."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from beatwise.records.odd_months import round_hundreds
from beatwise.records.odd_months.round_hundreds import at_least, cut_off, whole_hundreds


@pytest.mark.parametrize(("number", "of", "chance"), [(3, 6, 0.01), (5, 25, 0.01), (1, 4, 0.3)])
def test_the_chance_is_binomial(number: int, of: int, chance: float) -> None:
    """It is the upper tail that scipy gives (witness)."""
    assert at_least(number, of, chance) == pytest.approx(binom.sf(number - 1, of, chance))


def test_three_of_six_are_too_many_and_two_are_not() -> None:
    """Three whole hundreds of six are 1 chance in 50,000, two of six 1 in 700."""
    three, two = [200, 300, 400, 2231, 1876, 3041], [200, 300, 2417, 2231, 1876, 3041]
    flags = cut_off(np.array([three, two]).T)
    assert flags[:, 0].tolist() == [True, True, True, False, False, False]
    assert not flags[:, 1].any()


def test_a_steady_series_beside_a_round_number_is_no_export_cut_off() -> None:
    """Counts of 195 to 205 are often 200: twice of six is no sign."""
    assert not cut_off(np.array([[200], [203], [197], [200], [205], [195]])).any()


def test_whole_hundreds_begin_at_a_hundred() -> None:
    """Nought is no round count; a hundred, two and a thousand are."""
    counts = np.array([[0, 100, 150], [200, 101, 1000]])
    assert whole_hundreds(counts).tolist() == [[False, True, False], [True, False, True]]


def test_two_of_two_are_too_many_and_two_of_three_are_not() -> None:
    """One chance in 10,000, and one in 3,356; one of one is one in a hundred."""
    assert cut_off(np.array([[200], [300]])).all()
    assert not cut_off(np.array([[200], [300], [2417]])).any()
    assert not cut_off(np.array([[200]])).any()


@pytest.mark.parametrize(
    ("series", "chance"),
    [
        ([200, 203, 197, 200, 205, 195], 0.4 / 200**0.5),  # chance itself spreads it by √200
        ([380, 400, 420, 380, 420], 0.4 / (1.4826 * 20)),  # it spreads more than chance does
        ([0, 0, 0], 0.4),
        ([100, 900, 3000, 7000, 20_000], 0.01),
    ],
)
def test_the_chance_of_a_round_count_is_one_in_a_hundred_or_more(
    series: list[int], chance: float
) -> None:
    """The height of a normal curve about the series' middle, never under one in a hundred."""
    assert round_hundreds._chance(np.array(series)) == pytest.approx(chance)


def test_each_type_is_a_series_of_its_own() -> None:
    """Cut off in the second column only; what is not round is not flagged in it."""
    counts = np.array([[2231, 200], [1876, 300], [3041, 400], [2417, 1213]])
    assert cut_off(counts).tolist() == [[False, True]] * 3 + [[False, False]]


def test_the_chance_of_one_or_more_of_two_by_hand() -> None:
    """At even chances three of the four outcomes have one; at any, none or more is certain."""
    assert at_least(1, 2, 0.5) == 0.75
    assert at_least(0, 3, 0.25) == pytest.approx(1)
