"""Design: from hot spots and a window to a protocol, and what it could ever show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from beatwise.clock import Month, MonthRange
from beatwise.errors import Conflict, MissingData, UsageError
from beatwise.evaluation.designs.study_design import Design
from beatwise.evaluation.estimators.point_counts import by_unit, count_panel
from beatwise.evaluation.power.monthly_history import Traits, traits
from beatwise.evaluation.power.programme import Aims, Programme
from beatwise.evaluation.power.side_by_side import check_effect
from beatwise.evaluation.protocol import cautions, proposal_json, protocol_json
from beatwise.evaluation.protocol.calendar import dates
from beatwise.evaluation.protocol.interim_looks import last_level
from beatwise.evaluation.protocol.proposal import Assignment, Proposal, StudyPlan
from beatwise.evaluation.protocol.protocol import BY_HAND, POLICE_UK
from beatwise.evaluation.protocol.randomise import (
    SEED_IGNORED,
    retrospective_words,
    seed_of_areas,
)
from beatwise.evaluation.protocol.theory_of_change import check_theory
from beatwise.evaluation.result.strength import TAKEN_ON_TRUST
from beatwise.journeys.evaluation.candidates import Candidates, read_candidates
from beatwise.journeys.evaluation.design_request import DesignRequest, Study
from beatwise.journeys.evaluation.eligible import Wish, eligible
from beatwise.journeys.evaluation.events import events_of
from beatwise.journeys.evaluation.outcomes import Points, force_of, points_of
from beatwise.records.crime_types import ASB, crime_type
from beatwise.store.evaluation.protocol_file import LOCK, PROTOCOL
from beatwise.store.months.record_notes import record_notes
from beatwise.store.workspace import Workspace


MOST_BEFORE = 36
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Lot:
    """The wish that a draw follows; ``words`` where outcome months were at hand, else empty."""

    wish: Wish
    words: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class MonthsBefore:
    """The months before patrols: all, those with data (month numbers), and those without."""

    range: MonthRange
    present: list[int]
    missing: list[Month]


def propose(
    workspace: Workspace,
    hot_spots: Sequence[Path],
    patrols: MonthRange,
    request: DesignRequest,
    progress: Progress = lambda done, total, words: None,
) -> Proposal:
    """Return the design of patrols in these months at these hot spots.

    Raises ``BadInput`` for too few or overlapping areas, ``MissingData`` when the months before
    have no data, ``Refused`` for a crossover design on outcomes that are not dated to the day, or
    against a contract that promises patrols every day.
    """
    draft, wish = request.draft, request.wish
    draft.refuse(request)
    for effect in request.effects:
        check_effect(effect)
    calendar = dates(
        patrols, lag=request.lag, office_ends=request.office_ends, writing=request.writing
    )
    progress(0, 4, "reading areas")
    candidates = read_candidates(workspace, hot_spots)
    outcomes = _outcomes(request, candidates)
    force = None
    if request.source == POLICE_UK:
        force = force_of(workspace, [(c.name, c.shape) for c in candidates.areas])
    progress(1, 4, "counting")
    points = points_of(workspace, outcomes[0], request.source, force)
    for other in outcomes[1:] if request.source != POLICE_UK else ():
        points_of(workspace, other, request.source, force)  # refused now, not when it is too late
    before = _before(points, request.before or _months_before(points, patrols))
    open_to = eligible(candidates.areas, wish, roles_decide=draft.roles_decide)
    lot = _lot(request, candidates, points, patrols)
    assignment = draft.assign(open_to, lot.wish, points, before.present)
    if lot.words and _is_draw(assignment):
        request, wish = replace(request, wish=lot.wish), lot.wish
    shapes = [area.geometry for area in assignment.areas]
    counts = count_panel(points.x, points.y, points.month, shapes, before.present)
    history = _traits(assignment, points, before.present)
    progress(2, 4, "simulating")
    programme = _programme(assignment, history, before, patrols)
    study = Study(
        workspace,
        outcomes[0],
        request.source,
        assignment,
        programme,
        history,
        before.range,
        patrols,
    )
    design = draft.design(assignment, patrols, wish.seed)
    background = draft.background(study)
    reach = design.reach(background.history, _aims(request, patrols))
    progress(3, 4, "writing down")
    plan = StudyPlan(
        outcomes=outcomes, source=request.source, force=force,
        extract_until=None if request.source == POLICE_UK else Month(max(points.present)),
        before=before.range, patrols=patrols, seed=wish.seed, ring_m=wish.ring_m,
        decision=request.decision, hashes=candidates.hashes, cost_pounds=request.cost,
        theory=request.theory, calendar=calendar,
    )  # fmt: skip
    late_draw = (lot.words,) if lot.words and _is_draw(assignment) else ()
    warnings = (
        *late_draw,
        *_warnings(study, request, design, candidates, points, before, force, outcomes),
    )
    tables = proposal_json.as_json(plan, assignment, design, reach, history, warnings)
    protocol = protocol_json.from_json(tables, "the design")
    progress(4, 4, "done")
    return Proposal(
        protocol=protocol,
        reach=reach,
        traits=history,
        dates=calendar,
        counts=counts,
        months=tuple(before.present),
        missing=tuple(before.missing),
        theory_gaps=check_theory(protocol),
        hot_spot_hashes=candidates.hashes,
        day_traits=background.day_traits,
    )


def _lot(
    request: DesignRequest, candidates: Candidates, points: Points, patrols: MonthRange
) -> Lot:
    """Return how lots are drawn: with outcome months at hand, by a seed that the areas give."""
    at_hand = [month for month in points.present if month >= patrols.first.number]
    if not at_hand:
        return Lot(request.wish)
    seed = seed_of_areas([area.shape for area in candidates.areas])
    words = retrospective_words(Month(min(at_hand)), seed)
    if request.wish.seed_given and request.wish.seed != seed:
        words = f"{words} {SEED_IGNORED}"
    return Lot(replace(request.wish, seed=seed), words)


def _is_draw(assignment: Assignment) -> bool:
    return assignment.method != BY_HAND and TAKEN_ON_TRUST not in assignment.rule


def free_folder(out: Path) -> None:
    """Raise ``Conflict`` when the folder holds a locked protocol: a lock is never written over."""
    if (out / LOCK).exists():
        raise Conflict(
            "there is a locked protocol here.",
            place=str(out / PROTOCOL),
            next_step="Choose another --out: a locked protocol is never written over.",
        )


def _outcomes(request: DesignRequest, candidates: Candidates) -> tuple[str, ...]:
    named = tuple(_outcome(word, request.source) for word in request.outcomes)
    return tuple(dict.fromkeys(named or candidates.types or (ASB, "shoplifting")))


def _outcome(word: str, source: str) -> str:
    """Return the slug of a category; an extract may have types of its own besides."""
    try:
        return crime_type(word)
    except UsageError:
        if source == POLICE_UK:
            raise
        return word


def _months_before(points: Points, patrols: MonthRange) -> MonthRange:
    first = max(min(points.present), patrols.first.number - MOST_BEFORE)
    if first >= patrols.first.number:
        raise UsageError(
            f"patrols from {patrols.first} begin before the data do "
            f"({Month(min(points.present))}).",
            next_step="Choose a later --start, or gather earlier months.",
        )
    return MonthRange(Month(first), patrols.first - 1)


def _before(points: Points, months: MonthRange) -> MonthsBefore:
    """Return the months before; those after the last with data are not missing, but to come."""
    present, absent = points.within(months)
    if len(present) < 4:
        raise MissingData(
            f"only {len(present)} of the months before, {months}, have data.",
            next_step="Gather more months, or choose a later --start.",
        )
    last = max(points.present)
    return MonthsBefore(months, present, [month for month in absent if month.number <= last])


def _traits(assignment: Assignment, points: Points, history: list[int]) -> Traits:
    """Return the traits of the units, from the months before that have data."""
    shapes = [area.geometry for area in assignment.areas]
    counts = count_panel(points.x, points.y, points.month, shapes, history)
    return traits(by_unit(counts, [area.unit for area in assignment.areas]), history)


def _programme(
    assignment: Assignment, history: Traits, before: MonthsBefore, patrols: MonthRange
) -> Programme:
    first = {area.unit: area for area in reversed(assignment.areas)}
    units = list(dict.fromkeys(area.unit for area in assignment.areas))
    labels = np.unique([first[unit].block for unit in units], return_inverse=True)[1]
    if assignment.method in ("one draw", BY_HAND) and assignment.unit == "town":
        labels = np.zeros(len(units), dtype=np.int64)
    months = len(before.present)
    after = [
        start.number - before.range.last.number - 1 for u in units if (start := first[u].start)
    ]
    return Programme(
        mean=history.mean,
        treated=np.array([first[unit].treated for unit in units]),
        blocks=labels.astype(np.int64),
        before=months,
        after=len(patrols),
        start=months + np.array(after, dtype=np.int64) if after else None,
    )


def _aims(request: DesignRequest, patrols: MonthRange) -> Aims:
    decision = request.decision
    return Aims(
        effects=request.effects,
        smallest_effect=decision.smallest_effect,
        floor=decision.power_floor,
        alpha=last_level(decision.alpha, decision.looks, patrols),
        seed=request.wish.seed,
    )


def _warnings(
    study: Study,
    request: DesignRequest,
    design: Design,
    candidates: Candidates,
    points: Points,
    before: MonthsBefore,
    force: str | None,
    outcomes: Sequence[str],
) -> tuple[str, ...]:
    areas = study.assignment.areas
    town = {c.id: c.town for c in candidates.areas}
    treated = np.array([area.treated for area in areas])
    every = count_panel(
        points.x, points.y, points.month, [c.shape for c in candidates.areas], before.present
    )
    warnings: list[str | None] = [
        design.too_few(study.programme, request.decision.alpha),
        cautions.regression_to_the_mean(
            candidates.selection, study.before,
            alike=not request.wish.treat, compares_days=design.compares_days,
            expected=cautions.expected_fall(every.astype(float), int(treated.sum())),
        ),
        cautions.contamination(
            [area.name for area in areas], [area.geometry for area in areas], treated,
            [town.get(area.id, "") for area in areas], request.wish.ring_m,
        ),
        cautions.missing_months(before.missing),
        cautions.small_numbers(study.traits),
        cautions.short_history(study.traits),
        *cautions.other_events(events_of(study.workspace), study.before, study.patrols),
        *record_notes(study.workspace, force, outcomes, before.present),
    ]  # fmt: skip
    return tuple(line for line in warnings if line)
