"""Quorums: how many members must be there before a body may do business.

A quorum is data of its body: a number of members (``5``) or a share of them (``1/3``), rounded up.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

from beatwise.errors import BadInput


_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
_SHARE = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")


@dataclass(frozen=True, slots=True)
class Quorum:
    """So many members, or such a share of them: one of the two is set."""

    count: int = 0
    share: Fraction | None = None

    @property
    def in_words(self) -> str:
        """The rule as a page says it."""
        if self.share is None:
            return f"{self.count} members"
        return f"{self.share} of the members, rounded up"

    def needed(self, members: int) -> int:
        """Return how many of a body's members make a quorum."""
        return self.count if self.share is None else math.ceil(self.share * members)

    def is_met(self, members: int, present: int) -> bool:
        """Whether so many present members are a quorum."""
        return present >= self.needed(members) > 0


def quorum_of(text: str, place: str = "quorum") -> Quorum | None:
    """Read a quorum: ``5``, ``1/3``, or nothing where the body has no rule; raise ``BadInput``."""
    words = text.strip()
    if not words:
        return None
    if _NUMBER.fullmatch(words):
        return Quorum(count=int(words))
    if (parts := _SHARE.fullmatch(words)) and int(parts[1]) <= int(parts[2]):
        return Quorum(share=Fraction(int(parts[1]), int(parts[2])))
    raise BadInput(
        f"'{words}' is no quorum.",
        place=place,
        next_step="Give a number of members, such as 5, or a share of them, such as 1/3.",
    )
