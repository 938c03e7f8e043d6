"""What ends, and what must begin before: contracts in their order, gaps and overlaps in days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from beatwise.clock import day_words, months_later
from beatwise.plurals import counted


LEAD_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Term:
    """The term of one contract; ``follows`` is the number of the one whose place it takes."""

    number: int
    title: str
    starts: dt.date | None
    ends: dt.date | None
    follows: int | None = None
    old_ends: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """A contract that ends, and how what follows it stands; ``gap`` is whole days without one."""

    term: Term
    successor: Term | None
    gap: int | None
    words: str


def endings(terms: Iterable[Term], today: dt.date, months: int = LEAD_MONTHS) -> list[Ending]:
    """Return the contracts that end within so many months, the first to end first."""
    every = list(terms)
    following = {term.follows: term for term in every if term.follows is not None}
    soon = [t for t in every if t.ends and today <= t.ends <= months_later(today, months)]
    ordered = sorted(soon, key=lambda term: (term.ends or dt.date.max, term.number))
    return [_ending(term, following.get(term.number)) for term in ordered]


def gaps(terms: Iterable[Term]) -> list[tuple[Term, int]]:
    """Return the contracts that begin later than the day after the one before, with the days."""
    every = list(terms)
    ends = {term.number: term.ends for term in every}
    breaks = []
    for term in every:
        before = term.old_ends or (ends.get(term.follows) if term.follows else None)
        if before and term.starts and (days := (term.starts - before).days - 1) > 0:
            breaks.append((term, days))
    return breaks


def _ending(term: Term, successor: Term | None) -> Ending:
    assert term.ends is not None
    if successor is None:
        return Ending(term, None, None, "Nothing is planned to follow it.")
    if successor.starts is None:
        return Ending(term, successor, None, f"{successor.title} follows; no day is set.")
    gap = max(0, (successor.starts - term.ends).days - 1)
    begins = f"{successor.title} begins on {day_words(successor.starts)}"
    words = f"{begins}, the day after." if gap == 0 else f"{begins}: {counted(gap, 'day')} without."
    if (successor.starts - term.ends).days < 1:
        words = f"{begins}, before it ends."
    return Ending(term, successor, gap, words)
