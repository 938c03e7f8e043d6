"""Standings: worked out anew inside every action that changes what was observed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

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
from beatwise.web.performance.models import Observed, Rebased, Standing


Pair = tuple[str, str]
NO_CHART = Chart((), (), (), ())
NUMBERS = ("value", "numerator", "denominator")


def observation(row: Observed) -> Observation:
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


def rebasing(row: Rebased) -> Rebasing:
    """Return a stored decision as the value it stands for."""
    starts = from_rows.period(row.starts)
    return Rebasing(starts, row.reason, row.role, row.decided_on)


def bring_up_to_date(pairs: Iterable[Pair]) -> None:
    """Work out the standings of some measures in some areas, inside the caller's transaction."""
    by_measure: dict[str, set[str]] = {}
    for measure, area in pairs:
        by_measure.setdefault(measure, set()).add(area)
    made = [row for name, areas in by_measure.items() for row in _measure(name, areas)]
    Standing.objects.bulk_create(
        made,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["measure", "area"],
        update_fields=["latest", "observed", "charted", "signals"],
    )


def worked_out(
    measure: str, area: str, rows: Sequence[Observed], cuts: Sequence[Rebased]
) -> Standing:
    """Return where a measure stands in an area, from all its rows and re-basings there."""
    told = [(observation(row), row) for row in rows]
    listed = [seen for seen, _ in told]
    newest = latest(listed, area)
    chart = charted(chart_line(listed, area), [rebasing(cut) for cut in cuts])
    return Standing(
        measure=measure,
        area=area,
        latest=next((row for seen, row in told if seen is newest), None),
        observed=len(rows),
        charted=len(chart.values),
        signals={w.value: [s.name for s in adverse_signals(chart, w)] for w in Polarity},
    )


def charted(line: Line, decisions: Iterable[Rebasing], **ends: float) -> Chart:
    """Return the control chart of a line of values."""
    values = [None if value is None else float(value) for _, value in line]
    return xmr(values, rebased=cuts_in(decisions, line), **ends)


def row(measure: Measure, standing: Standing | None, today: dt.date) -> Row:
    """Return a measure's row of the scorecard on a day, its chart left out."""
    held = standing.latest if standing else None
    newest = observation(held) if held else None
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
    seen = Observed.objects.filter(measure=name, area__in=areas, removed=False).order_by("pk")
    cuts = Rebased.objects.filter(measure=name, area__in=areas, withdrawn=False)
    rows, decided = _by_area(seen), _by_area(cuts)
    return [worked_out(name, area, rows.get(area, []), decided.get(area, [])) for area in areas]


def _by_area(found: Iterable[Any]) -> Mapping[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for each in found:
        grouped.setdefault(each.area, []).append(each)
    return grouped
