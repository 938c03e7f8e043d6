"""A rota as a linear model in whole numbers, solved by HiGHS through ``scipy.optimize.milp``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import floor

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from beatwise.planning.rota.problem import Duty, RotaProblem


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
class Model:
    """Columns with costs and upper limits, and the rows that bind them.

    ``duties`` gives each duty's column.
    """

    costs: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    used: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    empty: dict[str, list[int]] = field(default_factory=dict)
    rows: _Rows = field(default_factory=_Rows)
    duties: dict[Duty, int] = field(default_factory=dict)
    matrix: csr_array | None = None

    def solve(
        self, seconds: float, fixed: dict[int, float] | None = None
    ) -> tuple[tuple[Duty, ...], float | None]:
        """Return the duties of the best rota found in ``seconds``, and the bound.

        ``fixed`` holds columns at a value; the bound is then of that part of the problem only.
        """
        low, high = np.zeros(len(self.costs)), np.array(self.upper, float)
        for column, value in (fixed or {}).items():
            low[column] = high[column] = value
        solved = milp(
            np.array(self.costs),
            integrality=np.array(self.whole),
            bounds=Bounds(low, high),
            constraints=LinearConstraint(self.matrix, self.rows.low, self.rows.high),
            options={"time_limit": max(seconds, 0.1), "mip_rel_gap": 0.0},
        )
        if solved.x is None:
            return (), getattr(solved, "mip_dual_bound", None)
        best = tuple(duty for duty, column in self.duties.items() if solved.x[column] > 0.5)
        return best, getattr(solved, "mip_dual_bound", None)

    def column(self, cost: float = 0.0, upper: float = 1.0, whole: bool = True) -> int:
        """Add a column and return its number."""
        self.costs.append(cost)
        self.upper.append(upper)
        self.whole.append(int(whole))
        return len(self.costs) - 1


def build(problem: RotaProblem, before: frozenset[Duty] = frozenset()) -> Model:
    """Return the whole rota as a linear model in whole numbers."""
    model, duties = _build(problem, before)
    model.duties = duties
    model.matrix = csr_array(
        (model.rows.data, model.rows.columns, model.rows.starts),
        shape=(len(model.rows.low), len(model.costs)),
    )
    return model


def _build(problem: RotaProblem, before: frozenset[Duty]) -> tuple[Model, dict[Duty, int]]:
    model = Model()
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
    _enough_faces(model, problem)
    return model, duties


def _fill_places(model: Model, problem: RotaProblem, duties: dict[Duty, int]) -> None:
    w = problem.weights
    for q, post in enumerate(problem.posts):
        here = [(column, duty) for duty, column in duties.items() if duty.post == q]
        empty = model.column(floor(w.empty_place * post.risk), post.needed, whole=False)
        model.empty.setdefault(post.beat, []).append(empty)
        model.rows.add([(c, 1.0) for c, _ in here] + [(empty, 1.0)], post.needed, post.needed)
        if post.needs_powers and post.needed:
            lacking = model.column(w.without_powers, whole=False)
            able = [(c, 1.0) for c, duty in here if problem.people[duty.person].powers]
            model.rows.add([*able, (lacking, 1.0)], 1, np.inf)


def _beats(model: Model, problem: RotaProblem, p: int, own: dict[Duty, int]) -> None:
    """Link a person's duties to the beats used, by day and by the most shifts that can be worked.

    At most one duty stands on a day, so a row a day says as much as one a duty; the row over the
    whole rota is what lifts the bound: nobody fills seven days from one beat on five shifts.
    """
    person, w = problem.people[p], problem.weights
    most = most_duties(problem, p)
    for beat in sorted(person.beats):
        by_day: dict[int, list[int]] = {}
        for duty, column in own.items():
            post = problem.posts[duty.post]
            if post.beat == beat:
                by_day.setdefault(post.day, []).append(column)
        if not by_day:
            continue
        used = model.column(w.home_pair if beat == person.home_beat else w.other_pair)
        model.used.setdefault(beat, []).append((used, most))
        for columns in by_day.values():
            model.rows.add([(c, 1.0) for c in columns] + [(used, -1.0)], -np.inf, 0)
        every = [(c, 1.0) for columns in by_day.values() for c in columns]
        model.rows.add([*every, (used, -float(most))], -np.inf, 0)


def _enough_faces(model: Model, problem: RotaProblem) -> None:
    """Say how many people a beat needs at least, rounded up (a Chvatal-Gomory cut)."""
    for beat, used in model.used.items():
        places = sum(post.needed for post in problem.posts if post.beat == beat)
        largest = max(most for _, most in used)
        empty = [(c, 1.0) for c in model.empty.get(beat, [])]
        least = -(-places // largest) if largest else 0
        model.rows.add([*((c, 1.0) for c, _ in used), *empty], least, np.inf)


def most_duties(problem: RotaProblem, p: int) -> int:
    """Return the most duties a person can work in the whole rota by contract and rules."""
    person = problem.people[p]
    weekly = min(person.most_shifts, person.rules.most_shifts)
    total = 0
    for week in range(0, problem.days, 7):
        days = [d for d in range(week, min(week + 7, problem.days)) if d not in person.away]
        length = min(7, problem.days - week)
        run = person.rules.days_off_together
        total += min(weekly, len(days), length - run if length >= run else length)
    return total


def _rest(model: Model, problem: RotaProblem, p: int, own: dict[Duty, int]) -> None:
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
    _runs_of_days(model, problem, p, on_day)


def _runs_of_days(model: Model, problem: RotaProblem, p: int, on_day: dict[int, list[int]]) -> None:
    """Leave a day off in every longest run, counting days worked before the rota starts."""
    person = problem.people[p]
    window = person.rules.most_days_between_days_off + 1
    worked = {day for day, _ in person.worked_before}
    for first in range(1 - window, problem.days - window + 1):
        days = range(first, first + window)
        columns = [c for day in days if day >= 0 for c in on_day[day]]
        if columns and (first >= 0 or any(day in worked for day in days)):
            most = window - 1 - sum(day in worked for day in days)
            model.rows.add([(c, 1.0) for c in columns], 0, max(0, most))


def _between_duties(
    model: Model, problem: RotaProblem, p: int, by_time: dict[tuple[int, int], list[int]]
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
        early = [
            c
            for second, before in by_time.items()
            if first[0] - 2 <= second[0] < first[0] and problem.too_close(second, first, rest)
            for c in before
        ]
        if early and columns:
            model.rows.add([(c, 1.0) for c in columns + early], 0, 1)


def _days_off(model: Model, on_day: dict[int, list[int]], week: int, length: int, run: int) -> None:
    if run == 0 or length < run:
        return
    begins = [model.column() for _ in range(length - run + 1)]
    model.rows.add([(c, 1.0) for c in begins], 1, np.inf)
    for offset, off in enumerate(begins):
        for day in range(week + offset, week + offset + run):
            if on_day[day]:
                model.rows.add([(c, 1.0) for c in on_day[day]] + [(off, 1.0)], 0, 1)
