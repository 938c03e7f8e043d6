"""An independent, plain checker of planned shifts: it shares no code with any optimiser."""

from __future__ import annotations

from beatwise.planning.shifts.problem import Call, ShiftPlan, ShiftProblem


def faults(problem: ShiftProblem, plan: ShiftPlan) -> list[str]:
    """Return every way in which ``plan`` breaks ``problem``, in words; an empty list is a pass.

    Checks: each stop once and by the walker it is tied to, windows, service in full, walking
    between stops, back in time, every required stop made, the gap between visits to one place (by
    any walker, and by other shifts), and the stated value.
    """
    calls = {call.id: call for call in problem.calls}
    broken: list[str] = []
    visited: list[str] = []
    walked = prizes = 0
    if len(plan.routes) != problem.walkers:
        broken.append(f"{len(plan.routes)} routes were planned for {problem.walkers} walkers")
    for walker, route in enumerate(plan.routes[: problem.walkers]):
        place, clock = problem.start[walker], problem.on[walker]
        for stop in route:
            call = calls.get(stop.call)
            if call is None:
                broken.append(f"walker {walker}: stop {stop.call} is not one of the stops")
                continue
            visited.append(call.id)
            prizes += call.prize
            step = float(problem.walk[place, call.location])
            walked += round(step) if step < float("inf") else 0
            if clock + step > stop.begins + 1e-6:
                broken.append(f"walker {walker}: cannot reach {call.id} by {stop.begins} s")
            if not call.earliest <= stop.begins <= call.latest:
                broken.append(f"walker {walker}: {call.id} starts outside its window")
            if stop.ends - stop.begins != call.service:
                broken.append(f"walker {walker}: {call.id} lasts {stop.ends - stop.begins} s")
            if call.walker is not None and call.walker != walker:
                broken.append(f"walker {walker}: {call.id} belongs to walker {call.walker}")
            place, clock = call.location, stop.ends
        home = float(problem.walk[place, problem.end[walker]])
        walked += round(home) if home < float("inf") else 0
        if clock + home > problem.off[walker] + 1e-6:
            broken.append(f"walker {walker}: is not back by {problem.off[walker]} s")
    broken += [f"{name} is visited {visited.count(name)} times" for name in _repeated(visited)]
    broken += [f"{c.id} is required and left out" for c in problem.calls if _missed(c, visited)]
    broken += _too_soon(problem, plan)
    missing = set(calls) - set(visited) - set(plan.left_out)
    broken += [f"{name} is neither visited nor listed as left out" for name in sorted(missing)]
    both = sorted(set(plan.left_out) & set(visited))
    broken += [f"{name} is listed as left out and visited" for name in both]
    if plan.value != prizes - walked:
        broken.append(f"the value is stated as {plan.value} and comes to {prizes - walked}")
    return broken


def _too_soon(problem: ShiftProblem, plan: ShiftPlan) -> list[str]:
    """Say which visits begin within the gap after another visit to the same place has ended."""
    if not problem.gap:
        return []
    calls = {call.id: call for call in problem.calls if call.kind == "visit"}
    visits = [
        (calls[stop.call].location, stop.begins, stop.ends, stop.call)
        for route in plan.routes
        for stop in route
        if stop.call in calls
    ]
    others = [(*visit, "a visit of another shift") for visit in problem.elsewhere]
    return [
        f"{name} begins {(begins - end) / 60:g} minutes after {other} at the same place; the gap "
        f"is {problem.gap / 60:g} minutes"
        for place, begins, ends, name in [*visits, *others]
        for there, start, end, other in [*visits, *others]
        if place == there and name != other and (start, end) <= (begins, ends)
        and begins - end < problem.gap
    ]  # fmt: skip


def _repeated(visited: list[str]) -> list[str]:
    return sorted({name for name in visited if visited.count(name) > 1})


def _missed(call: Call, visited: list[str]) -> bool:
    return call.required and call.id not in visited
