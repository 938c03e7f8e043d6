"""Greedy insertion: the plain planner that any optimiser must beat, and the fallback."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from beatwise.planning.shifts.problem import Call, Presence, ShiftPlan, ShiftProblem, Stop
from beatwise.planning.shifts.revisit_gap import Presences, first_start, presences


class Insertion(NamedTuple):
    """A stop put into a walker's route at a position, and what that gains."""

    gain: float
    walker: int
    position: int
    call: Call


def plan_greedily(problem: ShiftProblem) -> ShiftPlan:
    """Insert required stops first, then the most valuable one that still fits, one at a time.

    Each round makes the insertion with the best prize less extra walking; it stops when no
    insertion gains. Deterministic.
    """
    routes: list[list[Call]] = [[] for _ in range(problem.walkers)]
    waiting = sorted(problem.calls, key=lambda call: (not call.required, -call.prize, call.id))
    for call in [c for c in waiting if c.required]:
        _insert_best(problem, routes, call)
    fill_up(problem, routes, [c for c in waiting if not c.required])
    return as_plan(problem, routes, "greedy insertion", 0)


def fill_up(problem: ShiftProblem, routes: list[list[Call]], waiting: list[Call]) -> None:
    """Insert into ``routes`` whichever of the waiting stops still fits and gains most, in turn."""
    optional = list(waiting)
    while optional:
        best: Insertion | None = None
        state = _state(problem, routes)
        for call in optional:
            place = _best_place(problem, routes, call, state, best.gain if best else 0.0)
            if place is not None:
                best = place
        if best is None:
            break
        routes[best.walker].insert(best.position, best.call)
        optional.remove(best.call)


def as_plan(problem: ShiftProblem, routes: list[list[Call]], method: str, seed: int) -> ShiftPlan:
    """Time each route as early as possible and return the plan with its value."""
    timed = timetables(problem, routes)
    on_route = {call.id for route in routes for call in route}
    walked = sum(walking(problem, walker, route) for walker, route in enumerate(routes))
    return ShiftPlan(
        routes=tuple(tuple(stops or ()) for stops in timed),
        left_out=tuple(call.id for call in problem.calls if call.id not in on_route),
        value=sum(call.prize for route in routes for call in route) - walked,
        walked=walked,
        method=method,
        seed=seed,
    )


def timetables(problem: ShiftProblem, routes: Sequence[list[Call]]) -> list[list[Stop] | None]:
    """Return every route's stops as early as they can be; None for one that cannot be walked.

    With a gap between visits the stops of all routes are timed in the order in which they begin,
    each after those already timed.
    """
    if not problem.gap:
        return [timetable(problem, walker, route) for walker, route in enumerate(routes)]
    timed: list[list[Stop]] = [[] for _ in routes]
    broken: set[int] = set()
    there = {place: list(times) for place, times in presences(problem.elsewhere).items()}

    def following(walker: int) -> int:
        done, route = timed[walker], routes[walker]
        place = route[len(done) - 1].location if done else problem.start[walker]
        clock = float(done[-1].ends) if done else float(problem.on[walker])
        return _start(problem, place, clock, route[len(done)], there)

    while open_routes := [
        w for w, route in enumerate(routes) if w not in broken and len(timed[w]) < len(route)
    ]:
        begins, walker = min((following(w), w) for w in open_routes)
        call = routes[walker][len(timed[walker])]
        if begins > call.latest:
            broken.add(walker)
            continue
        timed[walker].append(Stop(call.id, begins, begins + call.service))
        if call.kind == "visit":
            insort(there.setdefault(call.location, []), (begins, begins + call.service))
    return [
        stops if walker not in broken and _home(problem, walker, routes[walker], stops) else None
        for walker, stops in enumerate(timed)
    ]


def timetable(
    problem: ShiftProblem, walker: int, route: list[Call], others: Presences | None = None
) -> list[Stop] | None:
    """Return the route's stops as early as they can be, or None when it cannot be walked.

    ``others`` says when somebody else is at a place; without it only visits of other shifts count.
    """
    there: dict[int, list[tuple[int, int]]] = {}
    if problem.gap:
        known = presences(problem.elsewhere) if others is None else others
        there = {call.location: list(known.get(call.location, ())) for call in route}
    place, clock, stops = problem.start[walker], float(problem.on[walker]), []
    for call in route:
        whole = _start(problem, place, clock, call, there)
        if whole > call.latest:
            return None
        stops.append(Stop(call.id, whole, whole + call.service))
        if problem.gap and call.kind == "visit":
            insort(there[call.location], (whole, whole + call.service))
        place, clock = call.location, float(whole + call.service)
    return stops if _home(problem, walker, route, stops) else None


