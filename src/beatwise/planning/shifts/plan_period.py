"""A period's plan: draft every shift by greedy insertion, improve each, and put it together.

The draft is whole from the first moment, so whenever improving stops the plan can be used.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from beatwise.planning.beats.ground import BeatGround
from beatwise.planning.dates import day_range
from beatwise.planning.dose import Dose
from beatwise.planning.plan import Spot
from beatwise.planning.shifts.allocation import Allocation, Need, allocate
from beatwise.planning.shifts.greedy import plan_greedily
from beatwise.planning.shifts.predictability import same_share
from beatwise.planning.shifts.problem import Presence, ShiftPlan
from beatwise.planning.shifts.revisit_gap import visits_of
from beatwise.planning.shifts.routes import plan_shift
from beatwise.planning.shifts.runs_of_days import (
    Days,
    can_run,
    has_run,
    weeks_of,
    weeks_short,
)
from beatwise.planning.shifts.tasks import EASY_SPREAD, ShiftTask, shift_task
from beatwise.planning.shifts.vary_times import Choice, Starts, covered
from beatwise.planning.team.clock_changes import refuse_change
from beatwise.planning.team.team import Team
from beatwise.planning.windows import ASSUMED, Window


OWED = 3.0  # how much more a hot spot behind its minimum is worth
QUICK_VARIANTS = 3  # quick plans with drawn times, besides the one as it is
EASY_SIZE = 60  # hot spots times walkers, up to which a quick plan takes no time to speak of
SAME_AIM, LOSS_AIM = 0.25, 0.03  # wanted are under a third and under 0.05
SPREADS = (0.8, 0.65, EASY_SPREAD)  # of a block, taken in turn when times are drawn


@dataclass(slots=True)
class Draft:
    """A plan being made: the tasks, and the best answer to each so far."""

    team: Team
    spots: tuple[Spot, ...]
    grounds: Mapping[str, BeatGround]
    days: tuple[dt.date, ...]
    hours: float
    dose: Dose
    windows: tuple[Window, ...]
    seed: int
    allocation: Allocation
    tasks: list[ShiftTask] = field(default_factory=list)
    plans: list[ShiftPlan] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    starts: Starts = field(default_factory=Starts)
    visits: Counter[tuple[int, str]] = field(default_factory=Counter)
    on_day: Counter[tuple[str, dt.date]] = field(default_factory=Counter)
    by_day: dict[tuple[str, dt.date], list[int]] = field(default_factory=dict)

    def improve(self, index: int, seconds: float) -> None:
        """Plan a shift in full, once as it is and once varied, and choose again."""
        choice = self.choices[index]
        choice.task = self.among_others(choice.task)
        choice.add(plan_shift(choice.task.problem, seconds=seconds / 2, seed=choice.task.seed))
        choice.solved = True
        self.vary(index, 1, seconds / 2)

    def vary(self, index: int, variant: int, seconds: float) -> None:
        """Plan a shift once more with times and prizes drawn anew, and choose again."""
        task = self.variant_task(index, variant)
        self.choices[index].task = self.among_others(self.tasks[index])
        self.choices[index].add(plan_shift(task.problem, seconds=seconds, seed=task.seed))
        self.choose(index, variant)

    @property
    def same(self) -> float:
        """Share of pairs of days on which a visit starts within ten minutes of itself, or 0."""
        return same_share(self.starts.of_each()) or 0.0

    @property
    def loss(self) -> float | None:
        """Share of covered risk that varying costs, over the shifts planned in full."""
        in_full = [i for i, choice in enumerate(self.choices) if choice.solved]
        most = sum(self.choices[i].best_covered for i in in_full)
        return (
            1 - sum(covered(self.tasks[i], self.plans[i]) for i in in_full) / most if most else None
        )

    def variant_task(self, index: int, variant: int) -> ShiftTask:
        """Return a shift's task with times and prizes drawn anew."""
        task = self.tasks[index]
        varied = shift_task(
            task.need, task.ground, self.team, self.dose, self.windows, self.seed,
            owed=task.owed, steady=task.steady, variant=variant,
            spread=SPREADS[variant % len(SPREADS)],
        )  # fmt: skip
        return self.among_others(varied)

    def among_others(self, task: ShiftTask) -> ShiftTask:
        """Return a shift's task with the visits that other shifts now make to the same places."""
        if not task.problem.gap:
            return task
        others = [
            Presence(place, begins + shift, ends + shift)
            for index in self._near(task)
            if (other := self.tasks[index]).need != task.need
            for shift in [round(other.zero - task.zero)]
            for place, begins, ends in visits_of(other.problem, self.plans[index])
        ]
        return task.beside(others)

    def _near(self, task: ShiftTask) -> list[int]:
        """Return the shifts on the same beat that could meet this one at a place."""
        day = task.need.day
        days = (day - dt.timedelta(days=1), day, day + dt.timedelta(days=1))
        return [index for one in days for index in self.by_day.get((task.need.beat, one), ())]

    def visited(self, spot: str) -> set[dt.date]:
        """Return the days on which a hot spot is visited."""
        return {day for day in self.days if self.on_day[spot, day]}

    def choose(self, index: int, variant: int) -> None:
        """Take the plan least like other days, unless a hot spot would fall below its minimum."""
        task, old = self.tasks[index], self.plans[index]
        week, had = self._week(task), _visited(old)
        least = self.dose.visits_a_week
        needed = {p: n - max(0, self.visits[week, p] - least) for p, n in had.items()}

        def allowed(plan: ShiftPlan) -> bool:
            has = _visited(plan)
            return all(has[place] >= count for place, count in needed.items()) and not any(
                has[place] == 0 for place in in_runs
            )

        in_runs = self._in_runs(task, had)
        draw = np.random.default_rng((task.seed, variant))
        others = self.starts.others(index, task)
        self.choices[index].task = self.among_others(task)
        new = self.choices[index].least_like(others, draw, allowed)
        if new is not None:
            self.put(index, new)

    def _in_runs(self, task: ShiftTask, had: Counter[str]) -> list[str]:
        """Return the places whose run of days would end without a visit in this shift."""
        day, places = task.need.day, []
        for place, count in had.items():
            if self.on_day[place, day] > count or not self.weeks:
                continue
            days = self.visited(place)
            run = self.dose.run_days
            if weeks_short(days - {day}, self.weeks, run) > weeks_short(days, self.weeks, run):
                places.append(place)
        return places

    def put(self, index: int, plan: ShiftPlan) -> None:
        """Make this the plan of a shift, and count its visits and starts in place of the old."""
        task = self.tasks[index]
        week = self._week(task)
        for counts, sign in ((_visited(self.plans[index]), -1), (_visited(plan), 1)):
            for place, count in counts.items():
                self.visits[week, place] += sign * count
                self.on_day[place, task.need.day] += sign * count
        self.plans[index] = plan
        self.starts.put(index, task, plan)

    @property
    def weeks(self) -> tuple[Days, ...]:
        """The weeks in which every place is wanted to have a run of days."""
        return weeks_of(self.days, self.dose.run_days)

    def _week(self, task: ShiftTask) -> int:
        return (task.need.day - self.days[0]).days // 7


