"""Weights that bring a consultation's groups to their share of the population.

A group's weight is its share of the population over its share of those who answered. A group in
which nobody answered cannot be weighted: it is named, and nothing is shared out in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class GroupWeight:
    """A group: how many answered, its share of the population in per cent, and its weight."""

    label: str
    count: int
    population: Fraction | None
    weight: Fraction | None


def group_weights(
    counts: Mapping[str, int], population: Mapping[str, Fraction]
) -> tuple[GroupWeight, ...]:
    """Return each group's weight; ``None`` where nobody answered or its population is not known."""
    answered = sum(counts.values())
    groups = []
    for label, count in counts.items():
        part = population.get(label)
        known = part is not None and count > 0
        weight = part * answered / (100 * count) if known and part is not None else None
        groups.append(GroupWeight(label, count, part, weight))
    return tuple(groups)


def effective_number(groups: tuple[GroupWeight, ...]) -> Fraction | None:
    """Return Kish's effective number of answers: (sum of w)^2 / sum of w^2 over those who answered.

    Source: Kish (1965), Survey Sampling, section 11.7.
    """
    weighted = [(group.count, group.weight) for group in groups if group.weight is not None]
    squares = sum((n * w * w for n, w in weighted), Fraction(0))
    return sum((n * w for n, w in weighted), Fraction(0)) ** 2 / squares if squares else None
