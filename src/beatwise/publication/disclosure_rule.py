"""The disclosure rule, and what it takes to protect a list of counts with its total.

Plain Python on purpose: the office uses it, and loads no numpy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.errors import UsageError


@dataclass(frozen=True, slots=True)
class Rule:
    """A disclosure rule: hide 1 to ``threshold - 1``, round the rest to a multiple of ``base``.

    A zero is shown: it is about nobody. ``base`` 1 rounds nothing.
    """

    threshold: int = 5
    base: int = 5

    def __post_init__(self) -> None:
        if self.threshold < 1 or self.base < 1:
            raise UsageError("A disclosure rule needs a threshold and a base of 1 or more.")


def protect(counts: Sequence[int], hidden: set[int], rule: Rule) -> None:
    """Hide further places of a list with its total at the end, where that is needed.

    Afterwards no hidden count can be worked out from those that are shown: a small one could be
    any value that the rule hides, and one hidden for other reasons is never the only one.
    """
    for place in sorted(hidden):
        if 0 < counts[place] < rule.threshold:
            _protect(counts, hidden, place, rule)
    if len(hidden) == 1:
        others = [place for place in range(len(counts)) if place not in hidden]
        hidden.add(min(others, key=lambda place: (counts[place], place)))


def _protect(counts: Sequence[int], hidden: set[int], place: int, rule: Rule) -> None:
    """Hide the cheapest other place that lets this count be any that the rule hides.

    Two parts move against each other, a part and the total with each other.
    """
    count, total = counts[place], len(counts) - 1
    choices = []
    for other in range(len(counts)):
        against = total not in (place, other)
        up = counts[other] if against else math.inf
        down = math.inf if against else counts[other]
        if other != place and up >= rule.threshold - 1 - count and down >= count - 1:
            choices.append((0 if other in hidden else counts[other] + 1, other))
    if choices:
        hidden.add(min(choices)[1])
