"""A period's plan: draft every shift by greedy insertion, improve each, and put it together.

The draft is whole from the first moment, so whenever improving stops the plan can be used.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from beatwise.planning.allocation import Allocation, Need, allocate
from beatwise.planning.checker import faults
from beatwise.planning.dose import Dose
from beatwise.planning.greedy import plan_greedily
from beatwise.planning.plan import PatrolPlan, PlannedShift, Spot
from beatwise.planning.routes import plan_shift
from beatwise.planning.shift_plans import (
    EASY_SPREAD,
    BeatGround,
    ShiftTask,
    planned_shift,
    shift_task,
)
from beatwise.planning.shift_problem import ShiftPlan
from beatwise.planning.team import Team
from beatwise.planning.team_document import day_range
from beatwise.planning.variety import predictability
from beatwise.planning.wall import refuse_change
from beatwise.planning.windows import ASSUMED, Window


OWED = 3.0  # how much more a hot spot behind its minimum is worth
SAMPLED = 6
DRAWS, DRAFTS = 8, 600  # draws a shift, and about how many in all
SPREADS = (0.8, 0.65, EASY_SPREAD)
KEPT = 0.97
EASY_SIZE = 60  # hot spots times walkers, up to which a draft takes no time to speak of


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

    def improve(self, index: int, seconds: float) -> None:
        """Try to better one shift; what stands stays unless the new plan is better and whole."""
        task, old = self.tasks[index], self.plans[index]
        new = plan_shift(task.problem, seconds=seconds, seed=task.seed)
        if not faults(task.problem, new) and (new.value > old.value or faults(task.problem, old)):
            self.plans[index] = new


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
    made = Draft(
        team, tuple(spots), grounds, days, hours, dose, windows, seed,
        allocate(team, risk, days, hours, dose, windows, seed),
    )  # fmt: skip
    visits: Counter[tuple[int, str]] = Counter()
    for need in made.allocation.needs:
        week = (need.day - first).days // 7
        ground = grounds[need.beat]
        owed = {
            spot.id: OWED for spot in ground.spots if visits[week, spot.id] < dose.visits_a_week
        }
        task, plan = _best_of_draws(need, ground, made, owed)
        made.tasks.append(task)
        made.plans.append(plan)
        for route in plan.routes:
            visits.update((week, stop.call.split("#")[0]) for stop in route if "#" in stop.call)
    return made


def _best_of_draws(
    need: Need, ground: BeatGround, made: Draft, owed: Mapping[str, float]
) -> tuple[ShiftTask, ShiftPlan]:
    """Return varied times that are as unlike other days as the covered risk allows.

    The widest spread is taken with which the best of some draws covers 97 % of what could be
    covered without varying; where plans are many or large, one spread and few draws.
    """

    def drawn(spread: float, variant: int) -> tuple[float, ShiftTask, ShiftPlan]:
        task = shift_task(
            need, ground, made.team, made.dose, made.windows, made.seed,
            owed=owed, variant=variant, spread=spread, jitter=spread > 0,
        )  # fmt: skip
        plan = plan_greedily(task.problem)
        return _covered(task, plan), task, plan

    count = len(made.allocation.needs)
    easy = len(ground.spots) * need.parties <= EASY_SIZE
    draws = max(2, min(DRAWS, DRAFTS // count)) if easy else 1
    spreads = SPREADS if easy and draws == DRAWS else SPREADS[-1:]
    least = KEPT * drawn(0.0, 0)[0] if len(spreads) > 1 else 0.0
    best = drawn(spreads[-1], 0)
    for spread in spreads:
        best = max((drawn(spread, v) for v in range(draws)), key=lambda found: found[0])
        if best[0] >= least:
            break
    return best[1], best[2]


def finish(
    made: Draft,
    *,
    sources: tuple[str, ...] = (),
    interrupted: bool = False,
    seconds: float = 0.0,
) -> PatrolPlan:
    """Return the plan with what it could not do, in words.

    ``seconds`` may be spent to measure what varying the times costs; 0 leaves that unmeasured.
    """
    shifts = tuple(planned_shift(t, p) for t, p in zip(made.tasks, made.plans, strict=True))
    unmet = [*made.allocation.unmet, *_unserved(made, shifts)]
    unmet += [f"{s.id}: {fault}" for s in shifts for fault in s.faults]
    notes = [w for w in made.windows if w.assumed]
    assumptions = [f"{w.name}: {w.source}" for w in notes]
    walking = sorted({ground.walks.basis for ground in made.grounds.values()})
    assumptions += [basis for basis in walking if "no streets" in basis]
    if made.dose.caution:
        assumptions.append(f"dose '{made.dose.name}': {made.dose.caution}")
    if interrupted:
        assumptions.append("interrupted: the best plans found until then were kept")
    return PatrolPlan(
        name=made.team.name,
        provider=made.team.provider,
        first=made.days[0],
        last=made.days[-1],
        hours_asked=made.hours,
        dose=made.dose,
        windows=made.windows,
        walking="; ".join(walking),
        bases=made.team.bases,
        spots=made.spots,
        shifts=shifts,
        unmet=tuple(unmet),
        assumptions=tuple(assumptions),
        predictability=predictability(shifts),
        seed=made.seed,
        sources=sources,
        jitter_loss=jitter_loss(made, seconds / SAMPLED) if seconds else None,
    )


def jitter_loss(made: Draft, seconds: float, sample: int = SAMPLED) -> float | None:
    """Return the share of covered risk that varying times and prizes cost.

    Evenly chosen shifts are planned once more without variation, ``seconds`` each; their covered
    risk is compared with the plan's.
    """
    if not made.tasks:
        return None
    step = -(-len(made.tasks) // sample)
    with_it = without = 0.0
    for task, plan in list(zip(made.tasks, made.plans, strict=True))[::step]:
        plain = shift_task(
            task.need, task.ground, made.team, made.dose, made.windows, made.seed,
            owed=task.owed, jitter=False,
        )  # fmt: skip
        steady = plan_shift(plain.problem, seconds=seconds, seed=task.seed)
        without += max(_covered(plain, steady), _covered(plain, plan_greedily(plain.problem)))
        with_it += _covered(task, plan)
    return 1 - with_it / without if without else None


def _covered(task: ShiftTask, plan: ShiftPlan) -> float:
    return sum(task.risk.get(stop.call, 0.0) for route in plan.routes for stop in route)


def _unserved(made: Draft, shifts: tuple[PlannedShift, ...]) -> list[str]:
    """Say which hot spots fall below the least visits a week, in full weeks."""
    least = made.dose.visits_a_week
    visits: Counter[tuple[int, str]] = Counter()
    for shift in shifts:
        week = (shift.day - made.days[0]).days // 7
        for route in shift.routes:
            visits.update((week, stop.place) for stop in route.stops if stop.kind == "visit")
    weeks = len(made.days) // 7
    said = []
    for spot in made.spots:
        short = [w for w in range(weeks) if visits[w, spot.id] < least]
        if short:
            said.append(
                f"{spot.name} ({spot.id}, {spot.beat}) has fewer than {least} visits in "
                f"{len(short)} of {weeks} weeks."
            )
    return said
