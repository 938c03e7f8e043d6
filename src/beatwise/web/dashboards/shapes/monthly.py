"""Monthly cohorts: starts, ends, successes and returns by area; totals only of whole months."""

from __future__ import annotations

from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.rating.cohorts import CohortRow, CohortTable, cohort_table
from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput
from beatwise.publication.charts.periods_line import Line, lines
from beatwise.web.dashboards.dashboard_definition import Panel
from beatwise.web.dashboards.panel_data import Data
from beatwise.web.dashboards.panel_view import (
    NO_DATA,
    Cell,
    Chart,
    PanelView,
    percent,
    sentence,
    sentence_list,
    word_cell,
)


MONTHS, ALL = 12, "All areas"
TITLES = {"starts": "Starts", "ends": "Ends", "successes": "Successful ends", "returns": "Returns"}


def show(panel: Panel, data: Data) -> PanelView:
    """Show the last twelve months by area, and successes among ends over them."""
    names = [name for _, name in panel.kinds]
    notes = list(data.missing(names))
    areas = data.areas(names) or [WHOLE_AREA]
    counts = {
        (area, kind): _counts(data, name, area) for area in areas for kind, name in panel.kinds
    }
    months = sorted({month for by_month in counts.values() for month in by_month})
    if not months:
        return PanelView((*notes, "No data yet."))
    span = MonthRange(months[-1] - (MONTHS - 1), months[-1])
    whole = ALL if len(areas) > 1 and data.all_areas else ""
    table = cohort_table(counts, span, whole=whole)
    kinds = dict(panel.kinds)
    notes += _missing_months(table)
    if {"ends", "successes"} <= set(kinds):
        notes += _shares(table, [*areas, *([whole] if whole else [])])
    rows = tuple(_row(row) for row in table.rows)
    heads = [("Area", False), ("Count", False), *((_short(m), True) for m in span), ("Total", True)]
    caption = f"{span.first.name} to {span.last.name}"
    return PanelView(tuple(notes), tuple(heads), rows, _chart(table, whole or areas[0]), caption)


def _counts(data: Data, name: str, area: str) -> dict[Month, int | None]:
    return {
        each.period.first: None if each.value is None else int(each.value)
        for each in data.values(name, area)
        if each.period.length == 1 and each.period.first is not None
    }


def _row(row: CohortRow) -> tuple[Cell, ...]:
    values = (*row.values, row.total)
    cells = [Cell(NO_DATA, missing=True) if v is None else Cell(f"{v:,}", v) for v in values]
    return (word_cell(sentence(row.area)), word_cell(TITLES[row.kind]), *cells)


def _missing_months(table: CohortTable) -> list[str]:
    incomplete = [f"{r.area}, {TITLES[r.kind].lower()}" for r in table.rows if r.total is None]
    if not incomplete:
        return []
    return [f"Months are missing, so there is no total: {sentence_list(incomplete[:6])}."]


def _shares(table: CohortTable, areas: list[str]) -> list[str]:
    """Say how many of those that ended did so successfully; counts only where they are few."""
    parts = []
    for area in areas:
        try:
            share = table.share(area, "successes", "ends")
        except BadInput as error:
            return [error.message]
        if share is None:
            parts.append(f"{area}: months are missing")
        elif share.percent is None:
            parts.append(f"{area}: {share.part} of {share.whole}, too few for a percentage")
        else:
            parts.append(f"{area}: {share.part} of {share.whole}, {percent(share.percent)}")
    return [
        f"Successful ends of all ends over the twelve months. {sentence('; '.join(parts))}.",
        "Those who end in a month are not those who start in it.",
    ]


def _chart(table: CohortTable, area: str) -> Chart:
    labels = [_short(month) for month in table.months]
    series = [(TITLES[row.kind], list(row.values)) for row in table.rows if row.area == area]
    return Chart(
        {"shape": "cohorts", "labels": labels, "lines": series},
        lambda width: lines(labels, [Line(n, v) for n, v in series], width=width),
        f"{area}: {sentence_list([n.lower() for n, _ in series])} a month, "
        f"{table.months.first.name} to {table.months.last.name}.",
    )


def _short(month: Month) -> str:
    return f"{month.name[:3]} {month.year % 100:02d}"
