"""Whole numbers by largest remainder: the total to the last one, and who goes first."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.errors import BadInput
from beatwise.hotspots.towns.share_hours import largest_remainder as hours
from beatwise.largest_remainder import hand_out
from beatwise.largest_remainder import largest_remainder as seats


def test_the_largest_remainder_goes_first():
    """Of two left over, the remainders .7 and .6 get one each, and .4 does not."""
    assert hand_out([1, 2, 3], [0.6, 0.4, 0.7], 8) == [2, 2, 4]


def test_of_equal_remainders_the_earlier_goes_first_unless_something_else_breaks_the_tie():
    """Without anything else the place in the list decides; with it, the larger tie-breaker."""
    half = Fraction(1, 2)
    assert hand_out([0, 1], [half, half], 2) == [1, 1]
    assert hand_out([0, 1], [(half, Fraction(1)), (half, Fraction(3))], 2) == [0, 2]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(0, 60))
@settings(max_examples=200, deadline=None)
def test_seats_and_hours_are_shared_as_by_hand(shares: list[int], total: int):
    """Seats break ties by the larger share, hours by the earlier town; both add up."""
    if not sum(shares):
        return
    exact = [Fraction(share * total, sum(shares)) for share in shares]
    whole = [int(part) for part in exact]
    left = total - sum(whole)
    at = range(len(shares))
    by_share = sorted(at, key=lambda i: (whole[i] - exact[i], -shares[i], i))[:left]
    by_place = sorted(at, key=lambda i: (whole[i] - exact[i], i))[:left]
    assert seats(shares, total) == [whole[i] + (i in by_share) for i in at]
    assert hours(np.array(shares, float), total).tolist() == [
        whole[i] + (i in by_place) for i in at
    ]


@pytest.mark.parametrize(("shares", "total"), [
    ([1, 2], -1), ([-1, 2], 3), ([2, -1], 0), ([-1, -2], -3), ([0, 0], -1),
])  # fmt: skip
def test_nothing_negative_is_shared(shares: list[int], total: int):
    """Neither a share nor what is split lies below zero, and one among good ones is enough."""
    with pytest.raises(BadInput, match="not negative"):
        seats(shares, total)


def test_nothing_is_split_by_nothing_and_something_is_not():
    """Of no shares nothing comes to each; a seat cannot be given by them."""
    assert seats([0, 0], 0) == [0, 0]
    assert seats([], 0) == []
    with pytest.raises(BadInput, match="all shares are zero"):
        seats([0, 0], 1)
