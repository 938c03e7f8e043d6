"""Counts that are whole hundreds too often for chance."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from beatwise.records.odd_months.round_hundreds import at_least, cut_off


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