def _start(problem: ShiftProblem, place: int, clock: float, call: Call, there: Presences) -> int:
    """Return the first whole second at which a stop can begin; past its latest if there is none."""
    begins = max(clock + float(problem.walk[place, call.location]), call.earliest)
    if begins > call.latest:
        return call.latest + 1
    if problem.gap and call.kind == "visit":
        begins = first_start(begins, call.service, problem.gap, there.get(call.location, ()))
    return int(-(-begins // 1))


def _home(problem: ShiftProblem, walker: int, route: Sequence[Call], stops: list[Stop]) -> bool:
    """Say whether a walker is back in time after the last of the stops."""
    place = route[-1].location if route else problem.start[walker]
    clock = float(stops[-1].ends) if stops else float(problem.on[walker])
    return bool(clock + problem.walk[place, problem.end[walker]] <= problem.off[walker])


class _State(NamedTuple):
    """Routes as timed, and for each walker when others are at each place (None: no gap to keep)."""

    timed: list[list[Stop] | None]
    others: list[Presences | None]
    walk: list[list[float]]


def _state(problem: ShiftProblem, routes: list[list[Call]]) -> _State:
    timed, walk = timetables(problem, routes), problem.walk.tolist()
    if not problem.gap:
        return _State(timed, [None] * len(routes), walk)
    visits = [
        [
            Presence(call.location, stop.begins, stop.ends)
            for call, stop in zip(route, stops or (), strict=False)
            if call.kind == "visit"
        ]
        for route, stops in zip(routes, timed, strict=True)
    ]
    others: list[Presences | None] = [
        presences([*problem.elsewhere, *chain.from_iterable(visits[:at] + visits[at + 1 :])])
        for at in range(len(routes))
    ]
    return _State(timed, others, walk)


def _cannot_fit(
    problem: ShiftProblem, state: _State, walker: int, route: list[Call], position: int, call: Call
) -> bool:
    """Say whether a stop plainly cannot stand at a position: the stops before it stay as timed."""
    stops, walk = state.timed[walker], state.walk
    if stops is None:
        return False
    place = route[position - 1].location if position else problem.start[walker]
    clock = stops[position - 1].ends if position else problem.on[walker]
    begins = max(clock + walk[place][call.location], call.earliest)
    if begins > call.latest:
        return True
    ends = begins + call.service
    if position == len(route):
        return ends + walk[call.location][problem.end[walker]] > problem.off[walker]
    return ends + walk[call.location][route[position].location] > route[position].latest


def walking(problem: ShiftProblem, walker: int, route: list[Call]) -> int:
    """Return the seconds walked on a route, the way home included."""
    places = [problem.start[walker], *(call.location for call in route), problem.end[walker]]
    return sum(round(float(problem.walk[a, b])) for a, b in pairwise(places))


def _best_place(
    problem: ShiftProblem,
    routes: list[list[Call]],
    call: Call,
    state: _State,
    better_than: float = float("-inf"),
) -> Insertion | None:
    """Return the best insertion above ``better_than``, if any fits."""
    best: Insertion | None = None
    walk = state.walk
    for walker, route in enumerate(routes):
        if call.walker is not None and call.walker != walker:
            continue
        places = [problem.start[walker], *(c.location for c in route), problem.end[walker]]
        for position in range(len(route) + 1):
            a, b = places[position], places[position + 1]
            extra = walk[a][call.location] + walk[call.location][b] - walk[a][b]
            gain = call.prize - extra
            if gain <= (best.gain if best else better_than):
                continue
            if _cannot_fit(problem, state, walker, route, position, call):
                continue
            trial = [*route[:position], call, *route[position:]]
            if timetable(problem, walker, trial, state.others[walker]) is not None:
                best = Insertion(gain, walker, position, call)
    return best


def _insert_best(problem: ShiftProblem, routes: list[list[Call]], call: Call) -> None:
    place = _best_place(problem, routes, call, _state(problem, routes))
    if place is not None:
        routes[place.walker].insert(place.position, call)
