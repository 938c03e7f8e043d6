"""Two scores given apart: neither assessor sees the other's before both are in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from beatwise.errors import BadInput, Conflict, Refused


ASSESSORS = 2
LEAST, MOST = 0, 5
FAR_APART = 2


@dataclass(frozen=True, slots=True)
class Score:
    """One assessor's marks by criterion, or the interest because of which they give none."""

    assessor: int
    marks: Mapping[str, int]
    comment: str = ""
    interest: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is a score: whoever declared an interest gives none."""
        return not self.interest

    @property
    def total(self) -> int:
        """All marks together."""
        return sum(self.marks.values())


def complete(scores: Sequence[Score]) -> bool:
    """Whether both scores are in."""
    return sum(score.counts for score in scores) >= ASSESSORS


def visible(scores: Sequence[Score], viewer: int) -> tuple[Score, ...]:
    """Return the scores that a person sees: all once both are in, before that only their own."""
    if complete(scores):
        return tuple(scores)
    return tuple(score for score in scores if score.assessor == viewer)


def check_new(scores: Sequence[Score], new: Score, criteria: Sequence[str]) -> None:
    """Raise unless a score may be added.

    Raises
    ------
    Refused
        For a second score, or declaration, of the same person.
    Conflict
        When both scores are in.
    BadInput
        For a mark that is missing, belongs to no criterion, or lies outside 0 to 5.
    """
    if any(score.assessor == new.assessor for score in scores):
        raise Refused("you have scored this application, or declared an interest in it.",
                      next_step="Ask another assessor.")  # fmt: skip
    if complete(scores):
        raise Conflict("both scores are in.", next_step="Open the grant to see them.")
    if not new.counts:
        return
    for criterion in criteria:
        mark = new.marks.get(criterion)
        if mark is None or not LEAST <= mark <= MOST:
            raise BadInput(f"'{criterion}' is marked from {LEAST} to {MOST}.", place=criterion,
                           next_step="Choose one of them.")  # fmt: skip
    if beyond := set(new.marks) - set(criteria):
        raise BadInput(f"the round has no criterion '{min(beyond)}'.", place=min(beyond))


def mean(scores: Sequence[Score]) -> Fraction | None:
    """Return the mean of both totals; ``None`` before both are in."""
    counted = [score.total for score in scores if score.counts]
    return Fraction(sum(counted), len(counted)) if complete(scores) else None


def far_apart(scores: Sequence[Score]) -> list[str]:
    """Return the criteria on which the two differ so much that they should talk."""
    first, second = [score for score in scores if score.counts][:ASSESSORS]
    return [
        name for name, mark in first.marks.items()
        if abs(mark - second.marks.get(name, mark)) >= FAR_APART
    ]  # fmt: skip
