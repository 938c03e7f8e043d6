"""Comparison with the most similar forces: a rank, a weighted mean, and how far apart forces lie.

The group's mean is weighted by what each value was formed from, and leaves the own force out. A
rank among a handful of forces is easily luck, so the spread of the others stands beside it: inside
their range the own force is called *like its peers*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from beatwise.accountability.measures.expectation import Polarity
from beatwise.accountability.measures.period import Period
from beatwise.errors import BadInput, Refused


FEWEST = 3


class Standing(Enum):
    """Where the own force lies among its peers."""

    BETTER = "better than every peer"
    LIKE = "like its peers"
    WORSE = "worse than every peer"
    HIGHER = "higher than every peer"
    LOWER = "lower than every peer"


@dataclass(frozen=True, slots=True)
class PeerValue:
    """A force's value for one period; ``weight`` is the denominator it was formed from."""

    force: str
    period: Period
    value: Decimal | None
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The own force among the most similar ones.

    Parameters
    ----------
    own
        Its value.
    peers
        The others with data, from best to worst (from lowest to highest where neither is wanted).
    missing
        Peers without data for the period: named, never skipped in silence.
    mean
        The peers' mean; ``weighted`` says whether by denominators, which all must give.
    low, high
        The peers' range.
    rank, of
        The own place, 1 the best; equal values share the better place.
    standing
        In words.
    """

    own: PeerValue
    peers: tuple[PeerValue, ...]
    missing: tuple[str, ...]
    mean: Fraction
    weighted: bool
    low: Decimal
    high: Decimal
    rank: int
    of: int
    standing: Standing


def compare(own: PeerValue, group: Sequence[PeerValue], polarity: Polarity) -> Comparison:
    """Compare a force with its group of most similar forces.

    Raises
    ------
    BadInput
        When the own force has no value, is in the group, or a force is in it twice.
    Refused
        When fewer than three peers have data for the same period.
    """
    names = [peer.force for peer in group]
    if own.value is None:
        raise BadInput("the own force has no value to compare.", place=own.force)
    if own.force in names or len(set(names)) < len(names):
        raise BadInput("a force stands in the group twice, or is compared with itself.")
    with_data = [
        p for p in group if p.value is not None and p.period == own.period and p.period.stated
    ]
    if len(with_data) < FEWEST:
        raise Refused(
            f"only {len(with_data)} similar forces have data for {own.period.words}; "
            f"a comparison needs {FEWEST}.",
            next_step="Load the same period for more of the group.",
        )
    best_first = sorted(
        with_data, key=lambda p: (_value(p), p.force), reverse=polarity is Polarity.UP
    )
    values = [_value(peer) for peer in best_first]
    mean, weighted = _mean(with_data)
    return Comparison(
        own=own,
        peers=tuple(best_first),
        missing=tuple(sorted(set(names) - {peer.force for peer in with_data})),
        mean=mean,
        weighted=weighted,
        low=min(values),
        high=max(values),
        rank=1 + sum(_beats(value, own.value, polarity) for value in values),
        of=len(with_data) + 1,
        standing=_standing(own.value, min(values), max(values), polarity),
    )


def _standing(own: Decimal, low: Decimal, high: Decimal, polarity: Polarity) -> Standing:
    if low <= own <= high:
        return Standing.LIKE
    above = own > high
    if polarity is Polarity.NEITHER:
        return Standing.HIGHER if above else Standing.LOWER
    return Standing.BETTER if above == (polarity is Polarity.UP) else Standing.WORSE


def _beats(other: Decimal, own: Decimal, polarity: Polarity) -> bool:
    return other > own if polarity is Polarity.UP else other < own


def _mean(peers: Sequence[PeerValue]) -> tuple[Fraction, bool]:
    weights = [peer.weight for peer in peers if peer.weight is not None and peer.weight > 0]
    if len(weights) < len(peers):
        return sum((Fraction(_value(p)) for p in peers), Fraction()) / len(peers), False
    parts = (Fraction(_value(p)) * Fraction(w) for p, w in zip(peers, weights, strict=True))
    return sum(parts, Fraction()) / Fraction(sum(weights)), True


def _value(peer: PeerValue) -> Decimal:
    return peer.value if peer.value is not None else Decimal()
