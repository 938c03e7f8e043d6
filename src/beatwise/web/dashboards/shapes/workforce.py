"""Posts, people and what draws them away, period by period; a change only between like periods."""

from __future__ import annotations

from django.urls import reverse

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.rag import change_between, change_in_words
from beatwise.web.dashboards.dashboard_definition import Panel
from beatwise.web.dashboards.panel_data import Data, periods
from beatwise.web.dashboards.panel_view import (
    Cell,
    Chart,
    PanelView,
    number,
    sentence_list,
    value_words,
    word_cell,
)
from beatwise.web.dashboards.shapes.bar_charts import GroupBar, grouped_bars


MOST, BARS = 6, 3


def show(panel: Panel, data: Data) -> PanelView:
    """Show each measure over the newest periods, and the change between the last two like ones."""
    measures = data.known(panel.measures)
    notes = list(data.missing(panel.measures))
    values = {m.id: [s for s in data.values(m.id) if s.value is not None] for m in measures}
    without = [m.title for m in measures if not values[m.id]]
    if without:
        notes.append(f"No data yet: {sentence_list(without)}.")
    measures = [m for m in measures if values[m.id]]
    newest = periods(s for m in measures for s in values[m.id])[-MOST:]
    if not newest:
        return PanelView(tuple(notes))
    if len({period.length for period in newest}) > 1:
        notes.append("The periods are of unlike lengths; a change is given between like ones only.")
    heads = [("Measure", False), *((_head(p), True) for p in newest), ("Change", True)]
    rows = tuple(_row(m, values[m.id], newest) for m in measures)
    return PanelView(tuple(notes), tuple(heads), rows, _chart(measures, values, newest))


def _head(period: Period) -> str:
    return period.words[:1].upper() + period.words[1:]


def _row(measure: Measure, values: list[Observation], newest: list[Period]) -> tuple[Cell, ...]:
    here = {each.period: each.value for each in values}
    cells = [number(here[p], measure.unit.name) if p in here else Cell("") for p in newest]
    address = reverse("measure", args=[measure.id])
    return (word_cell(measure.title, address), *cells, _change(measure, values))


def _change(measure: Measure, values: list[Observation]) -> Cell:
    now = values[-1]
    before = next((s for s in reversed(values[:-1]) if s.period.like(now.period)), None)
    if before is None or before.value is None or now.value is None or measure.tolerance is None:
        return Cell("")
    change = change_between(before.value, now.value, measure.tolerance)
    if change is None:
        return Cell("not calculable")
    words = f"{change_in_words(change, measure.tolerance)} on {before.period.words}"
    return Cell(words, round(float(change), 1))


def _chart(
    measures: list[Measure], values: dict[str, list[Observation]], newest: list[Period]
) -> Chart | None:
    """Draw the measures of the commonest unit, over the newest periods."""
    units = [m.unit.name for m in measures]
    unit = max(units, key=units.count)
    rows = []
    for measure in measures:
        if measure.unit.name != unit:
            continue
        here = {each.period: each.value for each in values[measure.id]}
        group = [
            GroupBar(_head(p), float(v), value_words(v, unit))
            for p in newest
            if (v := here.get(p)) is not None
        ][-BARS:]
        rows.append((measure.title, group))
    return grouped_bars(
        "workforce",
        rows,
        f"{sentence_list([name for name, _ in rows])}. The values stand in the table.",
    )
