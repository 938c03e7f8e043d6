"""Greedy insertion: the plain planner that any optimiser must beat, and the fallback."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from beatwise.planning.shifts.problem import Call, ShiftPlan, ShiftProblem, Stop


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
    optional = [c for c in waiting if not c.required]
    while optional:
        best: Insertion | None = None
        for call in optional:
            place = _best_place(problem, routes, call, better_than=best.gain if best else 0.0)
            if place is not None:
                best = place
        if best is None:
            break
        routes[best.walker].insert(best.position, best.call)
        optional.remove(best.call)
    return as_plan(problem, routes, "greedy insertion", 0)


def as_plan(problem: ShiftProblem, routes: list[list[Call]], method: str, seed: int) -> ShiftPlan:
    """Time each route as early as possible and return the plan with its value."""
    timed = [timetable(problem, walker, route) for walker, route in enumerate(routes)]
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


def timetable(problem: ShiftProblem, walker: int, route: list[Call]) -> list[Stop] | None:
    """Return the route's stops as early as they can be, or None when it cannot be walked."""
    place, clock, stops = problem.start[walker], float(problem.on[walker]), []
    for call in route:
        begins = max(clock + problem.walk[place, call.location], call.earliest)
        if begins > call.latest:
            return None
        whole = int(-(-begins // 1))
        stops.append(Stop(call.id, whole, whole + call.service))
        place, clock = call.location, float(whole + call.service)
    home = problem.walk[place, problem.end[walker]]
    return stops if clock + home <= problem.off[walker] else None


def walking(problem: ShiftProblem, walker: int, route: list[Call]) -> int:
    """Return the seconds walked on a route, the way home included."""
    places = [problem.start[walker], *(call.location for call in route), problem.end[walker]]
    return sum(round(float(problem.walk[a, b])) for a, b in pairwise(places))


def _best_place(
    problem: ShiftProblem,
    routes: list[list[Call]],
    call: Call,
    better_than: float = float("-inf"),
) -> Insertion | None:
    """Return the best insertion above ``better_than``, if any fits."""
    best: Insertion | None = None
    for walker, route in enumerate(routes):
        if call.walker is not None and call.walker != walker:
            continue
        places = [problem.start[walker], *(c.location for c in route), problem.end[walker]]
        for position in range(len(route) + 1):
            a, b = places[position], places[position + 1]
            extra = (
                problem.walk[a, call.location] + problem.walk[call.location, b] - problem.walk[a, b]
            )
            gain = call.prize - float(extra)
            if gain <= (best.gain if best else better_than):
                continue
            trial = [*route[:position], call, *route[position:]]
            if timetable(problem, walker, trial) is not None:
                best = Insertion(gain, walker, position, call)
    return best


def _insert_best(problem: ShiftProblem, routes: list[list[Call]], call: Call) -> None:
    place = _best_place(problem, routes, call)
    if place is not None:
        routes[place.walker].insert(place.position, call)
