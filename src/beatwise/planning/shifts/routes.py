"""Routes for a shift: prize-collecting vehicle routing with time windows, solved by PyVRP."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pyvrp import Model
from pyvrp.stop import MaxRuntime, MultipleCriteria, NoImprovement

from beatwise.planning.shifts.checker import faults
from beatwise.planning.shifts.greedy import as_plan, fill_up, plan_greedily
from beatwise.planning.shifts.problem import Call, ShiftPlan, ShiftProblem
from beatwise.planning.shifts.revisit_gap import windows_apart


UNREACHABLE = 1_000_000
FEWEST_TRIES = 300  # without a better plan, after which a small shift is as good as it gets


def plan_shift(problem: ShiftProblem, *, seconds: float = 10.0, seed: int = 1) -> ShiftPlan:
    """Return the best plan found in ``seconds``; greedy insertion where PyVRP finds none.

    Optional stops are optional clients with a prize. PyVRP knows no breaks: a stop tied to a
    walker is a required client with a unit of that walker's own load, which only his vehicle type
    carries. Same problem, seed and time limit do not promise the same plan (the limit is a clock);
    the plan that is kept is written down.
    """
    plan = _solve(problem, seconds, seed) if problem.calls else None
    if plan is not None and not faults(problem, plan):
        return plan
    return plan_greedily(problem)


def _solve(problem: ShiftProblem, seconds: float, seed: int) -> ShiftPlan | None:
    narrow = problem
    if problem.gap:  # PyVRP knows no gap: windows in which whatever it plans keeps it
        narrow = replace(problem, calls=windows_apart(problem, seed))
    model, clients = _model(narrow)
    enough = NoImprovement(max(FEWEST_TRIES, len(problem.calls) ** 2))
    stop = MultipleCriteria([MaxRuntime(seconds), enough])
    result = model.solve(stop, seed=seed, display=False)
    if not result.is_feasible():
        return None
    routes: list[list[Call]] = [[] for _ in range(problem.walkers)]
    for route in result.best.routes():
        routes[route.vehicle_type()] = [clients[step.idx] for step in route if step.is_client()]
    return (
        _widened(problem, routes, seed) if problem.gap else as_plan(problem, routes, "PyVRP", seed)
    )


def _widened(problem: ShiftProblem, routes: list[list[Call]], seed: int) -> ShiftPlan:
    """Return the plan in the stops' whole windows, with whatever else fits into them."""
    calls = {call.id: call for call in problem.calls}
    wide = [[calls[call.id] for call in route] for route in routes]
    if faults(problem, as_plan(problem, wide, "PyVRP", seed)):
        wide = routes
    on_route = {call.id for route in routes for call in route}
    waiting = [c for c in problem.calls if c.id not in on_route and not c.required]
    fill_up(problem, wide, sorted(waiting, key=lambda call: (-call.prize, call.id)))
    return as_plan(problem, wide, "PyVRP", seed)


def _model(problem: ShiftProblem) -> tuple[Model, list[Call]]:
    """Return the PyVRP model and its clients in PyVRP's order (clients are added last)."""
    model = Model()
    spots = [model.add_location(x=0, y=0, name=str(i)) for i in range(problem.walk.shape[0])]
    tied = sorted({c.walker for c in problem.calls if c.walker is not None})
    depots = {
        place: model.add_depot(spots[place]) for place in sorted({*problem.start, *problem.end})
    }
    for walker in range(problem.walkers):
        own = [sum(c.walker == w for c in problem.calls) if w == walker else 0 for w in tied]
        model.add_vehicle_type(
            capacity=own,
            start_depot=depots[problem.start[walker]],
            end_depot=depots[problem.end[walker]],
            tw_early=problem.on[walker],
            tw_late=problem.off[walker],
        )
    for call in problem.calls:
        model.add_client(
            spots[call.location],
            delivery=[int(call.walker == w) for w in tied],
            service_duration=call.service,
            tw_early=call.earliest,
            tw_late=call.latest,
            prize=call.prize,
            required=call.required,
        )
    seconds = np.where(np.isfinite(problem.walk), np.round(problem.walk), UNREACHABLE)
    for a, row in enumerate(seconds.astype(int).tolist()):
        for b, walk in enumerate(row):
            model.add_edge(spots[a], spots[b], distance=walk, duration=walk)
    return model, list(problem.calls)