def draft(
    team: Team,
    spots: Sequence[Spot],
    grounds: Mapping[str, BeatGround],
    first: dt.date,
    last: dt.date,
    hours: float,
    dose: Dose,
    seed: int,
) -> Draft:
    """Return every shift of the period planned by greedy insertion.

    Hot spots behind their least visits a week are worth more from day to day. Raises ``BadInput``
    when the clocks change within a shift and the team file does not say how to read that.
    """
    days = day_range(first, last)
    windows = team.windows or ASSUMED
    if not team.elapsed:
        for day in days:
            for number, kind in enumerate(team.shifts, start=1):
                if day.weekday() in kind.days:
                    place = f"{team.place}, [[shift]] {number} ({kind.name}), begins and ends"
                    refuse_change(day, kind.name, kind.begins, kind.ends, place)
    risk: dict[str, float] = defaultdict(float)
    for spot in spots:
        risk[spot.beat] += spot.risk
    draft = Draft(
        team, tuple(spots), grounds, days, hours, dose, windows, seed,
        allocate(team, risk, days, hours, dose, windows, seed),
    )  # fmt: skip
    walked: dict[str, set[dt.date]] = defaultdict(set)
    for need in draft.allocation.needs:
        walked[need.beat].add(need.day)
    for need in draft.allocation.needs:
        week = (need.day - first).days // 7
        owed = {
            spot.id: OWED
            for spot in grounds[need.beat].spots
            if draft.visits[week, spot.id] < dose.visits_a_week
        }
        _begin(draft, need, owed, _steady(draft, need, walked[need.beat]))
    for index in range(len(draft.tasks)):
        draft.choose(index, QUICK_VARIANTS)
    return draft


def _steady(draft: Draft, need: Need, walked: set[dt.date]) -> frozenset[str]:
    """Return the hot spots that this day could give the run of days their week still lacks."""
    run, day = draft.dose.run_days, need.day
    week = next((week for week in draft.weeks if day in week), None)
    if week is None:
        return frozenset()
    return frozenset(
        spot.id
        for spot in draft.grounds[need.beat].spots
        if not draft.on_day[spot.id, day]
        and not has_run(days := draft.visited(spot.id), week, run)
        and can_run(days, walked, day, run)
    )


def _begin(draft: Draft, need: Need, owed: Mapping[str, float], steady: frozenset[str]) -> None:
    """Add a shift with two quick plans: one as it is, one with drawn times and prizes."""
    task = shift_task(
        need, draft.grounds[need.beat], draft.team, draft.dose, draft.windows, draft.seed,
        owed=owed, steady=steady, jitter=False,
    )  # fmt: skip
    task = draft.among_others(task)
    index = len(draft.tasks)
    choice = Choice(task)
    draft.tasks.append(task)
    draft.by_day.setdefault((need.beat, need.day), []).append(index)
    draft.choices.append(choice)
    plain = plan_greedily(task.problem)
    draft.plans.append(replace(plain, routes=()))
    choice.add(plain)
    easy = len(task.ground.spots) * need.parties <= EASY_SIZE
    for variant in range(QUICK_VARIANTS if easy else 1):
        choice.add(plan_greedily(draft.variant_task(index, variant).problem))
    draft.put(index, plain)
    draft.choose(index, 0)


def varied_enough(draft: Draft) -> bool:
    """Say whether times are varied well within what is wanted, at little cost."""
    return draft.same <= SAME_AIM and (draft.loss or 0.0) <= LOSS_AIM


def _visited(plan: ShiftPlan) -> Counter[str]:
    """Return how often a plan visits each hot spot."""
    calls = (stop.call for route in plan.routes for stop in route)
    return Counter(call.split("#")[0] for call in calls if "#" in call)
