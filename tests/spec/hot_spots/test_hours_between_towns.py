"""Hours shared between towns: exactly, by a stated rule."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.errors import Infeasible, UsageError
from beatwise.hotspots.towns.coverable_hot_spots import coverable, distinct_places
from beatwise.hotspots.towns.share_hours import largest_remainder, share_hours


def test_hours_follow_incidents() -> None:
    """Twice the incidents, twice the hours, when no minimum stands in the way."""
    assert share_hours([20, 10, 10], 40, 6, "r").hours == (20, 10, 10)


def test_a_town_below_the_minimum_is_raised_to_it() -> None:
    """A town due four of 40 hours gets the minimum of six; the others share the 34 left."""
    assert share_hours([18, 18, 4], 40, 6, "r").hours == (17, 17, 6)


def test_a_town_due_less_than_half_the_minimum_is_left_out() -> None:
    """A town due two of 40 hours is not raised to six: that would be three times its due."""
    shared = share_hours([19, 19, 2], 40, 6, "r")
    assert shared.hours == (20, 20, 0)
    assert shared.fair == (19, 19, 2)


def test_a_town_without_incidents_gets_nothing() -> None:
    """No weight, no hours."""
    assert share_hours([1, 0], 10, 2, "r").hours == (10, 0)


def test_quarter_hours() -> None:
    """Hours that are not whole are shared in quarters and still add up."""
    shared = share_hours([1, 1, 1], 10.25, 1, "r", step=0.25)
    assert sum(shared.hours) == 10.25


@given(
    weights=st.lists(st.floats(0.01, 100), min_size=1, max_size=9),
    hours=st.integers(6, 500),
    minimum=st.integers(0, 6),
)
@settings(max_examples=100, deadline=None)
def test_hours_always_add_up(weights: list[float], hours: int, minimum: int) -> None:
    """Shares sum exactly, are never negative, and a chosen town has the minimum or more."""
    shared = share_hours(weights, hours, minimum, "r")
    assert sum(shared.hours) == hours
    assert all(h == 0 or h >= minimum for h in shared.hours)


def test_largest_remainder_by_hand() -> None:
    """Ten shared over 5.5, 2.5 and 2.0 parts: the ties for the last one go to the earlier."""
    assert largest_remainder(np.array([5.5, 2.5, 2.0]), 10).tolist() == [6, 2, 2]


def test_what_cannot_be_shared_is_said() -> None:
    """Fewer hours than one minimum, or hours of no step, are errors with words."""
    with pytest.raises(Infeasible, match="less than"):
        share_hours([1], 4, 6, "r")
    with pytest.raises(UsageError, match="steps"):
        share_hours([1], 4.1, 1, "r")
    with pytest.raises(UsageError, match="below zero"):
        share_hours([1], 4, -1, "r")


def test_hours_cover_so_many_hot_spots_at_most() -> None:
    """At three hours a hot spot, ten hours cover three, never more than there are."""
    assert coverable(10, 6, 3) == 3
    assert coverable(100, 6, 3) == 6
    assert coverable(0, 6, 3) == 0
    with pytest.raises(UsageError, match="cannot be covered"):
        coverable(10, 6, 0)


def test_a_place_on_two_lists_is_covered_once() -> None:
    """Places that overlap count as one; places that only touch are two."""
    left, over = shapely.box(0, 0, 200, 200), shapely.box(100, 0, 300, 200)
    right = shapely.box(300, 0, 500, 200)
    assert distinct_places([left, over, right]) == 2
    assert distinct_places([]) == 0
