"""Evaluate a crossover by day: count each day, test as drawn, save enough to make it all again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from beatwise.clock import Month
from beatwise.errors import BadInput, Conflict, MissingData, Refused
from beatwise.evaluation.designs.patrol_days import DrawnDays, count_days
from beatwise.evaluation.estimators.crossover import WEEK
from beatwise.evaluation.protocol.buffers import rings
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.protocol.lock import read_lock
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.protocol.protocol import protocol
from beatwise.evaluation.result.crossover.crossover_json import days_dict
from beatwise.evaluation.result.crossover.crossover_result import (
    DayMaterial,
    DayResult,
    evaluate_days,
)
from beatwise.evaluation.result.result import Standing, level_of
from beatwise.evaluation.result.value_for_money import UnitCost
from beatwise.journeys.evaluation.delivered_hours import delivered_days
from beatwise.journeys.evaluation.drafts.crossover import PROMISED, covered, days_before
from beatwise.journeys.evaluation.outcomes import POLICE_UK, dated_points_of
from beatwise.publication.evaluation.crossover_document import days_document
from beatwise.publication.evaluation.result_pages import document_files
from beatwise.store.evaluation.protocol_file import Filed
from beatwise.store.evaluation.result_file import (
    FORMAT,
    RESULT,
    events_mapping,
    read_events,
    read_months,
    read_unit,
    unit_mapping,
    versions,
)
from beatwise.store.workspace import Workspace


Made = tuple[DayResult, dict[str, bytes], dict[str, Any]]


@dataclass(frozen=True, slots=True, eq=False)
class SavedDays:
    """What a result by day is made from."""

    material: DayMaterial
    standing: Standing
    events: tuple[OtherEvent, ...]
    unit: UnitCost | None


def day_material(
    workspace: Workspace, filed: Filed, look: Month | None = None, visits: Path | None = None
) -> DayMaterial:
    """Count every outcome of the protocol, day by day, in its areas and rings.

    At a ``look`` the whole weeks that end by that month count.

    Raises ``Refused`` against a contract that promises daily presence, or on months; ``Conflict``
    until the extract reaches the last drawn week, or for a look that was not planned.
    """
    read, days = filed.protocol, _allowed(filed)
    level_of(read, look)
    days = _until(days, look)
    shapes = [area.geometry for area in read.areas]
    around = rings(shapes, read.ring_m)
    first, length = days.first.toordinal(), days.weeks * WEEK
    areas, outside, undated = {}, {}, {}
    history = None
    weeks = np.zeros(days.weeks, dtype=bool)
    for outcome in read.outcomes:
        points = dated_points_of(workspace, outcome, read.source)
        weeks = covered(points.seen, first, days.weeks)
        if max(points.seen) < days.dates[-1].toordinal():
            ends = dt.date.fromordinal(max(points.seen))
            raise Conflict(
                f"the last drawn day, {days.dates[-1]}, is not in the workspace yet; the extract "
                f"ends on {ends}.",
                place=str(filed.path),
                next_step=f"Gather a fresh extract of '{read.source}' when that day is over.",
            )
        where = points.x, points.y, points.day
        if history is None:  # the primary outcome comes first
            history = days_before(points, shapes, read.before, read.patrols)
        areas[outcome] = count_days(*where, shapes, first, length)
        outside[outcome] = count_days(*where, around, first, length)
        undated[outcome] = points.undated
    minutes = {}
    if visits is not None:
        minutes = delivered_days(visits, [area.id for area in read.areas], first, length)
    return DayMaterial(read, areas, outside, weeks, undated, minutes, look, history)


def _until(days: DrawnDays, look: Month | None) -> DrawnDays:
    """Return the drawn days of the whole weeks that end by a look."""
    if look is None:
        return days
    after = look + 1
    weeks = (dt.date(after.year, after.month, 1) - days.first).days // WEEK
    if weeks < 1:
        raise MissingData(f"no whole week of the drawn days ends by {look}.")
    return dataclasses.replace(days, weeks=min(weeks, days.weeks))


def _allowed(filed: Filed) -> DrawnDays:
    read, place = filed.protocol, str(filed.path)
    if read.days is None or read.source == POLICE_UK:
        raise Refused(
            "a crossover by day cannot be evaluated on months.",
            place=place,
            next_step="Name a timed extract as the source, and design it afresh.",
        )
    if read.days.daily_presence:
        raise Refused(PROMISED, place=place, next_step="Compare areas instead (--kind parallel).")
    return read.days


def made_days(saved: SavedDays) -> Made:
    """Return the result, its files by name, and its document."""
    result = evaluate_days(
        saved.material, saved.standing,
        outcome_words=in_words(saved.material.protocol.primary), events=saved.events,
        unit=saved.unit,
    )  # fmt: skip
    document = _document(saved, result)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    pages = document_files("result", days_document(result))
    return result, {RESULT: text.encode(), **pages}, document


def _document(saved: SavedDays, result: DayResult) -> dict[str, Any]:
    material, standing = saved.material, saved.standing
    return {
        "format": FORMAT,
        **days_dict(result),
        "made_from": {
            "protocol": material.protocol.mapping,
            "lock": None if standing.lock is None else standing.lock.as_dict(),
            "retrospective": [str(m) for m in standing.retrospective],
            "late_deviations": list(standing.late_deviations),
            "areas": {k: v.tolist() for k, v in material.areas.items()},
            "rings": {k: v.tolist() for k, v in material.rings.items()},
            "weeks": material.weeks.tolist(),
            "undated": material.undated,
            "minutes": {k: v.tolist() for k, v in material.minutes.items()},
            "until": None if material.until is None else str(material.until),
            "history": None if material.history is None else material.history.tolist(),
            "events": events_mapping(saved.events),
            "unit_cost": unit_mapping(saved.unit),
            "versions": versions(),
        },
    }


def load_days(path: Path) -> tuple[SavedDays, bytes]:
    """Read a saved result by day. Raises ``BadInput`` when it cannot be read."""
    content, place = path.read_bytes(), str(path)
    try:
        said = json.loads(content)["made_from"]
        lock = None if said["lock"] is None else read_lock(said["lock"], place)
        material = DayMaterial(
            protocol(said["protocol"], place),
            {k: np.array(v, dtype=np.int64) for k, v in said["areas"].items()},
            {k: np.array(v, dtype=np.int64) for k, v in said["rings"].items()},
            np.array(said["weeks"], dtype=bool),
            said["undated"],
            {k: np.array(v, dtype=float) for k, v in said["minutes"].items()},
            None if said["until"] is None else Month.parse(said["until"]),
            None if said["history"] is None else np.array(said["history"], dtype=np.int64),
        )
        standing = Standing(
            lock, read_months(said["retrospective"]), tuple(said.get("late_deviations", ()))
        )
        events, unit = read_events(said["events"]), read_unit(said["unit_cost"])
        return SavedDays(material, standing, events, unit), content
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"this is not a saved result ({error}).", place=place) from error
