"""One measure across areas: each beside the whole, which is never the mean of the parts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from beatwise.accountability.measures.by_area import ByArea, by_area
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.period import Period
from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.dashboards.definition import Panel
from beatwise.web.dashboards.panel_data import Data, periods
from beatwise.web.dashboards.panel_view import NO_DATA, Cell, Chart, Shown, number, percent
from beatwise.web.dashboards.panel_view import words as said_words


def show(panel: Panel, data: Data) -> Shown:
    """Show the newest period of each measure, area by area."""
    said = list(data.missing(panel.measures))
    rows: list[tuple[Cell, ...]] = []
    chart = None
    areas = data.areas(panel.measures)
    for measure in data.known(panel.measures):
        period = _newest(measure, data)
        if period is None:
            said.append(f"No data yet by area: {measure.title}.")
            continue
        found = by_area(measure, data.every(measure.id), period, areas)
        rows += _rows(measure, found, data)
        said += _said(measure, found, data)
        chart = chart or _chart(measure, found)
    columns = (("Area", False), ("Measure", False), ("Period", False), ("Value", True),
               ("Share of the whole", True))  # fmt: skip
    return Shown(tuple(said), columns, tuple(rows), chart)


def _newest(measure: Measure, data: Data) -> Period | None:
    whole = {area for area in data.areas([measure.id])}
    seen = [s for s in data.every(measure.id) if s.area in whole and s.value is not None]
    found = [period for period in periods(seen) if period.stated]
    return found[-1] if found else None


def _rows(measure: Measure, found: ByArea, data: Data) -> list[tuple[Cell, ...]]:
    address = reverse("measure", args=[measure.id])
    rows: list[tuple[Cell, ...]] = [
        (
            said_words(row.area),
            said_words(measure.title, address),
            said_words(found.period.words),
            number(row.value, measure.unit.name),
            _share(row.share if data.all_areas else None),
        )
        for row in found.rows
    ]
    if found.whole is not None and data.all_areas:
        exact = Decimal(found.whole.numerator) / Decimal(found.whole.denominator)
        decimals = Decimal("0.1") if exact % 1 else Decimal(1)
        whole = number(exact.quantize(decimals), measure.unit.name)
        rows.append(
            (said_words("Together"), said_words(measure.title, address),
             said_words(found.period.words), whole, Cell("")),
        )  # fmt: skip
    return rows


def _said(measure: Measure, found: ByArea, data: Data) -> list[str]:
    said = []
    if not data.all_areas:
        said.append("You see your own area; the others and their whole are not shown.")
    elif found.why:
        said.append(f"{measure.title}: {found.why}")
    lacking = [row.area for row in found.rows if row.value is None]
    if lacking:
        said.append(f"{measure.title}: no data for {', '.join(lacking)} in {found.period.words}.")
    return said


def _share(share: Fraction | None) -> Cell:
    return Cell("") if share is None else Cell(percent(share), round(float(share), 1))


def _chart(measure: Measure, found: ByArea) -> Chart | None:
    rows = [
        (row.area, None if row.value is None else float(row.value),
         NO_DATA if row.value is None else value_in_words(row.value, measure.unit.name))
        for row in found.rows
    ]  # fmt: skip
    if sum(value is not None for _, value, _ in rows) < 2:
        return None
    return Chart(
        {"shape": "areas", "rows": rows},
        lambda width: bars([(n, [Bar("", v, w)]) for n, v, w in rows], width=width),
        f"{measure.title} by area, {found.period.words}. The values stand in the table.",
    )
