"""New values set against those that are stored: the same, another of their vintage, restated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from django.db.models import QuerySet

from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.observation_rows import MeasureObservation
from beatwise.web.performance.models import ObservationRow


TWIN = "there is another value of this measure, area, period and vintage."
MEND_TWIN = "Give the day on which this one was known, or withdraw the other first."
_COMPARED = (
    "measure", "area", "period", "value", "numerator", "denominator", "source", "note", "vintage",
)  # fmt: skip


def new_among(entries: Iterable[MeasureObservation], day: dt.date) -> list[MeasureObservation]:
    """Return the values that are not stored yet; see ``numbered_new``."""
    return [entry for _, entry in numbered_new(entries, day)]


def numbered_new(
    entries: Iterable[MeasureObservation], day: dt.date
) -> list[tuple[int, MeasureObservation]]:
    """Return the values that are not stored yet, each with its place in the list.

    One that states no vintage is the same as any of its period with the same numbers; and when it
    restates a value of its period it is known as of ``day``, so that it is the newest.
    """
    all_entries = list(entries)
    rows = _stored(all_entries)
    stored = {_comparable(row) for row in rows.values_list(*_COMPARED)}
    without_vintage, periods = {row[:-1] for row in stored}, {row[:3] for row in stored}
    new = []
    for at, (measure, value) in enumerate(all_entries):
        row = _comparable([getattr(as_row(measure, value), name) for name in _COMPARED])
        if row in stored or (value.vintage is None and row[:-1] in without_vintage):
            continue
        if value.vintage is None and row[:3] in periods:
            value = replace(value, vintage=day)
        new.append((at, (measure, value)))
    return new


def twins(entries: Sequence[MeasureObservation]) -> list[int]:
    """Return the places of values whose measure, area, period and vintage have another value."""
    stored = set(_stored(entries).values_list("measure", "area", "period", "vintage"))
    return [at for at, (measure, value) in enumerate(entries) if key_of(measure, value) in stored]


def key_of(measure: str, value: Observation) -> tuple[object, ...]:
    """Return what only one value may say: its measure, area, period and vintage."""
    return measure, value.area, str(value.period), value.vintage


def restating(entries: Iterable[MeasureObservation]) -> list[MeasureObservation]:
    """Return the values whose measure, area and period have a value already."""
    all_entries = list(entries)
    stored = set(_stored(all_entries).values_list("measure", "area", "period"))
    return [(m, value) for m, value in all_entries if (m, value.area, str(value.period)) in stored]


def as_row(measure: str, value: Observation, reason: str = "") -> ObservationRow:
    """Return a value as the row that stores it, not saved yet."""
    at, months = value.period.order
    return ObservationRow(
        measure=measure,
        area=value.area,
        period=str(value.period),
        at=at,
        months=months,
        value=stored_number(value.value),
        numerator=stored_number(value.numerator),
        denominator=stored_number(value.denominator),
        vintage=value.vintage,
        source=value.source,
        note=value.note,
        reason=reason,
    )


def stored_number(value: Decimal | None) -> str:
    """Return a number as it is stored: its own digits, empty for no data."""
    return "" if value is None else f"{value:f}"


def _stored(entries: Iterable[MeasureObservation]) -> QuerySet[ObservationRow]:
    names = {measure for measure, _ in entries}
    return ObservationRow.objects.filter(measure__in=names, removed=False)


def _comparable(row: Sequence[object]) -> tuple[object, ...]:
    """Return a row as what it says: 65.9 and 65.90 say the same."""
    numbers = (Decimal(str(word)) if word else None for word in row[3:6])
    return (*row[:3], *numbers, *row[6:])
