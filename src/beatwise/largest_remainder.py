"""The largest remainder method (Hamilton): whole numbers that add up to a total exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from beatwise.errors import BadInput


Remainder = TypeVar("Remainder", float, Fraction, tuple[Fraction, Fraction])


def largest_remainder(shares: Sequence[Fraction | int], total: int) -> list[int]:
    """Split ``total`` in proportion to ``shares`` into whole numbers that add up to it exactly.

    Whole parts first, then one each to the largest remainders; of equal remainders the larger
    share, then the earlier one, goes first.

    Raises ``BadInput`` for a negative share or total, or when there is something to split and
    nothing to split it by.
    """
    parts = [Fraction(share) for share in shares]
    if total < 0 or any(part < 0 for part in parts):
        raise BadInput("shares and what is split are not negative.")
    if not sum(parts):
        if total:
            raise BadInput("there is nothing to split by: all shares are zero.")
        return [0] * len(parts)
    exact = [part * total / sum(parts) for part in parts]
    whole = [int(part) for part in exact]
    remainders = [(exact[i] - whole[i], parts[i]) for i in range(len(parts))]
    return hand_out(whole, remainders, total)


def hand_out(whole: Sequence[int], remainders: Sequence[Remainder], total: int) -> list[int]:
    """Add one each to the whole parts with the largest remainders, until they add up to ``total``.

    Parameters
    ----------
    whole
        The whole part of each exact share.
    remainders
        What each share has beyond its whole part: a number, or the remainder and what breaks a
        tie. Of equal remainders the earlier goes first.
    total
        What the parts add up to.
    """
    parts = list(whole)
    order = sorted(range(len(parts)), key=lambda i: remainders[i], reverse=True)
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts
