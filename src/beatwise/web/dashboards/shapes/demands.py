"""Contact demand: figures by channel, the like period before, and targets that fit them."""

from __future__ import annotations

from fractions import Fraction

from django.urls import reverse

from beatwise.accountability.measures.expectation import Kind
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.rating.demand import Demand, DemandRow, Standard, Verdict, demand_table
from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.dashboards.definition import Figure, Panel
from beatwise.web.dashboards.panel_data import Data
from beatwise.web.dashboards.panel_view import NO_DATA, Cell, Chart, Shown, listed, number, percent
from beatwise.web.dashboards.panel_view import words as said_words


COLUMNS = (
    ("Channel", False), ("Measure", False), ("Before", True), ("Period before", False),
    ("Now", True), ("Period", False), ("Change", True), ("Target", False), ("Against it", False),
)  # fmt: skip
_MARKS = {
    Verdict.MET: {"tag": "green", "shape": "●", "letter": "M", "word": "Met"},
    Verdict.NOT_MET: {"tag": "red", "shape": "■", "letter": "N", "word": "Not met"},
}


def show(panel: Panel, data: Data) -> Shown:
    """Show each figure beside the like period before it, and against its target."""
    names = [figure.measure for figure in panel.figures]
    said = list(data.missing(names))
    figures = [figure for figure in panel.figures if figure.measure in data.measures]
    now: list[tuple[Figure, Demand]] = []
    before: list[Demand] = []
    for figure in figures:
        known = [s for s in data.values(figure.measure) if s.value is not None and s.period.stated]
        if not known:
            said.append(f"No data: {data.measures[figure.measure].title}.")
            continue
        now.append((figure, _demand(figure, known[-1])))
        earlier = [s for s in known[:-1] if s.period.like(known[-1].period)]
        if earlier:
            before.append(_demand(figure, earlier[-1]))
    table = demand_table([demand for _, demand in now], before, _standards(figures, data))
    pairs = list(zip(now, table, strict=True))
    if any(row.before is None for row in table):
        said.append("A value without a like period before it has no change.")
    if any(row.verdict is Verdict.UNLIKE for row in table):
        said.append("A target is held only against values measured in the same way.")
    rows = tuple(_row(figure, row, data) for (figure, _), row in pairs)
    return Shown(tuple(said), COLUMNS, rows, _chart(panel, data, pairs))


def _demand(figure: Figure, seen: Observation) -> Demand:
    return Demand(figure.channel, figure.kind, seen.period, seen.value, figure.within_seconds)


def _standards(figures: list[Figure], data: Data) -> list[Standard]:
    found = []
    for figure in figures:
        measure = data.measures[figure.measure]
        if measure.expectation.kind is Kind.TARGET:
            found.append(
                Standard(figure.channel, figure.kind, measure.expectation, measure.source,
                         figure.within_seconds)
            )  # fmt: skip
    return found


def _row(figure: Figure, row: DemandRow, data: Data) -> tuple[Cell, ...]:
    measure = data.measures[figure.measure]
    unit = measure.unit.name
    mark = _MARKS.get(row.verdict)
    return (
        said_words(figure.channel),
        said_words(measure.title, reverse("measure", args=[measure.id])),
        number(row.before.value, unit) if row.before else Cell(NO_DATA, missing=True),
        said_words(row.before.period.words if row.before else ""),
        number(row.now.value, unit),
        said_words(row.now.period.words),
        _change(row),
        said_words(_target(row)),
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
            (each.period.words, None if each.value is None else float(each.value),
             NO_DATA if each.value is None else value_in_words(each.value, unit))
            for each in (row.before, row.now)
            if each is not None
        ]  # fmt: skip
        rows.append((data.measures[figure.measure].title, group))
    return Chart(
        {"shape": "demand", "rows": rows},
        lambda width: bars([(n, [Bar(*bar) for bar in group]) for n, group in rows], width=width),
        f"{listed([name for name, _ in rows])}. The values stand in the table.",
    )
