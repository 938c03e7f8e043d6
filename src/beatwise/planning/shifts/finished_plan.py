"""A period's draft put together: the plan, with what it could not do in words."""

from __future__ import annotations

from collections import Counter, defaultdict

from beatwise.planning.plan import PatrolPlan, PlannedShift
from beatwise.planning.shifts.plan_period import Draft
from beatwise.planning.shifts.predictability import predictability
from beatwise.planning.shifts.runs_of_days import BeatHours, missing_runs
from beatwise.planning.shifts.tasks import planned_shift
from beatwise.planning.team.clock_changes import clock_notes


SAMPLED = 6


def finish(
    draft: Draft,
    *,
    sources: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    interrupted: bool = False,
    seconds: float = 0.0,
) -> PatrolPlan:
    """Return the plan with what it could not do, in words.

    ``seconds`` may be spent to plan a few shifts in full, where none were, to tell what varying the
    times costs; 0 leaves that unmeasured.
    """
    if seconds:
        _sample(draft, seconds)
    shifts = tuple(
        planned_shift(draft.among_others(t), p)
        for t, p in zip(draft.tasks, draft.plans, strict=True)
    )
    unmet = [*draft.allocation.unmet, *_unserved(draft, shifts)]
    no_runs = _runs(draft, shifts)
    if draft.dose.must_run:
        unmet, no_runs = [*unmet, *no_runs], []
    unmet += [f"{s.id}: {fault}" for s in shifts for fault in s.faults]
    assumptions = [f"{w.name}: {w.source}" for w in draft.windows if w.assumed]
    walking = sorted({ground.walks.basis for ground in draft.grounds.values()})
    assumptions += [basis for basis in walking if "no streets" in basis]
    if draft.dose.caution:
        assumptions.append(f"dose '{draft.dose.name}': {draft.dose.caution}")
    if interrupted:
        assumptions.append("interrupted: the best plans found until then were kept")
    return PatrolPlan(
        name=draft.team.name,
        provider=draft.team.provider,
        first=draft.days[0],
        last=draft.days[-1],
        hours_asked=draft.hours,
        dose=draft.dose,
        windows=draft.windows,
        walking="; ".join(walking),
        bases=draft.team.bases,
        spots=draft.spots,
        shifts=shifts,
        unmet=tuple(unmet),
        assumptions=tuple(assumptions),
        predictability=predictability(shifts),
        seed=draft.seed,
        sources=sources,
        notes=(*notes, *clock_notes(draft.days[0], draft.days[-1], elapsed=draft.team.elapsed)),
        no_runs=tuple(no_runs),
        jitter_loss=draft.loss if seconds else None,
    )


def _sample(draft: Draft, seconds: float) -> None:
    """Where few shifts were planned in full, plan some more, so that the loss can be told."""
    short = SAMPLED - sum(choice.solved for choice in draft.choices)
    unsolved = [i for i, choice in enumerate(draft.choices) if not choice.solved]
    if short > 0 and unsolved:
        for index in unsolved[:: -(-len(unsolved) // short)]:
            draft.improve(index, seconds / short)


def _runs(draft: Draft, shifts: tuple[PlannedShift, ...]) -> list[str]:
    """Say which places have no run of days, and what would give them one."""
    shortest = min(kind.hours for kind in draft.team.shifts) * draft.team.party
    left = draft.hours - sum(shift.hours for shift in shifts)
    costs: dict[str, BeatHours] = defaultdict(lambda: BeatHours(shortest, left))
    return missing_runs(draft.spots, shifts, draft.days, draft.dose, costs)


def _unserved(draft: Draft, shifts: tuple[PlannedShift, ...]) -> list[str]:
    """Say which hot spots fall below the least visits a week, in full weeks."""
    least = draft.dose.visits_a_week
    visits: Counter[tuple[int, str]] = Counter()
    for shift in shifts:
        week = (shift.day - draft.days[0]).days // 7
        for route in shift.routes:
            visits.update((week, stop.place) for stop in route.stops if stop.kind == "visit")
    weeks = len(draft.days) // 7
    sentences = []
    for spot in draft.spots:
        short = [w for w in range(weeks) if visits[w, spot.id] < least]
        if short:
            sentences.append(
                f"{spot.name} ({spot.id}, {spot.beat}) has fewer than {least} visits in "
                f"{len(short)} of {weeks} weeks."
            )
    return sentences
