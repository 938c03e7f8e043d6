"""The days in which a duty holds, and those between them on which it stands still."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beatwise.accountability.timing.clocks import Pause


_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spell:
    """Days in which a duty holds, both included; ``last`` is ``None`` while it goes on."""

    first: dt.date
    last: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in the spell."""
        return self.first <= day and (self.last is None or day <= self.last)


def stills(spells: Sequence[Spell], pauses: Sequence[Pause]) -> list[tuple[dt.date, dt.date]]:
    """Return the spans after the start on which a duty stood still and that are over, in order.

    Each is from after its first day to its last; those that touch or overlap are one.
    """
    joined: list[tuple[dt.date, dt.date]] = []
    start = spells[0].first
    over = [(max(each.since, start), each.until) for each in every_still(spells, pauses)
            if each.until]  # fmt: skip
    for begin, until in sorted((begin, until) for begin, until in over if until > begin):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(until, joined[-1][1])
        else:
            joined.append((begin, until))
    return joined


def every_still(spells: Sequence[Spell], pauses: Sequence[Pause]) -> list[Pause]:
    """Return the pauses of a duty, and those between two of its spells."""
    return [*pauses, *_gaps(spells)]


def _gaps(spells: Sequence[Spell]) -> Iterator[Pause]:
    for before, after in itertools.pairwise(spells):
        if before.last is not None:  # where they touch, no day lies between
            yield Pause(before.last, after.first - _DAY)
