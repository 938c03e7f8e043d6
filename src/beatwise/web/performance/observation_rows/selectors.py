"""Stored values, those of similar forces and printed ones: only what a person may see."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import Observation, current
from beatwise.accountability.measures.period import Period
from beatwise.accountability.roles import Person
from beatwise.web.performance import current_ratings
from beatwise.web.performance.models import (
    ObservationRow,
    Peer,
    PrintedRating,
    RebasingDecision,
    Standing,
)
from beatwise.web.performance.observation_rows.visible_areas import visible_areas


def visible_values(person: Person | None, **filters: object) -> QuerySet[ObservationRow]:
    """Return the values that this person sees, in the order they came in."""
    rows = ObservationRow.objects.filter(removed=False, **filters)
    visible = visible_areas(person)
    return rows if visible is None else rows.filter(area__in=visible)


def in_period(person: Person | None, name: str, period: Period) -> list[ObservationRow]:
    """Return a measure's values of one period, in every area that this person sees."""
    at, months = period.order
    rows = visible_values(person, measure=name, at=at, months=months).order_by("pk")
    return [row for row in rows if row.period == str(period)]


def latest_by_area(person: Person | None, name: str) -> list[ObservationRow]:
    """Return the newest value of a measure in each area that this person sees."""
    rows = Standing.objects.filter(measure=name, latest__isnull=False).select_related("latest")
    visible = visible_areas(person)
    if visible is not None:
        rows = rows.filter(area__in=visible)
    return [row.latest for row in rows if row.latest is not None]


def baselines(measures: Iterable[Measure], area: str) -> dict[str, Observation]:
    """Return an area's own values for the periods of the measures' baselines, by measure."""
    periods = {m.id: m.baseline.period for m in measures if m.baseline and m.baseline.period.stated}
    rows = ObservationRow.objects.filter(
        measure__in=list(periods),
        area=area,
        at__in={period.order[0] for period in periods.values()},
        removed=False,
    )
    by_measure: dict[str, list[Observation]] = {}
    for row in rows.order_by("pk"):
        if row.period == str(periods[row.measure]):
            by_measure.setdefault(row.measure, []).append(current_ratings.observation(row))
    return {name: current(values)[-1] for name, values in by_measure.items()}


def baselines_by_area(measure: Measure) -> dict[str, Observation]:
    """Return each area's own value for the period of a measure's baseline."""
    if measure.baseline is None or not measure.baseline.period.stated:
        return {}
    period = measure.baseline.period
    rows = ObservationRow.objects.filter(
        measure=measure.id, at=period.order[0], months=period.order[1], removed=False
    )
    values = current(current_ratings.observation(row) for row in rows.order_by("pk"))
    return {each.area: each for each in values if each.period == period}


def rebasings(name: str, area: str) -> list[RebasingDecision]:
    """Return the re-basings of a measure in an area that have not been withdrawn."""
    return list(RebasingDecision.objects.filter(measure=name, area=area, withdrawn=False))


def printed_ratings(name: str, area: str) -> list[PrintedRating]:
    """Return what papers printed of a measure in an area, newest last."""
    return list(PrintedRating.objects.filter(measure=name, area=area, removed=False))


def peers(name: str) -> list[Peer]:
    """Return the similar forces' values of a measure."""
    return list(Peer.objects.filter(measure=name, removed=False))


def all_peers() -> QuerySet[Peer]:
    """Return every similar force's value, in the order of a file."""
    return Peer.objects.filter(removed=False).order_by("measure", "period", "force", "pk")
