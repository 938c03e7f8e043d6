"""Design: from hot spots and a window to a protocol, and what it could ever show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from beatwise.clock import Month, MonthRange
from beatwise.errors import Conflict, MissingData, UsageError
from beatwise.evaluation.estimators.point_counts import by_unit, count_panel
from beatwise.evaluation.power.monthly_history import Traits, traits
from beatwise.evaluation.power.reach import Reach, reach
from beatwise.evaluation.power.side_by_side import Design, check_effect
from beatwise.evaluation.power.stepped_reach import stepped_reach
from beatwise.evaluation.protocol import cautions
from beatwise.evaluation.protocol.calendar import dates
from beatwise.evaluation.protocol.interim_looks import last_level
from beatwise.evaluation.protocol.proposal import Assigned, Proposal, protocol_mapping
from beatwise.evaluation.protocol.protocol import protocol
from beatwise.evaluation.protocol.theory_of_change import check_theory
from beatwise.journeys.evaluation.assign import assign
from beatwise.journeys.evaluation.candidates import Candidates, read_candidates
from beatwise.journeys.evaluation.design_request import Asked
from beatwise.journeys.evaluation.drafts.crossover import days_reach, drawn_for, refuse_crossover
from beatwise.journeys.evaluation.drafts.stepped import refuse_stepped, starts_of, too_few_dealings
from beatwise.journeys.evaluation.outcomes import POLICE_UK, Points, force_of, points_of
from beatwise.records.offences import ASB, crime_type
from beatwise.store.evaluation.protocol_file import LOCK, PROTOCOL
from beatwise.store.workspace import Workspace


MOST_BEFORE = 36
Progress = Callable[[int, int, str], None]


def propose(
    workspace: Workspace,
    hot_spots: Sequence[Path],
    patrols: MonthRange,
    asked: Asked,
    progress: Progress = lambda done, total, words: None,
) -> Proposal:
    """Return the design of patrols in these months at these hot spots.

    Raises ``BadInput`` for too few or overlapping areas, ``MissingData`` when the months before
    have no data, ``Refused`` for a crossover design on outcomes that are not dated to the day, or
    against a contract that promises patrols every day.
    """
    refuse_crossover(asked)
    refuse_stepped(asked)
    for effect in asked.effects:
        check_effect(effect)
    when = dates(patrols, lag=asked.lag, office_ends=asked.office_ends, writing=asked.writing)
    progress(0, 4, "reading areas")
    candidates = read_candidates(workspace, hot_spots)
    outcomes = _outcomes(asked, candidates)
    force = None
    if asked.source == POLICE_UK:
        force = force_of(workspace, [c.shape for c in candidates.areas], outcomes[0])
    progress(1, 4, "counting")
    points = points_of(workspace, outcomes[0], asked.source, force)
    for other in outcomes[1:] if asked.source != POLICE_UK else ():
        points_of(workspace, other, asked.source, None)  # refused now, not when it is too late
    before = asked.before or _before(points, patrols)
    months, missing = points.within(before)
    if len(months) < 4:
        raise MissingData(
            f"only {len(months)} of the months before, {before}, have data.",
            next_step="Gather more months, or choose a later --start.",
        )
    assigned = assign(candidates.areas, points, months, asked.wish)
    shapes = [area.geometry for area in assigned.areas]
    counts = count_panel(points.x, points.y, points.month, shapes, months)
    units = [area.unit for area in assigned.areas]
    history = [m for m in points.present if m < patrols.first.number]
    past = count_panel(points.x, points.y, points.month, shapes, history)
    seen = traits(by_unit(past, units), history)
    progress(2, 4, "simulating")
    gone = [month for month in missing if month.number <= max(points.present)]
    made = _design(assigned, seen, len(before) - len(gone), patrols)
    decision = asked.decision
    days = drawn_for(assigned, patrols, asked)
    of_days = None
    if days is None:
        found = _reach(assigned, made, seen, before, patrols, asked)
    else:
        found, of_days = days_reach(
            workspace, outcomes[0], assigned, days, seen, before, patrols, asked
        )
    progress(3, 4, "writing down")
    said = _cautions(workspace, assigned, candidates, points, months, gone, before, patrols,
                     seen, made, asked)  # fmt: skip
    mapping = protocol_mapping(
        assigned, found, seen,
        outcomes=outcomes, source=asked.source, force=force, before=before, patrols=patrols,
        kind=asked.kind, seed=asked.wish.seed, ring_m=asked.wish.ring_m, decision=decision,
        warnings=said, hashes=candidates.hashes, cost=asked.cost, days=days, theory=asked.theory,
        calendar=when,
    )  # fmt: skip
    if asked.source != POLICE_UK:  # a later gather of the extract does not say what was seen before
        mapping["outcome"]["extract_until"] = str(Month(max(points.present)))
    read = protocol(mapping, "the design")
    progress(4, 4, "done")
    return Proposal(
        protocol=read,
        reach=found,
        traits=seen,
        dates=when,
        counts=counts,
        months=tuple(months),
        missing=tuple(gone),
        theory_gaps=check_theory(read),
        hot_spot_hashes=candidates.hashes,
        day_traits=of_days,
    )


def _reach(
    assigned: Assigned,
    made: Design,
    seen: Traits,
    before: MonthRange,
    patrols: MonthRange,
    asked: Asked,
) -> Reach:
    decision, seed = asked.decision, asked.wish.seed
    judged: dict[str, Any] = {
        "smallest_effect": decision.smallest_effect,
        "floor": decision.power_floor,
        "alpha": last_level(decision.alpha, decision.looks, patrols),
        "seed": seed,
    }
    if asked.kind == "stepped":
        return stepped_reach(
            made, starts_of(assigned, before) + made.before, seen, effects=asked.effects, **judged
        )
    return reach(made, seen, effects=asked.effects, **judged)


def free_folder(out: Path) -> None:
    """Raise ``Conflict`` when the folder holds a locked protocol: a lock is never written over."""
    if (out / LOCK).exists():
        raise Conflict(
            "there is a locked protocol here.",
            place=str(out / PROTOCOL),
            next_step="Choose another --out: a locked protocol is never written over.",
        )


def _outcomes(asked: Asked, candidates: Candidates) -> tuple[str, ...]:
    given = tuple(_outcome(word, asked.source) for word in asked.outcomes)
    return tuple(dict.fromkeys(given or candidates.types or (ASB, "shoplifting")))


def _outcome(word: str, source: str) -> str:
    """Return the slug of a category; an extract may have types of its own besides."""
    try:
        return crime_type(word)
    except UsageError:
        if source == POLICE_UK:
            raise
        return word


def _before(points: Points, patrols: MonthRange) -> MonthRange:
    first = max(min(points.present), patrols.first.number - MOST_BEFORE)
    if first >= patrols.first.number:
        raise UsageError(
            f"patrols from {patrols.first} begin before the data do "
            f"({Month(min(points.present))}).",
            next_step="Choose a later --start, or gather earlier months.",
        )
    return MonthRange(Month(first), patrols.first - 1)


def _design(assigned: Assigned, seen: Traits, before: int, patrols: MonthRange) -> Design:
    first = {area.unit: area for area in reversed(assigned.areas)}
    units = list(dict.fromkeys(area.unit for area in assigned.areas))
    labels = np.unique([first[u].block for u in units], return_inverse=True)[1]
    if assigned.assignment in ("one draw", "chosen") and assigned.unit == "town":
        labels = np.zeros(len(units), dtype=np.int64)
    return Design(
        mean=seen.mean,
        treated=np.array([first[u].treated for u in units]),
        blocks=labels.astype(np.int64),
        before=before,
        after=len(patrols),
    )


def _cautions(
    workspace: Workspace,
    assigned: Assigned,
    candidates: Candidates,
    points: Points,
    months: Sequence[int],
    missing: Sequence[Month],
    before: MonthRange,
    patrols: MonthRange,
    seen: Traits,
    made: Design,
    asked: Asked,
) -> tuple[str, ...]:
    areas = assigned.areas
    shapes = [area.geometry for area in areas]
    town = {c.id: c.town for c in candidates.areas}
    treated = np.array([area.treated for area in areas])
    every = count_panel(
        points.x, points.y, points.month, [c.shape for c in candidates.areas], months
    )
    said: list[str | None] = [
        None if asked.kind != "parallel" else cautions.thin_inference(made, asked.decision.alpha),
        too_few_dealings(assigned, before, asked.decision.alpha),
        cautions.regression_to_the_mean(
            candidates.selection, before,
            alike=not asked.wish.treat, by_day=asked.kind == "crossover",
            expected=cautions.expected_fall(every.astype(float), int(treated.sum())),
        ),
        cautions.contamination(
            [a.name for a in areas], shapes, treated,
            [town.get(a.id, "") for a in areas], asked.wish.ring_m,
        ),
        cautions.missing_months(missing),
        cautions.small_numbers(seen),
        cautions.short_history(seen),
        *cautions.other_events(events_of(workspace), before, patrols),
    ]  # fmt: skip
    return tuple(line for line in said if line)


def events_of(workspace: Workspace) -> list[cautions.OtherEvent]:
    """Return the workspace's events as the core takes them."""
    frame = workspace.events()
    rows: list[Any] = frame.to_dict("records") if len(frame) else []
    return [
        cautions.OtherEvent(
            name=str(row["name"]),
            kind=str(row["kind"]),
            start=Month(int(row["start"])),
            end=None if int(row["end"]) < 0 else Month(int(row["end"])),
            where="" if row["area"] is None or row["area"] != row["area"] else str(row["area"]),
        )
        for row in rows
    ]
