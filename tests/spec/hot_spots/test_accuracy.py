"""Whether a list of hot spots proved right: chosen on earlier months, scored on later ones."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.accuracy import (
    accuracy_at,
    paired_difference,
    rolled_origins,
    score,
    share_captured,
)


CELLS = np.full(100, 40_000.0)


def test_pai_is_share_of_incidents_over_share_of_area():
    """Two of a hundred cells that hold 30 of 100 incidents have a PAI of 15."""
    later = np.array([20, 10] + [1] * 70 + [0] * 28)
    assert accuracy_at(np.arange(100), later, CELLS, units=2).pai == pytest.approx(15.0)


def test_pei_says_how_near_that_is_to_the_best_there_was():
    """Had the list taken the two fullest cells it would have scored 1; it took the second only."""
    later = np.array([20, 10] + [1] * 70 + [0] * 28)
    got = accuracy_at(np.array([1, 99]), later, CELLS, units=2)
    assert got.pei == got.pei_star == pytest.approx(10 / 30)


def test_half_a_percent_of_a_hundred_cells_is_half_a_cell():
    """Area shares that end inside a cell take that part of its incidents."""
    later = np.array([20] + [0] * 98 + [20])
    assert share_captured(np.arange(100), later, CELLS, np.array([0.005])) == pytest.approx(0.25)


def test_every_month_is_printed():
    """Three scored months are three rows, not a bootstrap of three."""
    months = np.zeros((100, 3))
    months[0] = [4, 0, 2]
    months[5] = [0, 3, 2]
    found = score(np.arange(100), months, CELLS, fractions=[0.01])
    assert found.monthly[:, 0] == pytest.approx([1.0, 0.0, 0.5])
    assert found.pooled[0].share == pytest.approx(6 / 11)


def test_beats_is_a_word_that_has_to_be_earned():
    """A method that is better on average but not surely is called "no worse", not better."""
    theirs = np.full(6, 0.30)
    by_luck = np.array([0.45, 0.28, 0.29, 0.31, 0.27, 0.30])
    found = paired_difference(by_luck, theirs)
    assert found.difference.value > 0
    assert found.verdict == "no worse"


def test_the_origin_rolls_and_missing_months_are_left_out():
    """Each month is predicted from the months before it; a month without data is never scored."""
    origins = rolled_origins([0, 1, 2, 3, 5], train_months=2)
    assert [origin.score for origin in origins] == [(2,), (3,)]
