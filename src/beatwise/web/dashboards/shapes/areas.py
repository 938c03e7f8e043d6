"""One measure across areas: each beside the whole, which is never the mean of the parts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from beatwise.accountability.measures.by_area import ByArea, by_area
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.period import Period
from beatwise.web.dashboards.dashboard_definition import Panel
from beatwise.web.dashboards.panel_data import Data, periods
from beatwise.web.dashboards.panel_view import (
    Cell,
    Chart,
    PanelView,
    number,
    percent,
    value_words,
    word_cell,
)
from beatwise.web.dashboards.shapes.bar_charts import NamedBar, single_bars


def show(panel: Panel, data: Data) -> PanelView:
    """Show the newest period of each measure, area by area."""
    notes = list(data.missing(panel.measures))
    rows: list[tuple[Cell, ...]] = []
    chart = None
    areas = data.areas(panel.measures)
    for measure in data.known(panel.measures):
        period = _newest(measure, data)
        if period is None:
            notes.append(f"No data yet by area: {measure.title}.")
            continue
        table = by_area(measure, data.every(measure.id), period, areas)
        rows += _rows(measure, table, data)
        notes += _notes(measure, table, data)
        chart = chart or _chart(measure, table)
    columns = (("Area", False), ("Measure", False), ("Period", False), ("Value", True),
               ("Share of the whole", True))  # fmt: skip
    return PanelView(tuple(notes), columns, tuple(rows), chart)


def _newest(measure: Measure, data: Data) -> Period | None:
    whole = {area for area in data.areas([measure.id])}
    values = [s for s in data.every(measure.id) if s.area in whole and s.value is not None]
    dated = [period for period in periods(values) if period.stated]
    return dated[-1] if dated else None


def _rows(measure: Measure, table: ByArea, data: Data) -> list[tuple[Cell, ...]]:
    address = reverse("measure", args=[measure.id])
    rows: list[tuple[Cell, ...]] = [
        (
            word_cell(row.area),
            word_cell(measure.title, address),
            word_cell(table.period.words),
            number(row.value, measure.unit.name),
            _share(row.share if data.all_areas else None),
        )
        for row in table.rows
    ]
    if table.whole is not None and data.all_areas:
        exact = Decimal(table.whole.numerator) / Decimal(table.whole.denominator)
        decimals = Decimal("0.1") if exact % 1 else Decimal(1)
        whole = number(exact.quantize(decimals), measure.unit.name)
        rows.append(
            (word_cell("Together"), word_cell(measure.title, address),
             word_cell(table.period.words), whole, Cell("")),
        )  # fmt: skip
    return rows


def _notes(measure: Measure, table: ByArea, data: Data) -> list[str]:
    notes = []
    if not data.all_areas:
        notes.append("You see your own area; the others and their whole are not shown.")
    elif table.why:
        notes.append(f"{measure.title}: {table.why}")
    without_data = [row.area for row in table.rows if row.value is None]
    if without_data:
        notes.append(
            f"{measure.title}: no data for {', '.join(without_data)} in {table.period.words}."
        )
    return notes


def _share(share: Fraction | None) -> Cell:
    return Cell("") if share is None else Cell(percent(share), round(float(share), 1))


def _chart(measure: Measure, table: ByArea) -> Chart | None:
    rows = [
        NamedBar(row.area, None if row.value is None else float(row.value),
                 value_words(row.value, measure.unit.name))
        for row in table.rows
    ]  # fmt: skip
    if sum(row.value is not None for row in rows) < 2:
        return None
    return single_bars(
        "areas",
        rows,
        f"{measure.title} by area, {table.period.words}. The values stand in the table.",
    )
