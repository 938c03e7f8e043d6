"""Weighted consultation results, with the arithmetic beside them.

A weighted answer prints how many answered, the weights and where they come from, and how many
answers of equal weight it is worth (Kish 1965). Without those it cannot be checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from beatwise.errors import BadInput


@dataclass(frozen=True, slots=True)
class Group:
    """One group of respondents: how many answered, the mean or share they gave, their weight."""

    name: str
    n: int
    answer: Fraction
    weight: Fraction


@dataclass(frozen=True, slots=True)
class WeightedResult:
    """A weighted result.

    Parameters
    ----------
    value, unweighted
        The result with the weights, and what it would be without.
    n, effective_n
        How many answered, and how many equally weighted answers that is worth.
    weights_sum
        The sum of all respondents' weights.
    source
        Where the weights come from.
    arithmetic
        The calculation in words.
    """

    value: Fraction
    unweighted: Fraction
    n: int
    effective_n: Fraction
    weights_sum: Fraction
    source: str
    arithmetic: str


def weighted_result(groups: Sequence[Group], source: str) -> WeightedResult:
    """Return the weighted mean answer; each respondent of a group has the group's weight.

    Raises ``BadInput`` without a source for the weights, without respondents, or for a weight
    that is not above zero.
    """
    if not source.strip():
        raise BadInput("a weighted result says where its weights come from.")
    n = sum(group.n for group in groups)
    if not n or any(group.n < 0 or group.weight <= 0 for group in groups):
        raise BadInput("a weighted result needs respondents, and weights above zero.")
    total = sum((g.weight * g.n for g in groups), Fraction())
    value = sum((g.weight * g.n * g.answer for g in groups), Fraction()) / total
    squares = sum((g.weight**2 * g.n for g in groups), Fraction())
    steps = " + ".join(f"{g.n} × {float(g.weight):g} × {float(g.answer):g}" for g in groups)
    return WeightedResult(
        value=value,
        unweighted=sum((g.n * g.answer for g in groups), Fraction()) / n,
        n=n,
        effective_n=total**2 / squares,
        weights_sum=total,
        source=source,
        arithmetic=f"({steps}) ÷ {float(total):g} = {float(value):.4g}",
    )
