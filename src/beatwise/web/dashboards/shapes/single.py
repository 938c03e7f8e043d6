"""Measures one by one: the latest value, its period, and how the rule rates it."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from beatwise.accountability.measures.expectation import Expectation, Kind
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.judged_value import expected_of
from beatwise.accountability.measures.years.rolling_years import YEAR
from beatwise.accountability.rating.chart_line import chart_line, is_rolling
from beatwise.accountability.rating.scorecard import Row
from beatwise.plurals import counted
from beatwise.publication.charts.periods_line import Line, lines
from beatwise.web.dashboards.dashboard_definition import Panel
from beatwise.web.dashboards.panel_data import Data
from beatwise.web.dashboards.panel_view import (
    Cell,
    Chart,
    PanelView,
    of_value,
    sentence_list,
    word_cell,
)
from beatwise.web.dashboards.shapes.bar_charts import NamedBar, single_bars
from beatwise.web.performance.presenters import rating_cell


COLUMNS = (
    ("Measure", False), ("Latest", True), ("Period", False), ("Expected", False),
    ("Direction from the baseline", False), ("Rating", False),
    ("Variation and target", False),
)  # fmt: skip


FEW = "A chart needs two values of like periods that do not overlap."
ROLLING = (
    "Rolling years overlap, so no chart is drawn from them; give the months or quarters underneath."
)


def show(panel: Panel, data: Data) -> PanelView:
    """Show each measure's latest value, and a chart of those that can stand side by side."""
    measures = data.known(panel.measures)
    latest = {m.id: data.row(m.id).latest for m in measures}
    notes = [*data.missing(panel.measures), *_without(measures, latest), *_undated(measures, data)]
    if len(measures) == 1:
        chart, more = _line(measures[0], data.values(measures[0].id), latest[measures[0].id])
    else:
        chart, more = _bars(measures, latest)
    return PanelView((*notes, *more), COLUMNS, tuple(row(m, data) for m in measures), chart)


def row(measure: Measure, data: Data) -> tuple[Cell, ...]:
    """Return a measure as a row, rated by the rule."""
    score = data.row(measure.id)
    way, mark = rating_cell.way(score.rating), rating_cell.mark(score.rating)
    observation = score.latest
    better = f", {way['better']}" if way and way["better"] else ""
    return (
        word_cell(measure.title, reverse("measure", args=[measure.id])),
        of_value(measure, observation),
        word_cell(observation.period.words if observation else ""),
        word_cell(measure.expectation.words),
        word_cell(f"{way['arrow']} {way['word']}{better}" if way else ""),
        Cell(mark["word"], mark["word"], mark),
        sign_cell(score),
    )


def sign_cell(score: Row) -> Cell:
    """Return a measure's variation and, where it has a target, its assurance."""
    signs = rating_cell.signs(score)
    words = "; ".join(sign["words"] for sign in signs)
    return Cell(words, words, signs=signs)


def _without(measures: Sequence[Measure], latest: dict[str, Observation | None]) -> tuple[str, ...]:
    without = [m.title for m in measures if latest[m.id] is None]
    return (f"No data yet: {sentence_list(without)}.",) if without else ()


def _undated(measures: Sequence[Measure], data: Data) -> tuple[str, ...]:
    """Say which values state no period, where another of their measure does: none is the latest."""
    undated = []
    for measure in measures:
        values = [each for each in data.values(measure.id) if each.value is not None]
        if any(each.period.stated for each in values):
            undated += [
                f"{measure.title}, {value_in_words(each.value, measure.unit.name)}"
                for each in values
                if not each.period.stated and each.value is not None
            ]
    return (
        (f"Without a stated period, so not taken as the latest: {sentence_list(undated)}.",)
        if undated
        else ()
    )


def _line(
    measure: Measure, observations: Sequence[Observation], judged: Observation | None
) -> tuple[Chart | None, tuple[str, ...]]:
    points = [(period, value) for period, value in chart_line(observations) if period.stated]
    if sum(value is not None for _, value in points) < 2:
        return None, (ROLLING if is_rolling(_years(observations)) else FEW,)
    labels = [period.words for period, _ in points]
    values = [None if value is None else float(value) for _, value in points]
    gaps = sum(value is None for value in values)
    target = _target(expected_of(measure, judged.period if judged else None, points[-1][0].length))
    chart = Chart(
        {"shape": "line", "labels": labels, "values": values, "name": measure.title, "at": target},
        lambda width: lines(labels, [Line(measure.title, values)], width=width, target=target),
        f"{measure.title} from {labels[0]} to {labels[-1]}. The values stand in the table.",
    )
    return chart, (f"{gaps} periods have no data; the line has a gap there.",) if gaps else ()


def _bars(
    measures: Sequence[Measure], latest: dict[str, Observation | None]
) -> tuple[Chart | None, tuple[str, ...]]:
    """Draw the measures whose latest values have one unit and one period: the most there are."""
    groups: dict[tuple[str, str], list[tuple[Measure, Observation]]] = {}
    for measure in measures:
        value = latest[measure.id]
        if value is not None and value.value is not None and measure.unit.name != "yes/no":
            groups.setdefault((measure.unit.name, str(value.period)), []).append((measure, value))
    if not groups:
        return None, ()
    largest = max(groups.values(), key=len)
    if len(largest) < 2:
        return None, ("No two values have the same unit and period, so no chart is drawn.",)
    rows = [
        NamedBar(m.title, float(s.value or 0), value_in_words(s.value, m.unit.name))
        for m, s in largest
        if s.value is not None
    ]
    left = sum(map(len, groups.values())) - len(largest)
    period = largest[0][1].period.words
    words = f"The chart shows {counted(len(largest), 'value')}: {period}."
    if left:
        words += f" {left} of another unit or period stand in the table only."
    chart = single_bars(
        "bars",
        rows,
        f"{len(rows)} measures side by side, {period}. The values stand in the table.",
    )
    return chart, (words,)


def _years(observations: Sequence[Observation]) -> list[Period]:
    return [each.period for each in observations if each.period.length == YEAR]


def _target(expected: Expectation) -> tuple[float, str] | None:
    if expected.kind is not Kind.TARGET or expected.target is None:
        return None
    return float(expected.target), f"target: {expected.words}"
