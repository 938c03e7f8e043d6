"""Counts against the months around them."""

from __future__ import annotations

import numpy as np
import pytest

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


def test_three_other_months_are_enough_to_expect_something() -> None:
    """Of 90, 100 and 110 the fourth is expected to be 100."""
    assert compared([90, 100, 700, 110]).expected[:, 0].tolist() == [110, 110, 100, 100]


def test_a_month_may_be_expected_from_others_that_are_trusted_only() -> None:
    """A month in doubt has no say in what is expected of the others, and is itself expected."""
    column = np.array([100.0, 100, 900, 100, 100])[:, None]
    trusted = column < 500
    found = departures(np.arange(5), column, np.ones(column.shape), trusted, ~trusted)
    assert found.expected[:, 0].tolist() == [100] * 5


def test_a_month_is_set_beside_others_out_of_season() -> None:
    """Where every second month usually holds half, 50 in it is what 100 is in the others."""
    season = np.where(np.arange(16) % 2, 0.5, 1.0)[:, None]
    column, every = 100 * season, np.ones(season.shape, bool)
    found = departures(np.arange(16), column, season, every, ~every)
    assert found.expected[:, 0].tolist() == column[:, 0].tolist()
    assert found.distance[:, 0].tolist() == [0] * 16
    column[9:] *= 3
    found = departures(np.arange(16), column, season, every, ~every)
    assert not found.alone[9, 0]
    column[10:] /= 3
    assert departures(np.arange(16), column, season, every, ~every).alone[9, 0]


def test_a_distance_is_on_the_scale_of_twice_the_root() -> None:
    """6,400 in a series of 1,600: the difference of twice the roots, over the spread of all."""
    found = compared([1600] * 7 + [6400] + [1600] * 7)
    assert found.expected[7, 0] == 1600
    usual = 1 + 1600 * 0.08**2
    spread_of_all = np.sqrt(6 * usual / (6 + 15))
    expected = (2 * np.sqrt(6400.375) - 2 * np.sqrt(1600.375)) / spread_of_all
    assert found.distance[7, 0] == pytest.approx(expected)
    assert found.distance[0, 0] == 0


@pytest.mark.parametrize("distances", [[3.0], [1.0, 3, 9], [0.5, 1, 2, 3, 4, 8, 9]])
def test_an_odd_number_of_distances_has_its_own_middle(distances: list[float]) -> None:
    """Three, whether it stands alone or among others; one that is not trusted has no say."""
    gap = np.array([*distances, 50.0])[:, None]
    trusted = gap < 50
    wide = spread(gap, np.zeros(gap.shape), trusted)
    number = len(distances)
    assert wide[:, 0] == pytest.approx(np.sqrt((6 + number * (1.4826 * 3) ** 2) / (6 + number)))


def test_a_spread_is_the_usual_one_drawn_to_the_series_own() -> None:
    """Four distances of 2: 1.4826 times two squared, and the usual of an expected 900, six to four.

    The fifth is not trusted and has no say.
    """
    gap = np.array([2.0, -2, 2, -2, 50])[:, None]
    trusted = np.array([True] * 4 + [False])[:, None]
    wide = spread(gap, np.full((5, 1), 900.0), trusted)
    usual, own = 1 + 900 * 0.08**2, (1.4826 * 2) ** 2
    assert wide[:, 0] == pytest.approx(np.sqrt((6 * usual + 4 * own) / 10))


def test_a_series_of_which_nothing_is_trusted_has_the_usual_spread() -> None:
    """Blanks have no spread of their own; and of four distances the middle lies between two."""
    wide = spread(np.full((3, 1), 9.0), np.full((3, 1), 900.0), np.zeros((3, 1), bool))
    assert wide[:, 0] == pytest.approx(np.sqrt(1 + 900 * 0.08**2))
    gap = np.array([1.0, 2, 4, 9])[:, None]
    wide = spread(gap, np.full((4, 1), 0.0), np.ones((4, 1), bool))
    assert wide[:, 0] == pytest.approx(np.sqrt((6 * 1 + 4 * (1.4826 * 3) ** 2) / 10))


@pytest.mark.parametrize(("later", "alone"), [(2, True), (3, False)])
def test_four_months_of_a_new_level_tell_a_change(later: int, alone: bool) -> None:
    """With three months after it a first month of a new level is still out of line."""
    found = compared([100] * 8 + [300] * (later + 1) + [300])
    assert found.alone[8, 0] == alone


@pytest.mark.parametrize(("after", "alone"), [(195, True), (196, False)])
def test_a_month_is_alone_where_it_departs_from_either_side_by_half(
    after: int, alone: bool
) -> None:
    """Of 250 after seven months of 100: 3.69 from 195 is over half of 7.33 from the 147.5 expected.

    From 196 it is 3.62, and half of 7.29 from 148 is more: it may begin a change.
    """
    assert compared([100] * 7 + [250] + [after] * 7).alone[7, 0] == alone


def test_a_month_in_doubt_does_not_show_that_a_change_lasts() -> None:
    """Four months at the new level of which one is in doubt are three."""
    column = np.array([100.0] * 8 + [300.0] * 5)[:, None]
    trusted = np.ones(column.shape, bool)
    doubt = np.zeros(column.shape, bool)
    months = np.arange(13)
    assert not departures(months, column, np.ones(column.shape), trusted, doubt).alone[8, 0]
    doubt[12] = True
    assert departures(months, column, np.ones(column.shape), trusted, doubt).alone[8, 0]


def test_a_lasting_change_is_seen_through_the_season() -> None:
    """From 100 to 300, where every second month usually holds a quarter: no month is alone."""
    season = np.where(np.arange(16) % 2, 0.25, 1.0)[:, None]
    column = np.repeat([100.0, 300.0], 8)[:, None] * season
    every = np.ones(season.shape, bool)
    found = departures(np.arange(16), column, season, every, ~every)
    assert not found.alone[8, 0]
