"""How predictable a plan is: whether the same visit starts at the same time on other days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from beatwise.planning.plan import PlannedShift


SAME_SECONDS = 600


class VisitOfShift(NamedTuple):
    """A visit (a hot spot in one block) of one kind of shift on a beat, the same on every day."""

    beat: str
    shift: str
    call: str


def predictability(shifts: Iterable[PlannedShift], within: int = SAME_SECONDS) -> float | None:
    """Return the share of pairs of days on which a visit starts within ten minutes of itself.

    A visit is a hot spot in one block of one kind of shift. None where nothing is repeated.
    """
    starts: dict[VisitOfShift, list[float]] = defaultdict(list)
    for shift in shifts:
        for route in shift.routes:
            for stop in route.stops:
                if stop.kind == "visit":
                    after = stop.begins.timestamp() - shift.begins.timestamp()
                    starts[VisitOfShift(shift.beat, shift.shift, stop.call)].append(after)
    return same_share(starts.values(), within)


def same_share(starts: Iterable[Sequence[float]], within: int = SAME_SECONDS) -> float | None:
    """Return the share of pairs within so many seconds, over the starts of each visit."""
    same = pairs = 0
    for times in starts:
        for a, b in combinations(times, 2):
            pairs += 1
            same += abs(a - b) <= within
    return same / pairs if pairs else None
