"""Fill a rota with OR-tools CP-SAT: every post in seconds. Needs the ``[rota]`` extra."""

from __future__ import annotations

import time
from math import floor
from typing import TYPE_CHECKING

from beatwise.planning.rota.problem import Duty, Person, Rota, RotaProblem
from beatwise.planning.rota.rota_score import objective


if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExprT


def available() -> bool:
    """Say whether OR-tools is installed."""
    from importlib.util import find_spec

    return find_spec("ortools") is not None


def fill(
    problem: RotaProblem,
    *,
    seconds: float = 10.0,
    seed: int = 1,
    before: frozenset[Duty] = frozenset(),
    hint: tuple[Duty, ...] = (),
    workers: int = 2,
) -> Rota:
    """Return the best rota CP-SAT finds in ``seconds``; same rules and objective as HiGHS.

    ``hint`` is a rota to start from.
    """
    from ortools.sat.python import cp_model

    started = time.perf_counter()
    model = cp_model.CpModel()
    w = problem.weights
    costs = []
    duties = {
        Duty(p, q): model.new_bool_var(f"d{p}_{q}")
        for p, person in enumerate(problem.people)
        for q, post in enumerate(problem.posts)
        if problem.may_work(person, post)
    }
    hinted = set(hint or before)
    for duty, variable in duties.items():
        if hinted:
            model.add_hint(variable, duty in hinted)
        if before and duty not in before:
            costs.append(int(w.change) * variable)
    by_post = [
        [(d, v) for d, v in duties.items() if d.post == q] for q in range(len(problem.posts))
    ]
    for post, here in zip(problem.posts, by_post, strict=True):
        empty = model.new_int_var(0, post.needed, "")
        model.add(sum(v for _, v in here) + empty == post.needed)
        costs.append(floor(w.empty_place * post.risk) * empty)
        if post.needs_powers and post.needed:
            lacking = model.new_bool_var("")
            able = [v for d, v in here if problem.people[d.person].powers]
            model.add_bool_or([*able, lacking])
            costs.append(int(w.without_powers) * lacking)
    for p, person in enumerate(problem.people):
        own = [(d, v) for d, v in duties.items() if d.person == p]
        costs += _person(model, problem, person, own)
    model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    status = solver.solve(model)
    solved = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    best = tuple(d for d, v in duties.items() if solver.boolean_value(v)) if solved else ()
    return Rota(
        duties=best,
        objective=objective(problem, best, before),
        bound=float(solver.best_objective_bound) if solved else None,
        method="CP-SAT",
        seconds=time.perf_counter() - started,
    )


def _person(
    model: CpModel, problem: RotaProblem, person: Person, own: list[tuple[Duty, IntVar]]
) -> list[LinearExprT]:
    """Add one person's rules and return the costs of the beats used."""
    rules, w = person.rules, problem.weights
    on_day = {
        day: [v for d, v in own if problem.posts[d.post].day == day] for day in range(problem.days)
    }
    works = {}
    for day, variables in on_day.items():
        works[day] = model.new_bool_var("")
        model.add(sum(variables) == works[day])
    times = [((problem.posts[d.post].day, problem.posts[d.post].shift), v) for d, v in own]
    for i, (first, v) in enumerate(times):
        if any(problem.too_close(old, first, rules.rest_hours) for old in person.worked_before):
            model.add(v == 0)
        for second, u in times[i + 1 :]:
            if first[0] != second[0] and problem.too_close(first, second, rules.rest_hours):
                model.add_at_most_one([v, u])
    for week in range(0, problem.days, 7):
        days = range(week, min(week + 7, problem.days))
        model.add(sum(works[d] for d in days) <= min(person.most_shifts, rules.most_shifts))
        run = rules.days_off_together
        if run and len(days) >= run:
            begins = [model.new_bool_var("") for _ in range(len(days) - run + 1)]
            model.add_bool_or(begins)
            for offset, off in enumerate(begins):
                for day in range(week + offset, week + offset + run):
                    model.add_implication(off, works[day].negated())
    window = rules.most_days_between_days_off + 1
    worked = {day for day, _ in person.worked_before}
    for opening in range(1 - window, problem.days - window + 1):
        days = range(opening, opening + window)
        most = max(0, window - 1 - sum(day in worked for day in days))
        model.add(sum(works[d] for d in days if d >= 0) <= most)
    costs = []
    for beat in sorted(person.beats):
        here = [v for d, v in own if problem.posts[d.post].beat == beat]
        if here:
            used = model.new_bool_var("")
            model.add_max_equality(used, here)
            costs.append(int(w.home_pair if beat == person.home_beat else w.other_pair) * used)
    return costs
