"""Standings: worked out anew inside every action that changes what was observed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from beatwise.accountability.measures.due import is_late
from beatwise.accountability.measures.expectation import Polarity
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import YES_NO
from beatwise.accountability.measures.observation import Observation, latest
from beatwise.accountability.measures.years.judged_value import judged_value, latest_year
from beatwise.accountability.measures.years.rolling_years import newest_sum
from beatwise.accountability.rating.chart_line import Line, Rebasing, chart_line, cuts_in
from beatwise.accountability.rating.control_charts import Chart, Signal, xmr
from beatwise.accountability.rating.rag import rate
from beatwise.accountability.rating.scorecard import Row, adverse_signals, reasons, within_ends
from beatwise.accountability.rating.variation import LatestPoint, Way, latest_point
from beatwise.web.performance import from_rows
from beatwise.web.performance.models import ObservationRow, RebasingDecision, Standing


Pair = tuple[str, str]
Stored = TypeVar("Stored", ObservationRow, RebasingDecision)
NO_CHART = Chart((), (), (), ())
NO_RUNS: Mapping[int, bool] = {}


class StoredValue(NamedTuple):
    """A value's fields as they are stored: a fraction of the time that a row as a model takes."""

    area: str
    period: str
    value: str
    numerator: str
    denominator: str
    vintage: dt.date | None
    source: str
    note: str
    hidden: bool = False


def observation(row: ObservationRow | StoredValue) -> Observation:
    """Return a stored row as the value it stands for."""
    return Observation(
        period=from_rows.period(row.period),
        value=_number(row.value),
        area=row.area,
        numerator=_number(row.numerator),
        denominator=_number(row.denominator),
        vintage=row.vintage,
        source=row.source,
        note=row.note,
        hidden=row.hidden,
    )


def rebasing(row: RebasingDecision) -> Rebasing:
    """Return a stored decision as the value it stands for."""
    starts = from_rows.period(row.starts)
    return Rebasing(starts, row.reason, row.role, row.decided_on)


def bring_every_one_up_to_date() -> None:
    """Work out every standing anew, as after a change of the rule, inside the caller's action."""
    bring_up_to_date(Standing.objects.values_list("measure", "area"))


def bring_up_to_date(pairs: Iterable[Pair]) -> None:
    """Work out the standings of some measures in some areas, inside the caller's transaction."""
    keep(list(worked_out(pairs)))


def worked_out(pairs: Iterable[Pair], counted: Mapping[int, bool] = NO_RUNS) -> Iterator[Standing]:
    """Yield the standings of some measures in some areas, not saved.

    ``counted`` says of a run, by its key, whether its values count, however far it is itself.
    """
    by_measure: dict[str, set[str]] = {}
    for measure, area in pairs:
        by_measure.setdefault(measure, set()).add(area)
    for name, areas in by_measure.items():
        yield from _measure(name, areas, counted)


def keep(standings: Sequence[Standing]) -> None:
    """Write standings, inside the caller's transaction, in place of those that are there."""
    Standing.objects.bulk_create(
        standings,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["measure", "area"],
        update_fields=[
            "latest", "value_count", "chart_points", "signals", "point", "latest_year", "year",
        ],
    )  # fmt: skip


def standing_of(
    measure: str, area: str, rows: Sequence[ObservationRow], cuts: Sequence[RebasingDecision]
) -> Standing:
    """Return where a measure stands in an area, from all its rows and re-basings there."""
    observations = [observation(row) for row in rows]
    by_value = {id(each): row for each, row in zip(observations, rows, strict=True)}
    line, year = chart_line(observations, area), newest_sum(observations, area)
    chart = control_chart(line, [rebasing(cut) for cut in cuts])
    return Standing(
        measure=measure,
        area=area,
        latest=by_value.get(id(latest(observations, area))),
        latest_year=by_value.get(id(latest_year(observations, area))),
        year=from_rows.year_as_stored(year) if year else {},
        value_count=len(rows),
        chart_points=len(chart.values),
        signals={w.value: [s.name for s in adverse_signals(chart, w)] for w in Polarity},
        point=as_stored(latest_point(chart, line[-1][0].length if line else None)),
    )


def control_chart(line: Line, decisions: Iterable[Rebasing], **ends: float) -> Chart:
    """Return the control chart of a line of values."""
    values = [None if value is None else float(value) for _, value in line]
    return xmr(values, rebased=cuts_in(decisions, line), **ends)


def row(measure: Measure, standing: Standing | None, today: dt.date) -> Row:
    """Return a measure's row of the scorecard on a day, its chart left out."""
    newest = judged(measure, standing) if standing else None
    rating = rate(measure, newest, late=is_late(measure, newest, today))
    why = reasons(rating, signals(measure, standing))
    return Row(measure, newest, rating, NO_CHART, (), why, point(measure, standing))


def judged(measure: Measure, standing: Standing) -> Observation | None:
    """Return the value that a measure is judged by where it stands."""
    newest = observation(standing.latest) if standing.latest else None
    reported = observation(standing.latest_year) if standing.latest_year else None
    year = from_rows.year(standing.year, standing.area) if standing.year else None
    return judged_value(measure, newest, reported, year)


def signals(measure: Measure, standing: Standing | None) -> tuple[Signal, ...]:
    """Return the signals at the last point that go the way this measure does not want.

    A yes or no has none: limits around answers mean nothing.
    """
    if measure.unit.name == YES_NO:
        return ()
    names = standing.signals.get(measure.polarity.value, ()) if standing else ()
    return tuple(Signal[name] for name in names)


def point(measure: Measure, standing: Standing | None) -> LatestPoint:
    """Return the latest point of a measure's chart; a yes or no has none."""
    if standing is None or not standing.point or measure.unit.name == YES_NO:
        return LatestPoint()
    stored = standing.point
    latest = LatestPoint(
        has_limits=stored["has_limits"],
        value=_float(stored["value"]),
        way=Way(stored["way"]) if stored["way"] else None,
        rests_on=stored["rests_on"],
        lower=_float(stored["lower"]),
        upper=_float(stored["upper"]),
        months=stored.get("months"),
    )
    return within_ends(latest, measure)


def as_stored(latest: LatestPoint) -> dict[str, object]:
    """Return a chart's latest point as a standing keeps it: its numbers as text, exact anywhere."""
    return {
        "has_limits": latest.has_limits,
        "value": _text(latest.value),
        "way": latest.way.value if latest.way else "",
        "rests_on": latest.rests_on,
        "lower": _text(latest.lower),
        "upper": _text(latest.upper),
        "months": latest.months,
    }


def _measure(name: str, areas: set[str], counted: Mapping[int, bool]) -> list[Standing]:
    values = ObservationRow.objects.counting(counted).filter(
        measure=name, area__in=areas, removed=False
    )
    cuts = RebasingDecision.objects.filter(measure=name, area__in=areas, withdrawn=False)
    rows, decisions = _by_area(values.order_by("pk")), _by_area(cuts)
    return [standing_of(name, area, rows.get(area, []), decisions.get(area, [])) for area in areas]


def _float(stored: str) -> float | None:
    return float(stored) if stored else None


def _text(number: float | None) -> str:
    return "" if number is None else repr(number)


def _number(stored: str) -> Decimal | None:
    return Decimal(stored) if stored else None


def _by_area(rows: Iterable[Stored]) -> Mapping[str, list[Stored]]:
    by_area: dict[str, list[Stored]] = {}
    for row in rows:
        by_area.setdefault(row.area, []).append(row)
    return by_area
