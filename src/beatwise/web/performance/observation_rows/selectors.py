"""Stored values, those of similar forces and printed ones: only what a person may see."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max, QuerySet

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.judged_value import of_period, years_of
from beatwise.accountability.measures.years.rolling_years import PARTS, YEAR
from beatwise.accountability.roles import Person
from beatwise.web.performance import current_ratings, from_rows
from beatwise.web.performance.models import (
    ObservationRow,
    Peer,
    PrintedRating,
    RebasingDecision,
    Standing,
)
from beatwise.web.performance.observation_rows.matching import as_row
from beatwise.web.performance.observation_rows.visible_areas import visible_areas


MOST_PERIODS = 60  # that a form offers


def visible_values(person: Person | None, **filters: object) -> QuerySet[ObservationRow]:
    """Return the values that this person sees, in the order they came in."""
    rows = ObservationRow.objects.filter(removed=False, **filters)
    visible = visible_areas(person)
    return rows if visible is None else rows.filter(area__in=visible)


def newest_period(person: Person | None, name: str) -> int:
    """Return the order of the newest period that this person sees a value of; 0 when none."""
    return visible_values(person, measure=name).aggregate(newest=Max("at"))["newest"] or 0


def newest_part(name: str, area: str) -> Observation | None:
    """Return an area's newest value of a month, quarter or half-year, if it has any."""
    rows = ObservationRow.objects.filter(
        measure=name, area=area, months__in=list(PARTS), removed=False
    )
    row = rows.order_by("-at", "months", "-pk").first()
    return current_ratings.observation(row) if row else None


def period_words(name: str, area: str) -> list[str]:
    """Return the periods of a measure's values in an area, in words, the newest first."""
    rows = ObservationRow.objects.filter(measure=name, area=area, removed=False)
    stored = rows.order_by("-at", "months").values_list("period", flat=True)[:MOST_PERIODS]
    return [from_rows.period(words).words for words in dict.fromkeys(stored)]


def in_period(person: Person | None, measure: Measure, period: Period) -> list[ObservationRow]:
    """Return a measure's values of one period, in every area that this person sees.

    A year that can be formed stands in the place of the same one as reported.
    """
    at, months = period.order
    rows = visible_values(person, measure=measure.id, at=at, months=months).order_by("pk")
    formed = _formed(measure, period, visible_values(person, measure=measure.id))
    own = [row for row in rows if row.period == str(period) and row.area not in formed]
    return [*own, *(as_row(measure.id, year) for year in formed.values())]


def latest_by_area(person: Person | None, measure: Measure) -> list[ObservationRow]:
    """Return the value that a measure is judged by in each area that this person sees."""
    rows = Standing.objects.filter(measure=measure.id, latest__isnull=False)
    visible = visible_areas(person)
    if visible is not None:
        rows = rows.filter(area__in=visible)
    return [_judged(measure, row) for row in rows.select_related("latest", "latest_year")]


def baselines(measures: Iterable[Measure], area: str) -> dict[str, Observation]:
    """Return an area's own values for the periods of the measures' baselines, by measure."""
    of_stated = {m.id: m for m in measures if m.baseline and m.baseline.period.stated}
    periods = {name: m.baseline.period for name, m in of_stated.items() if m.baseline}
    if not periods:
        return {}
    first, last = _reach(periods.values())
    rows = ObservationRow.objects.filter(
        measure__in=list(periods), area=area, at__gte=first, at__lte=last, removed=False
    )
    by_measure: dict[str, list[Observation]] = {}
    for row in rows.order_by("pk"):
        by_measure.setdefault(row.measure, []).append(current_ratings.observation(row))
    own = {
        name: of_period(of_stated[name], values, periods[name])
        for name, values in by_measure.items()
    }
    return {name: value for name, value in own.items() if value is not None}


def baselines_by_area(measure: Measure) -> dict[str, Observation]:
    """Return each area's own value for the period of a measure's baseline."""
    if measure.baseline is None or not measure.baseline.period.stated:
        return {}
    period = measure.baseline.period
    first, last = _reach([period])
    rows = ObservationRow.objects.filter(
        measure=measure.id, at__gte=first, at__lte=last, removed=False
    )
    by_area: dict[str, list[Observation]] = {}
    for row in rows.order_by("pk"):
        by_area.setdefault(row.area, []).append(current_ratings.observation(row))
    own = {area: of_period(measure, values, period) for area, values in by_area.items()}
    return {area: value for area, value in own.items() if value is not None}


def _judged(measure: Measure, standing: Standing) -> ObservationRow:
    """Return the row that a measure is judged by, or one that stands for a formed year."""
    value = current_ratings.judged(measure, standing)
    for row in (standing.latest, standing.latest_year):
        if row is not None and value == current_ratings.observation(row):
            return row
    if value is None:
        raise LookupError(f"{standing} has a latest value and none that it is judged by")
    return as_row(measure.id, value)


def _formed(
    measure: Measure, period: Period, rows: QuerySet[ObservationRow]
) -> dict[str, Observation]:
    """Return the year of a period that each area's parts form, by area."""
    if period.length != YEAR:
        return {}
    first, last = _reach([period])
    within = rows.filter(at__gte=first, at__lte=last).order_by("pk")
    years = years_of(measure, [current_ratings.observation(row) for row in within])
    return {year.area: year for year in years if year.period == period}


def _reach(periods: Iterable[Period]) -> tuple[int, int]:
    """Return from where to where, as rows are ordered, some periods and their parts end."""
    ends = [(period.order[0], period.order[1] or 0) for period in periods]
    return min(at - 32 * months for at, months in ends), max(at for at, _ in ends)


def rebasings(name: str, area: str) -> list[RebasingDecision]:
    """Return the re-basings of a measure in an area that have not been withdrawn."""
    return list(RebasingDecision.objects.filter(measure=name, area=area, withdrawn=False))


def whole_area_rebasings(names: Iterable[str]) -> list[RebasingDecision]:
    """Return the whole area's re-basings of some measures, in the order they were decided."""
    decisions = RebasingDecision.objects.filter(measure__in=list(names), area=WHOLE_AREA)
    return list(decisions.filter(withdrawn=False).order_by("pk"))


def printed_ratings(name: str, area: str) -> list[PrintedRating]:
    """Return what papers printed of a measure in an area, newest last."""
    return list(PrintedRating.objects.filter(measure=name, area=area, removed=False))


def peers(name: str) -> list[Peer]:
    """Return the similar forces' values of a measure."""
    return list(Peer.objects.filter(measure=name, removed=False))


def all_peers() -> QuerySet[Peer]:
    """Return every similar force's value, in the order of a file."""
    return Peer.objects.filter(removed=False).order_by("measure", "period", "force", "pk")
