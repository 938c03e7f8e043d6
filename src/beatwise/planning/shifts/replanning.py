"""Plan shifts again with fewer walkers: visits that stand stay where and when they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from beatwise.clock import day_words
from beatwise.planning.beats.ground import BeatGround
from beatwise.planning.plan import PatrolPlan, PlannedShift, ShiftOfDay
from beatwise.planning.shifts.allocation import Need
from beatwise.planning.shifts.problem import Call, Presence
from beatwise.planning.shifts.routes import plan_shift
from beatwise.planning.shifts.tasks import planned_shift, shift_task
from beatwise.planning.team.team import Team


@dataclass(frozen=True, slots=True)
class ThinnedPlan:
    """A plan after shifts lost people, what changed in words, and the shifts nobody can walk."""

    plan: PatrolPlan
    changes: tuple[str, ...]
    cancelled: tuple[str, ...]


def with_fewer(
    plan: PatrolPlan,
    shift: PlannedShift,
    walkers: int,
    team: Team,
    ground: BeatGround,
    *,
    seconds: float,
) -> PlannedShift:
    """Return the shift with the first ``walkers`` routes locked and the other visits offered again.

    Locked stops keep walker, place and time; those who are left take on more where it fits.
    """
    need = Need(shift.day, shift.beat, shift.shift, walkers)
    task = shift_task(need, ground, team, plan.dose, plan.windows, plan.seed)
    task = task.beside(_elsewhere(plan, shift, ground))
    locked: dict[str, tuple[int, int]] = {}
    for walker, route in enumerate(shift.routes[:walkers]):
        for stop in route.stops:
            begins = round(stop.begins.timestamp() - shift.begins.timestamp())
            locked[stop.call] = (walker, begins)
    calls = tuple(_lock(call, locked) for call in task.problem.calls)
    again = replace(task, problem=replace(task.problem, calls=calls))
    return planned_shift(again, plan_shift(again.problem, seconds=seconds, seed=again.seed))


def _elsewhere(plan: PatrolPlan, shift: PlannedShift, ground: BeatGround) -> list[Presence]:
    """Return the visits of the beat's other shifts within a day, seconds from this shift's zero."""
    place = {spot.id: number for number, spot in enumerate(ground.spots, start=1)}
    zero = shift.begins.timestamp()
    return [
        Presence(
            place[stop.place],
            round(stop.begins.timestamp() - zero),
            round(stop.ends.timestamp() - zero),
        )
        for other in plan.shifts
        if other.beat == shift.beat and other.id != shift.id
        if abs((other.day - shift.day).days) <= 1
        for route in other.routes
        for stop in route.stops
        if stop.kind == "visit"
    ]


def _lock(call: Call, locked: Mapping[str, tuple[int, int]]) -> Call:
    if call.id not in locked:
        return call
    walker, begins = locked[call.id]
    return replace(call, earliest=begins, latest=begins, required=True, walker=walker)


def moved_visits(before: PlannedShift, after: PlannedShift) -> tuple[list[str], list[str]]:
    """Return the visits lost and the visits added, by hot spot name and time."""

    def visits_in_words(shift: PlannedShift) -> dict[str, str]:
        return {
            stop.call: f"{stop.name} at {stop.begins:%H:%M}"
            for route in shift.routes
            for stop in route.stops
            if stop.kind == "visit"
        }

    old, new = visits_in_words(before), visits_in_words(after)
    lost = [words for call, words in old.items() if call not in new]
    return lost, [words for call, words in new.items() if call not in old]


def _key(shift: PlannedShift) -> ShiftOfDay:
    return ShiftOfDay(shift.day, shift.beat, shift.shift)


def without(
    plan: PatrolPlan,
    lost: Mapping[ShiftOfDay, int],
    team: Team,
    grounds: Mapping[str, BeatGround],
    *,
    seconds: float,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> ThinnedPlan:
    """Return the plan after shifts lost people.

    ``lost`` counts people by (day, beat, shift); every other shift stays as it is.
    """
    changes: list[str] = []
    cancelled: list[str] = []
    shifts: list[PlannedShift] = []
    touched = [s for s in plan.shifts if lost.get(_key(s), 0)]
    for shift in plan.shifts:
        gone = lost.get(_key(shift), 0)
        walkers = len(shift.routes) - -(-gone // shift.people)
        if not gone:
            shifts.append(shift)
        elif walkers < 1:
            cancelled.append(f"{shift.beat}, {shift.shift}, {day_words(shift.day)}: nobody walks.")
        else:
            progress(len(changes), len(touched), shift.id)
            now = replace(plan, shifts=(*shifts, *plan.shifts[len(shifts) + len(cancelled) :]))
            new = with_fewer(
                now, shift, walkers, team, grounds[shift.beat], seconds=seconds / len(touched)
            )
            out, extra = moved_visits(shift, new)
            changes.append(
                f"{shift.id}: {walkers} of {len(shift.routes)} walk; visits lost: "
                f"{', '.join(out) or 'none'}; taken on: {', '.join(extra) or 'none'}"
            )
            shifts.append(new)
    return ThinnedPlan(
        replace(plan, shifts=tuple(shifts)), (*changes, *cancelled), tuple(cancelled)
    )
