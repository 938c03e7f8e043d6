"""Standings: worked out anew inside every action that changes what was observed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from beatwise.accountability.measures.due import is_late
from beatwise.accountability.measures.expectation import Polarity
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import YES_NO
from beatwise.accountability.measures.observation import Observation, latest
from beatwise.accountability.rating.chart_line import Line, Rebasing, chart_line, cuts_in
from beatwise.accountability.rating.control_charts import Chart, Signal, xmr
from beatwise.accountability.rating.rag import rate
from beatwise.accountability.rating.scorecard import Row, adverse_signals, reasons
from beatwise.web.performance import from_rows
from beatwise.web.performance.models import ObservationRow, RebasingDecision, Standing


Pair = tuple[str, str]
Stored = TypeVar("Stored", ObservationRow, RebasingDecision)
NO_CHART = Chart((), (), (), ())
NUMBERS = ("value", "numerator", "denominator")


def observation(row: ObservationRow) -> Observation:
    """Return a stored row as the value it stands for."""
    numbers = {n: Decimal(w) if (w := getattr(row, n)) else None for n in NUMBERS}
    return Observation(
        period=from_rows.period(row.period),
        area=row.area,
        vintage=row.vintage,
        source=row.source,
        note=row.note,
        **numbers,
    )


def rebasing(row: RebasingDecision) -> Rebasing:
    """Return a stored decision as the value it stands for."""
    starts = from_rows.period(row.starts)
    return Rebasing(starts, row.reason, row.role, row.decided_on)


def bring_up_to_date(pairs: Iterable[Pair]) -> None:
    """Work out the standings of some measures in some areas, inside the caller's transaction."""
    by_measure: dict[str, set[str]] = {}
    for measure, area in pairs:
        by_measure.setdefault(measure, set()).add(area)
    standings = [row for name, areas in by_measure.items() for row in _measure(name, areas)]
    Standing.objects.bulk_create(
        standings,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["measure", "area"],
        update_fields=["latest", "value_count", "chart_points", "signals"],
    )


def standing_of(
    measure: str, area: str, rows: Sequence[ObservationRow], cuts: Sequence[RebasingDecision]
) -> Standing:
    """Return where a measure stands in an area, from all its rows and re-basings there."""
    observations = [observation(row) for row in rows]
    newest = latest(observations, area)
    chart = control_chart(chart_line(observations, area), [rebasing(cut) for cut in cuts])
    return Standing(
        measure=measure,
        area=area,
        latest=next((r for r, o in zip(rows, observations, strict=True) if o is newest), None),
        value_count=len(rows),
        chart_points=len(chart.values),
        signals={w.value: [s.name for s in adverse_signals(chart, w)] for w in Polarity},
    )


def control_chart(line: Line, decisions: Iterable[Rebasing], **ends: float) -> Chart:
    """Return the control chart of a line of values."""
    values = [None if value is None else float(value) for _, value in line]
    return xmr(values, rebased=cuts_in(decisions, line), **ends)


def row(measure: Measure, standing: Standing | None, today: dt.date) -> Row:
    """Return a measure's row of the scorecard on a day, its chart left out."""
    latest_row = standing.latest if standing else None
    newest = observation(latest_row) if latest_row else None
    rating = rate(measure, newest, late=is_late(measure, newest, today))
    return Row(measure, newest, rating, NO_CHART, (), reasons(rating, signals(measure, standing)))


def signals(measure: Measure, standing: Standing | None) -> tuple[Signal, ...]:
    """Return the signals at the last point that go the way this measure does not want.

    A yes or no has none: limits around answers mean nothing.
    """
    if measure.unit.name == YES_NO:
        return ()
    names = standing.signals.get(measure.polarity.value, ()) if standing else ()
    return tuple(Signal[name] for name in names)


def _measure(name: str, areas: set[str]) -> list[Standing]:
    values = ObservationRow.objects.filter(measure=name, area__in=areas, removed=False)
    cuts = RebasingDecision.objects.filter(measure=name, area__in=areas, withdrawn=False)
    rows, decisions = _by_area(values.order_by("pk")), _by_area(cuts)
    return [standing_of(name, area, rows.get(area, []), decisions.get(area, [])) for area in areas]


def _by_area(rows: Iterable[Stored]) -> Mapping[str, list[Stored]]:
    by_area: dict[str, list[Stored]] = {}
    for row in rows:
        by_area.setdefault(row.area, []).append(row)
    return by_area
