"""Fill a rota with HiGHS through ``scipy.optimize.milp``: slower to start, and with a bound."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import floor

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from beatwise.planning.rota_problem import Duty, Rota, RotaProblem
from beatwise.planning.rota_score import objective


@dataclass(slots=True)
class _Rows:
    """Linear rows low <= a x <= high, gathered one by one."""

    data: list[float] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        for column, value in terms:
            self.columns.append(column)
            self.data.append(value)
        self.starts.append(len(self.data))
        self.low.append(low)
        self.high.append(high)


@dataclass(slots=True)
class _Model:
    """Columns with costs and upper limits, and the rows that bind them."""

    costs: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: _Rows = field(default_factory=_Rows)

    def column(self, cost: float = 0.0, upper: float = 1.0, whole: bool = True) -> int:
        self.costs.append(cost)
        self.upper.append(upper)
        self.whole.append(int(whole))
        return len(self.costs) - 1


def fill(
    problem: RotaProblem, *, seconds: float = 30.0, before: frozenset[Duty] = frozenset()
) -> Rota:
    """Return the best rota HiGHS finds in ``seconds``, with its proven bound.

    ``before``, the rota that stood, makes each added duty cost a change. Every rota keeps every
    rule of rest; places that cannot be filled stay empty and cost.
    """
    started = time.perf_counter()
    model, duty_columns = _build(problem, before)
    matrix = csr_array(
        (model.rows.data, model.rows.columns, model.rows.starts),
        shape=(len(model.rows.low), len(model.costs)),
    )
    solved = milp(
        np.array(model.costs),
        integrality=np.array(model.whole),
        bounds=Bounds(0, np.array(model.upper)),
        constraints=LinearConstraint(matrix, model.rows.low, model.rows.high),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    chosen: tuple[Duty, ...] = ()
    if solved.x is not None:
        chosen = tuple(duty for duty, column in duty_columns.items() if solved.x[column] > 0.5)
    return Rota(
        duties=chosen,
        objective=objective(problem, chosen, before),
        bound=getattr(solved, "mip_dual_bound", None),
        method="HiGHS",
        seconds=time.perf_counter() - started,
    )


def _build(problem: RotaProblem, before: frozenset[Duty]) -> tuple[_Model, dict[Duty, int]]:
    model = _Model()
    w = problem.weights
    duties = {
        Duty(p, q): 0
        for p, person in enumerate(problem.people)
        for q, post in enumerate(problem.posts)
        if problem.may_work(person, post)
    }
    for duty in duties:
        duties[duty] = model.column(w.change if before and duty not in before else 0.0)
    _fill_places(model, problem, duties)
    for p in range(len(problem.people)):
        own = {duty: column for duty, column in duties.items() if duty.person == p}
        _beats(model, problem, p, own)
        _rest(model, problem, p, own)
    return model, duties


def _fill_places(model: _Model, problem: RotaProblem, duties: dict[Duty, int]) -> None:
    w = problem.weights
    for q, post in enumerate(problem.posts):
        here = [(column, duty) for duty, column in duties.items() if duty.post == q]
        empty = model.column(floor(w.empty_place * post.risk), post.needed, whole=False)
        model.rows.add([(c, 1.0) for c, _ in here] + [(empty, 1.0)], post.needed, post.needed)
        if post.needs_powers and post.needed:
            lacking = model.column(w.without_powers, whole=False)
            able = [(c, 1.0) for c, duty in here if problem.people[duty.person].powers]
            model.rows.add([*able, (lacking, 1.0)], 1, np.inf)


def _beats(model: _Model, problem: RotaProblem, p: int, own: dict[Duty, int]) -> None:
    person, w = problem.people[p], problem.weights
    for beat in sorted(person.beats):
        used = model.column(w.home_pair if beat == person.home_beat else w.other_pair)
        for duty, column in own.items():
            if problem.posts[duty.post].beat == beat:
                model.rows.add([(column, 1.0), (used, -1.0)], -np.inf, 0)


def _rest(model: _Model, problem: RotaProblem, p: int, own: dict[Duty, int]) -> None:
    person = problem.people[p]
    rules = person.rules
    on_day: dict[int, list[int]] = {day: [] for day in range(problem.days)}
    by_time: dict[tuple[int, int], list[int]] = {}
    for duty, column in own.items():
        post = problem.posts[duty.post]
        on_day[post.day].append(column)
        by_time.setdefault((post.day, post.shift), []).append(column)
    for columns in on_day.values():
        if len(columns) > 1:
            model.rows.add([(c, 1.0) for c in columns], 0, 1)
    _between_duties(model, problem, p, by_time)
    for week in range(0, problem.days, 7):
        length = min(7, problem.days - week)
        most = min(person.most_shifts, rules.most_shifts)
        model.rows.add([(c, 1.0) for d in range(length) for c in on_day[week + d]], 0, most)
        _days_off(model, on_day, week, length, rules.days_off_together)
    window = rules.most_days_between_days_off + 1
    for first in range(problem.days - window + 1):
        columns = [c for day in range(first, first + window) for c in on_day[day]]
        model.rows.add([(c, 1.0) for c in columns], 0, window - 1)


def _between_duties(
    model: _Model, problem: RotaProblem, p: int, by_time: dict[tuple[int, int], list[int]]
) -> None:
    person = problem.people[p]
    rest = person.rules.rest_hours
    for first, columns in by_time.items():
        if any(problem.too_close(old, first, rest) for old in person.worked_before):
            model.rows.add([(c, 1.0) for c in columns], 0, 0)
        close = [
            c
            for second, later in by_time.items()
            if first[0] < second[0] <= first[0] + 2 and problem.too_close(first, second, rest)
            for c in later
        ]
        if close and columns:
            # At most one duty stands on any day, so one row for all that come too close is enough
            # when they are all on the next day; two days on never happens with shifts under 24 h.
            model.rows.add([(c, 1.0) for c in columns + close], 0, 1)


def _days_off(
    model: _Model, on_day: dict[int, list[int]], week: int, length: int, run: int
) -> None:
    if run == 0 or length < run:
        return
    begins = [model.column() for _ in range(length - run + 1)]
    model.rows.add([(c, 1.0) for c in begins], 1, np.inf)
    for offset, off in enumerate(begins):
        for day in range(week + offset, week + offset + run):
            if on_day[day]:
                model.rows.add([(c, 1.0) for c in on_day[day]] + [(off, 1.0)], 0, 1)
