"""New values set against the series they join: what is to be asked before they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.observation_rows import MeasureObservation
from beatwise.accountability.questions import Question
from beatwise.accountability.rating.chart_line import Rebasing
from beatwise.accountability.rating.value_questions import Place, value_questions
from beatwise.web.imports.batches import RowQuestion
from beatwise.web.performance import current_ratings
from beatwise.web.performance.models import ObservationRow, RebasingDecision


def questions_of(
    entries: Sequence[MeasureObservation], measures: Mapping[str, Measure]
) -> list[tuple[int, Question]]:
    """Return the questions about new values, each with its place in ``entries``."""
    names = {name for name, _ in entries}
    places = {(name, value.area) for name, value in entries}
    rows = ObservationRow.objects.filter(measure__in=names, removed=False)
    cuts = RebasingDecision.objects.filter(measure__in=names, withdrawn=False)
    if len(places) == 1:
        ((_, area),) = places
        rows, cuts = rows.filter(area=area), cuts.filter(area=area)
    stored: dict[Place, list[Observation]] = {}
    for row in rows.order_by("pk"):
        if (row.measure, row.area) in places:
            stored.setdefault((row.measure, row.area), []).append(current_ratings.observation(row))
    rebasings: dict[Place, list[Rebasing]] = {}
    for cut in cuts:
        rebasings.setdefault((cut.measure, cut.area), []).append(current_ratings.rebasing(cut))
    return value_questions(entries, measures, stored, rebasings)


def row_questions(
    entries: Sequence[MeasureObservation], measures: Mapping[str, Measure], numbers: Sequence[int]
) -> tuple[RowQuestion, ...]:
    """Return the questions about the values of a file, by the rows that ``numbers`` gives."""
    return tuple(
        RowQuestion(numbers[at], question.field, question)
        for at, question in questions_of(entries, measures)
    )


def reasons_for(
    entries: Sequence[MeasureObservation], measures: Mapping[str, Measure], reason: str
) -> dict[int, str]:
    """Return the reason for each value that is asked about, by its place in ``entries``."""
    return {at: reason for at, _ in questions_of(entries, measures)} if reason else {}
