"""Plans of one shift to choose from: all nearly as good, the one least like other days is taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from beatwise.planning.shifts.alternative_times import near, retimed
from beatwise.planning.shifts.checker import faults
from beatwise.planning.shifts.greedy import as_plan
from beatwise.planning.shifts.predictability import SAME_SECONDS, VisitOfShift
from beatwise.planning.shifts.problem import Call, ShiftPlan, Stop
from beatwise.planning.shifts.revisit_gap import held_apart
from beatwise.planning.shifts.tasks import ShiftTask


LEAST_COVERED = 0.96  # of the covered risk of the best plan known, which every choice must reach
SWAPS = 20  # tries a choice
SOON_S, SOON_COSTS = 900, 6  # a hot spot visited again so soon is as bad as six starts alike
LONGER = 1.1


@dataclass(slots=True)
class Starts:
    """When each visit starts, by (beat, kind of shift, visit) and by number of the shift."""

    at: dict[VisitOfShift, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def put(self, index: int, task: ShiftTask, plan: ShiftPlan) -> None:
        """Write down a shift's starts in place of those it had."""
        beat, shift = task.need.beat, task.need.shift
        for call in task.problem.calls:
            self.at[VisitOfShift(beat, shift, call.id)].pop(index, None)
        for stop in _stops(plan):
            if stop.call in task.risk:
                self.at[VisitOfShift(beat, shift, stop.call)][index] = stop.begins

    def of_each(self) -> list[list[int]]:
        """Return the starts of each visit."""
        return [list(starts.values()) for starts in self.at.values()]

    def others(self, index: int, task: ShiftTask) -> Callable[[str], Sequence[int]]:
        """Return what tells a visit's starts in every other shift of the kind."""
        beat, shift = task.need.beat, task.need.shift

        def other_starts(call: str) -> list[int]:
            starts = self.at.get(VisitOfShift(beat, shift, call), {})
            return [begins for number, begins in starts.items() if number != index]

        return other_starts


@dataclass(slots=True)
class Choice:
    """The plans found for one shift, each kept as the order of its stops."""

    task: ShiftTask
    orders: dict[tuple[tuple[str, ...], ...], tuple[float, str]] = field(default_factory=dict)
    solved: bool = False  # whether it was also planned in full, without varying anything
    walked: int = 0  # the most seconds that a plan found by a planner walks

    def add(self, plan: ShiftPlan) -> None:
        """Keep a plan if it is whole; times may have been drawn, the order is what counts."""
        order = tuple(tuple(stop.call for stop in route) for route in plan.routes)
        if order not in self.orders and not faults(self.task.problem, self.timed(order, "")):
            self.orders[order] = covered(self.task, plan), plan.method
            self.walked = max(self.walked, plan.walked)

    def timed(self, order: tuple[tuple[str, ...], ...], method: str) -> ShiftPlan:
        """Return the plan of an order at its earliest times."""
        calls = {call.id: call for call in self.task.problem.calls}
        routes: list[list[Call]] = [[calls[name] for name in route] for route in order]
        return as_plan(self.task.problem, routes, method, self.task.seed)

    @property
    def best_covered(self) -> float:
        """The most risk that any plan found covers."""
        return max((risk for risk, _ in self.orders.values()), default=0.0)

    def least_like(
        self,
        others: Callable[[str], Sequence[int]],
        draw: np.random.Generator,
        allowed: Callable[[ShiftPlan], bool],
    ) -> ShiftPlan | None:
        """Return the plan with the fewest starts near other days' that covers nearly the most."""
        floor = LEAST_COVERED * self.best_covered
        best: tuple[tuple[int, float], ShiftPlan] | None = None
        for order, (risk, method) in self.orders.items():
            if risk < floor:
                continue
            plan = self.timed(order, method)
            if allowed(plan) and not faults(self.task.problem, plan):
                plan, same = self._moved(plan, others, draw)
                if best is None or (same, -risk) < best[0]:
                    best = (same, -risk), plan
        return self._reordered(best, others, draw) if best else None

    def _reordered(
        self,
        least: tuple[tuple[int, float], ShiftPlan],
        others: Callable[[str], Sequence[int]],
        draw: np.random.Generator,
    ) -> ShiftPlan:
        """Return the plan with visits swapped while that makes it less like other days.

        What is covered stays; the walk may grow by a tenth over that of the planners' plans.
        """
        (same, _), best = least
        for _ in range(SWAPS):
            if not same:
                break
            order = _swapped([[stop.call for stop in route] for route in best.routes], draw)
            plan = self.timed(order, best.method)
            if plan.walked > LONGER * self.walked or faults(self.task.problem, plan):
                continue
            plan, count = self._moved(plan, others, draw)
            if count < same:
                same, best = count, plan
        return best

    def _moved(
        self, plan: ShiftPlan, others: Callable[[str], Sequence[int]], draw: np.random.Generator
    ) -> tuple[ShiftPlan, int]:
        calls: Mapping[str, Call] = held_apart(self.task.problem, plan)
        routes, same = [], 0
        for walker, route in enumerate(plan.routes):
            calls_on_route = [calls[stop.call] for stop in route]
            moved = retimed(self.task.problem, walker, calls_on_route, others, draw, SAME_SECONDS)
            stops, count = moved or (route, _same(route, calls, others))
            routes.append(stops)
            same += count + SOON_COSTS * soon_again(stops)
        new = replace(plan, routes=tuple(routes))
        if faults(self.task.problem, new):  # never seen; the earliest times always stand
            return plan, sum(_same(route, calls, others) for route in plan.routes)
        return new, same


def _swapped(routes: list[list[str]], draw: np.random.Generator) -> tuple[tuple[str, ...], ...]:
    """Return the routes with two stops near each other in one of them swapped."""
    route = routes[int(draw.integers(len(routes)))]
    if len(route) > 1:
        a = int(draw.integers(len(route) - 1))
        b = min(len(route) - 1, a + 1 + int(draw.integers(3)))
        route[a], route[b] = route[b], route[a]
    return tuple(tuple(route) for route in routes)


def soon_again(stops: Sequence[Stop]) -> int:
    """Return how often a route comes back to the hot spot it has just left, within 15 minutes."""
    return sum(
        a.call.split("#")[0] == b.call.split("#")[0] and b.begins - a.ends < SOON_S
        for a, b in pairwise(stops)
        if "#" in a.call
    )


def covered(task: ShiftTask, plan: ShiftPlan) -> float:
    """Return the risk that a plan's visits cover."""
    return sum(task.risk.get(stop.call, 0.0) for stop in _stops(plan))


def _same(
    route: Sequence[Stop], calls: Mapping[str, Call], others: Callable[[str], Sequence[int]]
) -> int:
    return sum(
        near(stop.begins, others(stop.call), SAME_SECONDS)
        for stop in route
        if calls[stop.call].kind == "visit"
    )


def _stops(plan: ShiftPlan) -> list[Stop]:
    return [stop for route in plan.routes for stop in route]
