"""Contact demand: figures by channel, the like period before, and targets that fit them."""

from __future__ import annotations

from fractions import Fraction

from django.urls import reverse

from beatwise.accountability.measures.expectation import Kind
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.rating.demand import Demand, DemandRow, Standard, Verdict, demand_table
from beatwise.publication import state_looks
from beatwise.web.dashboards.dashboard_definition import Figure, Panel
from beatwise.web.dashboards.panel_data import Data
from beatwise.web.dashboards.panel_view import (
    NO_DATA,
    Cell,
    Chart,
    PanelView,
    number,
    percent,
    sentence_list,
    value_words,
    word_cell,
)
from beatwise.web.dashboards.shapes.bar_charts import GroupBar, grouped_bars
from beatwise.web.performance.presenters.rating_cell import Mark, mark_of


COLUMNS = (
    ("Channel", False), ("Measure", False), ("Before", True), ("Period before", False),
    ("Now", True), ("Period", False), ("Change", True), ("Target", False), ("Against it", False),
)  # fmt: skip
_MARKS: dict[Verdict, Mark] = {
    Verdict.MET: mark_of(state_looks.VERDICTS["met"]),
    Verdict.NOT_MET: mark_of(state_looks.VERDICTS["not met"]),
}


def show(panel: Panel, data: Data) -> PanelView:
    """Show each figure beside the like period before it, and against its target."""
    names = [figure.measure for figure in panel.figures]
    notes = list(data.missing(names))
    figures = [figure for figure in panel.figures if figure.measure in data.measures]
    now: list[tuple[Figure, Demand]] = []
    before: list[Demand] = []
    for figure in figures:
        dated = [s for s in data.values(figure.measure) if s.value is not None and s.period.stated]
        if not dated:
            notes.append(f"No data: {data.measures[figure.measure].title}.")
            continue
        now.append((figure, _demand(figure, dated[-1])))
        earlier = [s for s in dated[:-1] if s.period.like(dated[-1].period)]
        if earlier:
            before.append(_demand(figure, earlier[-1]))
    table = demand_table([demand for _, demand in now], before, _standards(figures, data))
    pairs = list(zip(now, table, strict=True))
    if any(row.before is None for row in table):
        notes.append("A value without a like period before it has no change.")
    if any(row.verdict is Verdict.UNLIKE for row in table):
        notes.append("A target is held only against values measured in the same way.")
    rows = tuple(_row(figure, row, data) for (figure, _), row in pairs)
    return PanelView(tuple(notes), COLUMNS, rows, _chart(panel, data, pairs))


def _demand(figure: Figure, latest: Observation) -> Demand:
    return Demand(figure.channel, figure.kind, latest.period, latest.value, figure.within_seconds)


def _standards(figures: list[Figure], data: Data) -> list[Standard]:
    standards = []
    for figure in figures:
        measure = data.measures[figure.measure]
        if measure.expectation.kind is Kind.TARGET:
            standards.append(
                Standard(figure.channel, figure.kind, measure.expectation, measure.source,
                         figure.within_seconds)
            )  # fmt: skip
    return standards


def _row(figure: Figure, row: DemandRow, data: Data) -> tuple[Cell, ...]:
    measure = data.measures[figure.measure]
    unit = measure.unit.name
    mark = _MARKS.get(row.verdict)
    return (
        word_cell(figure.channel),
        word_cell(measure.title, reverse("measure", args=[measure.id])),
        number(row.before.value, unit) if row.before else Cell(NO_DATA, missing=True),
        word_cell(row.before.period.words if row.before else ""),
        number(row.now.value, unit),
        word_cell(row.now.period.words),
        _change(row),
        word_cell(_target(row)),
        Cell(row.verdict.value, row.verdict.value, mark),
    )


def _target(row: DemandRow) -> str:
    if row.standard is None:
        return ""
    limit = row.standard.within_seconds
    within = ""
    if limit is not None:
        within = f" within {limit // 60} minutes" if limit >= 120 else f" within {limit} seconds"
    return f"{row.standard.expectation.words} %{within}"


def _change(row: DemandRow) -> Cell:
    if row.change is None:
        return Cell("")
    if row.now.kind == "volume":
        return Cell(percent(row.change, signed=True), round(float(row.change), 1))
    return Cell(_points(row.change), round(float(row.change), 1))


def _points(change: Fraction) -> str:
    size = f"{abs(float(change)):.1f}".removesuffix(".0")
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{size} points"


def _chart(
    panel: Panel, data: Data, pairs: list[tuple[tuple[Figure, Demand], DemandRow]]
) -> Chart | None:
    units = {data.measures[figure.measure].unit.name for (figure, _), _ in pairs}
    if not pairs or len(units) > 1:
        return None
    unit = units.pop()
    rows = []
    for (figure, _), row in pairs:
        group = [
            GroupBar(each.period.words, None if each.value is None else float(each.value),
                     value_words(each.value, unit))
            for each in (row.before, row.now)
            if each is not None
        ]  # fmt: skip
        rows.append((data.measures[figure.measure].title, group))
    return grouped_bars(
        "demand",
        rows,
        f"{sentence_list([name for name, _ in rows])}. The values stand in the table.",
    )
