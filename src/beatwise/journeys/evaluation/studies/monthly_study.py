"""Evaluate by months: patrolled units against others, side by side or by stepped starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from beatwise.clock import Month, MonthRange
from beatwise.errors import Conflict
from beatwise.evaluation.estimators.point_counts import count_panel
from beatwise.evaluation.protocol.buffers import rings
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.result.material import Material
from beatwise.evaluation.result.result import evaluate
from beatwise.journeys.evaluation.delivered_hours import delivered_minutes
from beatwise.journeys.evaluation.outcomes import hashes, points_of
from beatwise.journeys.evaluation.studies.circumstances import circumstances_of
from beatwise.journeys.evaluation.studies.study import Sources, StudyOutput
from beatwise.publication.evaluation.result.result_pages import result_files
from beatwise.store.evaluation.protocol_file import FiledProtocol
from beatwise.store.evaluation.result_file import RESULT, SavedResult, as_json, load, text_of


@dataclass(frozen=True, slots=True, eq=False)
class MonthlyRecord:
    """Counts by month, and all else that a result is made from."""

    saved: SavedResult

    @property
    def protocol(self) -> Protocol:
        """The protocol it is made under."""
        return self.saved.material.protocol

    def compute(self) -> StudyOutput:
        """Return the result with all its files, from the record alone."""
        saved = self.saved
        result = evaluate(
            saved.material, saved.standing, outcome_words=in_words(self.protocol.primary),
            events=saved.events, unit=saved.unit,
        )  # fmt: skip
        document = as_json(saved, result)
        files = {RESULT: text_of(document), **result_files(result, saved.hashes)}
        return StudyOutput(result, files, document)


class MonthlyStudy:
    """Protocols whose units are compared month by month."""

    def collect(self, filed: FiledProtocol, sources: Sources) -> MonthlyRecord:
        """Count every outcome of the protocol in its areas and rings.

        Raises ``Conflict`` until the last outcome month is in the workspace.
        """
        protocol, material = filed.protocol, material_of(filed, sources)
        beside = circumstances_of(filed, sources)
        span = MonthRange(protocol.before.first, sources.look or protocol.patrols.last)
        files = {}
        if protocol.from_police_uk:
            files = hashes(sources.workspace, protocol.force, span)
        return MonthlyRecord(
            SavedResult(material, beside.standing, beside.events, beside.unit, files)
        )

    def load(self, path: Path) -> tuple[MonthlyRecord, bytes]:
        """Read a saved result: what it was made from, and its bytes."""
        saved, content = load(path)
        return MonthlyRecord(saved), content


def material_of(filed: FiledProtocol, sources: Sources) -> Material:
    """Count every outcome of the protocol in its areas and rings.

    Raises ``Conflict`` until the last outcome month is in the workspace.
    """
    protocol, workspace = filed.protocol, sources.workspace
    until = sources.look or protocol.patrols.last
    span = MonthRange(protocol.before.first, until)
    shapes = [area.geometry for area in protocol.areas]
    ring_shapes = rings(shapes, protocol.ring_m)
    areas, around = {}, {}
    months: list[int] = []
    missing: list[Month] = []
    for outcome in protocol.outcomes:
        points = points_of(workspace, outcome, protocol.source, protocol.force)
        months, missing = points.within(span)
        if until.number not in points.present:
            raise Conflict(
                f"the last outcome month, {until}, is not in the workspace yet; the last there is "
                f"{Month(max(points.present))}.",
                place=str(filed.path),
                next_step="Wait until it is published, gather it, and evaluate then.",
            )
        areas[outcome] = count_panel(points.x, points.y, points.month, shapes, months)
        around[outcome] = count_panel(points.x, points.y, points.month, ring_shapes, months)
    minutes = {}
    if sources.visits is not None:
        ids = [area.id for area in protocol.areas]
        minutes = delivered_minutes(sources.visits, ids, MonthRange(protocol.patrols.first, until))
    return Material(
        protocol=protocol,
        months=tuple(months),
        areas=areas,
        rings=around,
        missing=tuple(missing),
        minutes=minutes,
        until=sources.look,
    )
