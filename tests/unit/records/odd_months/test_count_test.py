"""Counts against the months around them."""

from __future__ import annotations

import numpy as np

from beatwise.records.odd_months.count_test import departures, spread


def compared(counts: list[int]):
    column = np.array(counts, float)[:, None]
    months = np.arange(24_300, 24_300 + len(counts))
    every = np.ones(column.shape, bool)
    return departures(months, column, np.ones(column.shape), every, ~every)


def test_the_expected_count_is_the_median_of_the_others() -> None:
    """Of 90, 100, 110 and 700 the 700 is expected to be 100; the month itself has no say."""
    assert compared([90, 100, 700, 110]).expected[2, 0] == 100


def test_too_few_other_months_expect_nothing() -> None:
    """With two others there is no telling."""
    assert np.isnan(compared([90, 100, 700]).expected).all()


def test_the_first_months_of_a_new_level_are_not_alone() -> None:
    """A month that agrees with the four after it begins a change."""
    new_level = compared([100] * 8 + [300] * 8)
    assert not new_level.alone[8, 0]
    assert compared([100] * 8 + [300] + [100] * 8).alone[8, 0]


def test_chance_alone_is_a_spread_of_one_or_a_little_more() -> None:
    """A Poisson count of 20 is spread by about one on the scale compared on; never by less."""
    gap = np.zeros((12, 1))
    wide = spread(gap, np.full((12, 1), 20.0), np.ones((12, 1), bool))
    assert (wide == 1).all()
