"""Evaluate by day: patrol days against other days of the same places and weeks."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from beatwise.clock import Month
from beatwise.errors import Conflict, MissingData, Refused
from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.designs.patrol_days import PatrolDays
from beatwise.evaluation.estimators.crossover import WEEK
from beatwise.evaluation.estimators.point_counts import count_days
from beatwise.evaluation.protocol.buffers import rings
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.result.conclusion import level_of
from beatwise.evaluation.result.crossover.crossover_result import evaluate_days
from beatwise.evaluation.result.crossover.day_material import DayMaterial
from beatwise.journeys.evaluation.daily_counts import covered, days_before
from beatwise.journeys.evaluation.delivered_hours import delivered_days
from beatwise.journeys.evaluation.drafts.crossover import PROMISED
from beatwise.journeys.evaluation.outcomes import dated_points_of
from beatwise.journeys.evaluation.studies.circumstances import circumstances_of
from beatwise.journeys.evaluation.studies.study import Sources, StudyOutput
from beatwise.publication.evaluation.result.crossover_document import days_document
from beatwise.publication.evaluation.result.result_pages import document_files
from beatwise.store.evaluation.day_result_file import SavedDayResult, as_json, load_days
from beatwise.store.evaluation.protocol_file import FiledProtocol
from beatwise.store.evaluation.result_file import RESULT, text_of


@dataclass(frozen=True, slots=True, eq=False)
class DailyRecord:
    """Counts by day, and all else that a result is made from."""

    saved: SavedDayResult

    @property
    def protocol(self) -> Protocol:
        """The protocol it is made under."""
        return self.saved.material.protocol

    def compute(self) -> StudyOutput:
        """Return the result with all its files, from the record alone."""
        saved = self.saved
        result = evaluate_days(
            saved.material, saved.standing, outcome_words=in_words(self.protocol.primary),
            events=saved.events, unit=saved.unit,
        )  # fmt: skip
        document = as_json(saved, result)
        pages = document_files("result", days_document(result))
        return StudyOutput(result, {RESULT: text_of(document), **pages}, document)


class DailyStudy:
    """Protocols that compare days of the same places."""

    def collect(self, filed: FiledProtocol, sources: Sources) -> DailyRecord:
        """Count every outcome of the protocol, day by day, in its areas and rings.

        Raises as ``day_material``.
        """
        material = day_material(filed, sources)
        beside = circumstances_of(filed, sources)
        return DailyRecord(SavedDayResult(material, beside.standing, beside.events, beside.unit))

    def load(self, path: Path) -> tuple[DailyRecord, bytes]:
        """Read a saved result: what it was made from, and its bytes."""
        saved, content = load_days(path)
        return DailyRecord(saved), content


def day_material(filed: FiledProtocol, sources: Sources) -> DayMaterial:
    """Count every outcome of the protocol, day by day, in its areas and rings.

    At a look the whole weeks that end by that month count.

    Raises ``Refused`` against a contract that promises daily presence, or on months; ``Conflict``
    until the extract reaches the last drawn week, or for a look that was not planned.
    """
    protocol, days = filed.protocol, _allowed(filed)
    level_of(protocol, sources.look)
    days = _until(days, sources.look)
    shapes = [area.geometry for area in protocol.areas]
    around = rings(shapes, protocol.ring_m)
    first, length = days.first.toordinal(), days.weeks * WEEK
    areas, outside, undated = {}, {}, {}
    history = None
    weeks = np.zeros(days.weeks, dtype=bool)
    for outcome in protocol.outcomes:
        points = dated_points_of(sources.workspace, outcome, protocol.source)
        weeks = covered(points.days_covered, first, days.weeks)
        if max(points.days_covered) < days.dates[-1].toordinal():
            ends = dt.date.fromordinal(max(points.days_covered))
            raise Conflict(
                f"the last drawn day, {days.dates[-1]}, is not in the workspace yet; the extract "
                f"ends on {ends}.",
                place=str(filed.path),
                next_step=f"Gather a fresh extract of '{protocol.source}' when that day is over.",
            )
        where = points.x, points.y, points.day
        if history is None:  # the primary outcome comes first
            history = days_before(points, shapes, protocol.before, protocol.patrols)
        areas[outcome] = count_days(*where, shapes, first, length)
        outside[outcome] = count_days(*where, around, first, length)
        undated[outcome] = points.undated
    minutes = {}
    if sources.visits is not None:
        ids = [area.id for area in protocol.areas]
        minutes = delivered_days(sources.visits, ids, first, length)
    return DayMaterial(protocol, areas, outside, weeks, undated, minutes, sources.look, history)


def _until(days: PatrolDays, look: Month | None) -> PatrolDays:
    """Return the drawn days of the whole weeks that end by a look."""
    if look is None:
        return days
    after = look + 1
    weeks = (dt.date(after.year, after.month, 1) - days.first).days // WEEK
    if weeks < 1:
        raise MissingData(f"no whole week of the drawn days ends by {look}.")
    return dataclasses.replace(days, weeks=min(weeks, days.weeks))


def _allowed(filed: FiledProtocol) -> PatrolDays:
    protocol, place = filed.protocol, str(filed.path)
    design = protocol.design
    if not isinstance(design, Crossover) or protocol.from_police_uk:
        raise Refused(
            "a crossover by day cannot be evaluated on months.",
            place=place,
            next_step="Name a timed extract as the source, and design it afresh.",
        )
    if design.days.daily_presence:
        raise Refused(PROMISED, place=place, next_step="Compare areas instead (--kind parallel).")
    return design.days
