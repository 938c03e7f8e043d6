"""Most similar forces.

A comparison names every force of the group, weights their mean, and shows their range: inside it
the own force is like its peers, whatever its rank.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from beatwise.accountability.measures.expectation import Polarity
from beatwise.accountability.measures.peers import PeerValue, Standing, compare
from beatwise.accountability.measures.period import Period
from beatwise.errors import BadInput, Refused


YEAR = Period.parse("2024/25")


def force(name: str, value: str | None, weight: int | None = None, period: Period = YEAR):
    """A force's value."""
    number = None if value is None else Decimal(value)
    return PeerValue(name, period, number, None if weight is None else Decimal(weight))


GROUP = [force("A", "4", 100), force("B", "6", 300), force("C", "8", 100), force("D", None)]


def test_the_mean_is_weighted_and_leaves_the_own_force_out():
    """Rates of 4, 6 and 8 among 100, 300 and 100 have a mean of 6; unweighted it says so."""
    found = compare(force("Own", "5", 500), GROUP, Polarity.DOWN)
    assert (found.mean, found.weighted) == (Fraction(6), True)
    bare = compare(
        force("Own", "5"), [force("A", "4"), force("B", "6"), force("C", "9", 1)], Polarity.UP
    )
    assert (bare.mean, bare.weighted) == (Fraction(19, 3), False)


@pytest.mark.parametrize(
    ("own", "polarity", "rank", "standing"),
    [
        ("3", Polarity.DOWN, 1, Standing.BETTER),
        ("3", Polarity.UP, 4, Standing.WORSE),
        ("3", Polarity.NEITHER, 1, Standing.LOWER),
        ("9", Polarity.DOWN, 4, Standing.WORSE),
        ("9", Polarity.UP, 1, Standing.BETTER),
        ("9", Polarity.NEITHER, 4, Standing.HIGHER),
        ("5", Polarity.DOWN, 2, Standing.LIKE),
        ("5", Polarity.UP, 3, Standing.LIKE),
        ("4", Polarity.DOWN, 1, Standing.LIKE),
        ("8", Polarity.DOWN, 3, Standing.LIKE),
    ],
)
def test_rank_and_standing(own: str, polarity: Polarity, rank: int, standing: Standing):
    """Rank 1 is the best; inside the peers' range, its ends included, a force is like its peers."""
    found = compare(force("Own", own), GROUP, polarity)
    assert (found.rank, found.of, found.standing) == (rank, 4, standing)


def test_a_peer_without_data_is_named():
    """A peer without data, or with another period, is listed as missing."""
    later = force("E", "5", 100, Period.parse("2025/26"))
    found = compare(force("Own", "5"), [*GROUP, later], Polarity.DOWN)
    assert found.missing == ("D", "E")
    assert [peer.force for peer in found.peers] == ["A", "B", "C"]


def test_two_peers_are_no_group():
    """Fewer than three peers with data are refused, and so is a force against itself."""
    with pytest.raises(Refused):
        compare(force("Own", "5"), GROUP[1:], Polarity.DOWN)
    with pytest.raises(BadInput):
        compare(force("A", "5"), GROUP, Polarity.DOWN)
    with pytest.raises(BadInput):
        compare(force("Own", None), GROUP, Polarity.DOWN)
