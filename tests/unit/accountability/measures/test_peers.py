"""A force beside its most similar ones: rank, mean, range and standing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from beatwise.accountability.measures.expectation import Polarity
from beatwise.accountability.measures.peers import PeerValue, Standing, compare
from beatwise.accountability.measures.period import Period
from beatwise.errors import BadInput, Refused


YEAR = Period.parse("2024/25")


def peer(
    force: str, value: str | None, weight: int | None = None, period: Period = YEAR
) -> PeerValue:
    """A force's value of a year."""
    numbers = [None if n is None else Decimal(n) for n in (value, weight)]
    return PeerValue(force, period, *numbers)


GROUP = [peer("A", "10"), peer("B", "20"), peer("C", "30")]


@pytest.mark.parametrize(("value", "polarity", "standing", "rank"), [
    ("31", Polarity.UP, Standing.BETTER, 1), ("31", Polarity.DOWN, Standing.WORSE, 4),
    ("9", Polarity.UP, Standing.WORSE, 4), ("9", Polarity.DOWN, Standing.BETTER, 1),
    ("31", Polarity.NEITHER, Standing.HIGHER, 4), ("9", Polarity.NEITHER, Standing.LOWER, 1),
    ("30", Polarity.UP, Standing.LIKE, 1), ("10", Polarity.DOWN, Standing.LIKE, 1),
    ("20", Polarity.UP, Standing.LIKE, 2),
])  # fmt: skip
def test_inside_the_range_a_force_is_like_its_peers(
    value: str, polarity: Polarity, standing: Standing, rank: int
) -> None:
    """The ends belong to the range; equal values share the better place."""
    result = compare(peer("own", value), GROUP, polarity)
    assert (result.standing, result.rank, result.of) == (standing, rank, 4)
    assert (result.low, result.high) == (10, 30)


@pytest.mark.parametrize(("polarity", "order"), [
    (Polarity.UP, "CBA"), (Polarity.DOWN, "ABC"), (Polarity.NEITHER, "ABC"),
])  # fmt: skip
def test_peers_stand_from_best_to_worst(polarity: Polarity, order: str) -> None:
    """From lowest to highest where neither way is better."""
    result = compare(peer("own", "5"), GROUP, polarity)
    assert "".join(each.force for each in result.peers) == order


def test_a_mean_is_weighted_only_when_every_peer_has_a_weight() -> None:
    """10, 20 and 30 with weights 1, 1 and 2 have the mean 22.5, and without one of them 20."""
    weighted = [peer("A", "10", 1), peer("B", "20", 1), peer("C", "30", 2)]
    result = compare(peer("own", "5"), weighted, Polarity.UP)
    assert (result.mean, result.weighted) == (Fraction(45, 2), True)
    for weight in (None, 0):
        result = compare(peer("own", "5"), [*weighted[:2], peer("C", "30", weight)], Polarity.UP)
        assert (result.mean, result.weighted) == (20, False)


def test_a_peer_without_data_is_named() -> None:
    """No value, and a value of another year, are both missing and never skipped in silence."""
    others = [peer("E", None), peer("D", "5", period=Period.parse("2023/24"))]
    assert compare(peer("own", "5"), [*GROUP, *others], Polarity.UP).missing == ("D", "E")


def test_two_peers_are_too_few() -> None:
    """A comparison needs three forces with data for the same stated period."""
    with pytest.raises(Refused, match="only 2 similar forces"):
        compare(peer("own", "5"), [*GROUP[:2], peer("C", None)], Polarity.UP)
    unstated = [PeerValue(each.force, Period(), each.value) for each in GROUP]
    with pytest.raises(Refused, match="only 0 similar forces"):
        compare(PeerValue("own", Period(), Decimal(5)), unstated, Polarity.UP)


@pytest.mark.parametrize(("own", "group", "message"), [
    (peer("own", None), GROUP, "no value to compare"),
    (peer("A", "5"), GROUP, "compared with itself"),
    (peer("own", "5"), [*GROUP, GROUP[0]], "twice"),
])  # fmt: skip
def test_no_force_is_compared_with_itself(own: PeerValue, group: list, message: str) -> None:
    """A force without a value, in its own group or twice in it is refused."""
    with pytest.raises(BadInput, match=message):
        compare(own, group, Polarity.UP)
