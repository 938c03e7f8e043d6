"""Hours shared in proportion, with a minimum, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.towns.share_hours import largest_remainder, share_hours


def test_the_lowest_are_left_out_while_the_minimum_does_not_go_round() -> None:
    """Ten hours cannot give three towns four each: the lowest gets none, the others share."""
    shared = share_hours([5, 4, 3], 10, 4, "r")
    assert shared.hours == (6, 4, 0)
    assert shared.fair == pytest.approx((50 / 12, 40 / 12, 30 / 12))


def test_raising_one_town_can_push_another_below_the_minimum() -> None:
    """Due 90, 60.5 and 49.5: raising the third to 60 leaves the second 56, so it is raised too."""
    assert share_hours([90, 60.5, 49.5], 200, 60, "r").hours == (80, 60, 60)


def test_a_town_due_exactly_half_the_minimum_is_raised() -> None:
    """Due three of twenty with a minimum of six: half of it is enough, less is not."""
    assert share_hours([17, 3], 20, 6, "r").hours == (14, 6)
    assert share_hours([17.1, 2.9], 20, 6, "r").hours == (20, 0)


def test_without_any_weight_nobody_gets_hours() -> None:
    """No incidents anywhere: no hours, and no error."""
    shared = share_hours([0, 0], 20, 6, "r")
    assert (shared.hours, shared.fair) == ((0, 0), (0, 0))


def test_equal_towns_share_the_odd_hours_from_the_first_on() -> None:
    """Eleven hours over three equal towns: 4, 4 and 3."""
    assert share_hours([1, 1, 1], 11, 0, "r").hours == (4, 4, 3)


def test_a_minimum_between_two_steps_is_rounded_up() -> None:
    """A minimum of half an hour in whole hours is one hour; the town is still chosen."""
    assert share_hours([39.5, 0.5], 40, 0.5, "r").hours == (39, 1)


def test_whole_numbers_of_nothing_are_zeros() -> None:
    """No towns and no weight share nothing."""
    assert largest_remainder(np.array([]), 5).tolist() == []
    assert largest_remainder(np.zeros(2), 5).tolist() == [0, 0]


def test_a_single_hour_is_enough_to_share() -> None:
    """One hour over one town, without a minimum."""
    assert share_hours([1], 1, 0, "r").hours == (1,)


def test_what_is_due_does_not_hang_on_the_size_of_the_weights() -> None:
    """Weights that are shares of one give what whole counts give: 30 and 10 of 40."""
    shared = share_hours([0.3, 0.1], 40, 0, "r")
    assert (shared.hours, shared.fair) == ((30, 10), pytest.approx((30, 10)))


def test_a_minimum_is_in_hours_whatever_the_step() -> None:
    """A town due one of ten hours and a quarter gets its minimum of two, in quarter hours."""
    assert share_hours([9, 1], 10.25, 2, "r", step=0.25).hours == (8.25, 2)


def test_hours_for_exactly_every_minimum_leave_nobody_out() -> None:
    """Twelve hours are six for each of two towns."""
    assert share_hours([1, 1], 12, 6, "r").hours == (6, 6)


def test_the_largest_remainder_goes_first_not_the_largest_share() -> None:
    """Of 5.2 and 2.8 the second has the larger remainder: 5 and 3."""
    assert largest_remainder(np.array([5.2, 2.8]), 8).tolist() == [5, 3]


def test_shares_of_one_are_raised_to_the_minimum_only_where_they_fall_below_it() -> None:
    """Of 40 hours 30 and 10 are due, whatever the weights add up to; nobody is below two."""
    assert share_hours([0.3, 0.1], 40, 2, "r").hours == (30, 10)
