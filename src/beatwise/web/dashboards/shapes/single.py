"""Measures one by one: the latest value, its period, and how the rule rates it."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from beatwise.accountability.measures.expectation import Kind
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.rating.chart_line import chart_line
from beatwise.publication.charts.bars import Bar, bars
from beatwise.publication.charts.periods_line import Line, lines
from beatwise.web.dashboards.definition import Panel
from beatwise.web.dashboards.panel_data import Data
from beatwise.web.dashboards.panel_view import Cell, Chart, Shown, listed, of_value
from beatwise.web.dashboards.panel_view import words as said_words
from beatwise.web.performance.presenters import rating_cell


COLUMNS = (
    ("Measure", False), ("Latest", True), ("Period", False), ("Expected", False),
    ("Direction from the baseline", False), ("Rating", False),
)  # fmt: skip


def show(panel: Panel, data: Data) -> Shown:
    """Show each measure's latest value, and a chart of those that can stand side by side."""
    known = data.known(panel.measures)
    latest = {m.id: _latest(data.values(m.id)) for m in known}
    said = [*data.missing(panel.measures), *_without(known, latest), *_undated(known, data)]
    if len(known) == 1:
        chart, more = _line(known[0], data.values(known[0].id))
    else:
        chart, more = _bars(known, latest)
    return Shown((*said, *more), COLUMNS, tuple(row(m, data) for m in known), chart)


def row(measure: Measure, data: Data) -> tuple[Cell, ...]:
    """Return a measure as a row, rated by the rule."""
    found = data.row(measure.id)
    way, mark = rating_cell.way(found.rating), rating_cell.mark(found.rating)
    seen = found.latest
    better = f", {way['better']}" if way and way["better"] else ""
    return (
        said_words(measure.title, reverse("measure", args=[measure.id])),
        of_value(measure, seen),
        said_words(seen.period.words if seen else ""),
        said_words(measure.expectation.words),
        said_words(f"{way['arrow']} {way['word']}{better}" if way else ""),
        Cell(mark["word"], mark["word"], mark),
    )


def _latest(seen: Sequence[Observation]) -> Observation | None:
    return next((each for each in reversed(seen) if each.value is not None), None)


def _without(known: Sequence[Measure], latest: dict[str, Observation | None]) -> tuple[str, ...]:
    without = [m.title for m in known if latest[m.id] is None]
    return (f"No data yet: {listed(without)}.",) if without else ()


def _undated(known: Sequence[Measure], data: Data) -> tuple[str, ...]:
    """Say which values state no period, where another of their measure does: none is the latest."""
    found = []
    for measure in known:
        seen = [each for each in data.values(measure.id) if each.value is not None]
        if any(each.period.stated for each in seen):
            found += [
                f"{measure.title}, {value_in_words(each.value, measure.unit.name)}"
                for each in seen
                if not each.period.stated and each.value is not None
            ]
    return (
        (f"Without a stated period, so not taken as the latest: {listed(found)}.",) if found else ()
    )


def _line(measure: Measure, seen: Sequence[Observation]) -> tuple[Chart | None, tuple[str, ...]]:
    drawn = [(period, value) for period, value in chart_line(seen) if period.stated]
    if sum(value is not None for _, value in drawn) < 2:
        return None, ("A chart needs two values of like periods that do not overlap.",)
    labels = [period.words for period, _ in drawn]
    values = [None if value is None else float(value) for _, value in drawn]
    gaps = sum(value is None for value in values)
    target = _target(measure)
    chart = Chart(
        {"shape": "line", "labels": labels, "values": values, "name": measure.title, "at": target},
        lambda width: lines(labels, [Line(measure.title, values)], width=width, target=target),
        f"{measure.title} from {labels[0]} to {labels[-1]}. The values stand in the table.",
    )
    return chart, (f"{gaps} periods have no data; the line has a gap there.",) if gaps else ()


def _bars(
    known: Sequence[Measure], latest: dict[str, Observation | None]
) -> tuple[Chart | None, tuple[str, ...]]:
    """Draw the measures whose latest values have one unit and one period: the most there are."""
    groups: dict[tuple[str, str], list[tuple[Measure, Observation]]] = {}
    for measure in known:
        seen = latest[measure.id]
        if seen is not None and seen.value is not None and measure.unit.name != "yes/no":
            groups.setdefault((measure.unit.name, str(seen.period)), []).append((measure, seen))
    if not groups:
        return None, ()
    chosen = max(groups.values(), key=len)
    if len(chosen) < 2:
        return None, ("No two values have the same unit and period, so no chart is drawn.",)
    rows = [
        (m.title, float(s.value or 0), value_in_words(s.value, m.unit.name))
        for m, s in chosen
        if s.value is not None
    ]
    left = sum(map(len, groups.values())) - len(chosen)
    period = chosen[0][1].period.words
    words = f"The chart shows {len(chosen)} values: {period}."
    if left:
        words += f" {left} of another unit or period stand in the table only."
    chart = Chart(
        {"shape": "bars", "rows": rows},
        lambda width: bars([(n, [Bar("", v, w)]) for n, v, w in rows], width=width),
        f"{len(rows)} measures side by side, {period}. The values stand in the table.",
    )
    return chart, (words,)


def _target(measure: Measure) -> tuple[float, str] | None:
    if measure.expectation.kind is not Kind.TARGET or measure.expectation.target is None:
        return None
    return float(measure.expectation.target), f"target: {measure.expectation.words}"
