"""Regularity of delivery: whether visits to a hot spot start at the same time on other days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from beatwise.delivery.delivered_visit import DeliveredVisit


SAME_MINUTES = 10.0


def regularity(visits: Iterable[DeliveredVisit], within: float = SAME_MINUTES) -> float | None:
    """Return the share of pairs of days on which a visit starts within ten minutes of another's.

    For each hot spot and each two days with visits, the pair counts as alike by the share of the
    first day's visits with one of the other's within ``within`` minutes by the London clock. None
    where no hot spot was visited on two days.
    """
    starts: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for visit in visits:
        if visit.has_times:
            minute = visit.begins.hour * 60 + visit.begins.minute + visit.begins.second / 60
            starts[visit.spot][visit.begins.toordinal()].append(minute)
    alike = total = 0.0
    for days in starts.values():
        for one, other in combinations(days.values(), 2):
            alike += sum(any(abs(a - b) <= within for b in other) for a in one) / len(one)
            total += 1
    return alike / total if total else None
