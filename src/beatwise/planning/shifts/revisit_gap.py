"""The gap between visits to one place: how planners keep it; the checker tests it by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from beatwise.planning.shifts.problem import Call, Presence, ShiftPlan, ShiftProblem


Intervals = Sequence[tuple[int, int]]
Presences = Mapping[int, Intervals]  # of a place, when somebody is there


def presences(visits: Iterable[Presence]) -> dict[int, list[tuple[int, int]]]:
    """Return when somebody is at each place, in order."""
    by_place: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, begins, ends in sorted(visits):
        by_place[place].append((begins, ends))
    return dict(by_place)


def visits_of(problem: ShiftProblem, plan: ShiftPlan) -> list[Presence]:
    """Return the visits of a plan."""
    calls = {call.id: call for call in problem.calls if call.kind == "visit"}
    return [
        Presence(calls[stop.call].location, stop.begins, stop.ends)
        for route in plan.routes
        for stop in route
        if stop.call in calls
    ]


def first_start(begins: float, service: int, gap: int, others: Intervals) -> float:
    """Return the first start from ``begins`` on that keeps the gap before and after ``others``.

    ``others`` are in order of time.
    """
    for start, end in others:
        if begins < end + gap and begins + service > start - gap:
            begins = end + gap
    return begins


def windows_apart(problem: ShiftProblem, seed: int) -> tuple[Call, ...]:
    """Return the stops with windows so narrow that whatever is planned in them keeps the gap.

    Between two visits to a place the gap is taken from the end of the first window and the start
    of the second, in a share drawn for the place. Visits for which nothing is left are left out.
    """
    draw = np.random.default_rng(seed)
    by_place: dict[int, list[Call]] = defaultdict(list)
    for call in problem.calls:
        if call.kind == "visit":
            by_place[call.location].append(call)
    elsewhere = presences(problem.elsewhere)
    narrowed: dict[str, Call] = {}
    for place in sorted(by_place):
        share = float(draw.random())
        own = [_beside(call, problem.gap, elsewhere.get(place, ())) for call in by_place[place]]
        for call in _apart([c for c in own if c is not None], problem.gap, share):
            narrowed[call.id] = call
    return tuple(
        narrowed.get(call.id, call)
        for call in problem.calls
        if call.kind != "visit" or call.id in narrowed
    )


def _beside(call: Call, gap: int, others: Intervals) -> Call | None:
    """Return a visit with the longest part of its window that keeps the gap to ``others``."""
    parts, earliest = [], call.earliest
    for start, end in others:
        before = min(call.latest, start - gap - call.service)
        parts.append((earliest, before))
        earliest = max(earliest, end + gap)
    parts.append((earliest, call.latest))
    first, last = max(parts, key=lambda part: part[1] - part[0])
    return replace(call, earliest=first, latest=last) if first <= last else None


def _apart(calls: list[Call], gap: int, share: float) -> list[Call]:
    """Return visits to one place with windows a gap apart, in order of time.

    Where two cannot both be had, the one that is required or worth more stays.
    """
    in_order: list[Call] = []
    for call in sorted(calls, key=lambda c: (c.earliest, c.latest)):
        late: Call | None = call
        while late is not None and in_order:
            pair = _parted(in_order[-1], late, gap, share)
            if pair is not None:
                in_order[-1], late = pair
                break
            last = in_order[-1]
            if (last.required, last.prize) >= (late.required, late.prize):
                late = None
            else:
                in_order.pop()
        if late is not None:
            in_order.append(late)
    return in_order


def _parted(last: Call, call: Call, gap: int, share: float) -> tuple[Call, Call] | None:
    """Return two visits to a place with windows a gap apart; None where that leaves no window."""
    overlap = last.latest + last.service + gap - call.earliest
    if overlap <= 0:
        return last, call
    later = min(round(share * overlap), call.latest - call.earliest)
    sooner = min(overlap - later, last.latest - last.earliest)
    later = overlap - sooner
    if later > call.latest - call.earliest:
        return None
    return (
        replace(last, latest=last.latest - sooner),
        replace(call, earliest=call.earliest + later),
    )


def held_apart(problem: ShiftProblem, plan: ShiftPlan) -> dict[str, Call]:
    """Return the stops by id, those of ``plan`` with windows in which each may move by itself.

    A visit may be made later until the gap before the next one at its place, as planned.
    """
    calls = {call.id: call for call in problem.calls}
    if not problem.gap:
        return calls
    by_place: dict[int, list[tuple[int, int, str | None]]] = defaultdict(list)
    for place, begins, ends in problem.elsewhere:
        by_place[place].append((begins, ends, None))
    for route in plan.routes:
        for stop in route:
            if calls[stop.call].kind == "visit":
                place = calls[stop.call].location
                by_place[place].append((stop.begins, stop.ends, stop.call))
    for visits in by_place.values():
        visits.sort(key=lambda visit: visit[:2])
        for number, (begins, _, name) in enumerate(visits):
            if name is None:
                continue
            call = calls[name]
            earliest, latest = call.earliest, call.latest
            if number:
                _, before_ends, before = visits[number - 1]
                earliest = max(earliest, begins if before else before_ends + problem.gap)
            if number + 1 < len(visits):
                latest = min(latest, visits[number + 1][0] - problem.gap - call.service)
            calls[name] = replace(call, earliest=min(earliest, begins), latest=max(latest, begins))
    return calls
