"""Panels made by their shapes, their charts kept, and their tables as files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.dashboards.dashboard_definition import Dashboard, Panel
from beatwise.web.dashboards.panel_data import Data
from beatwise.web.dashboards.panel_view import Chart, PanelView
from beatwise.web.dashboards.shapes import (
    areas,
    demands,
    funnels,
    monthly,
    overview,
    single,
    workforce,
)
from beatwise.web.pages import chart_cache


@dataclass(frozen=True, slots=True)
class Shape:
    """How a panel of one shape is made, and whether the rule's ratings are in it."""

    show: Callable[[Panel, Data], PanelView]
    rated: bool = False


SHAPES: dict[str, Shape] = {
    "single": Shape(single.show, rated=True),
    "by area": Shape(areas.show),
    "funnel": Shape(funnels.show),
    "cohorts": Shape(monthly.show),
    "demand": Shape(demands.show),
    "workforce": Shape(workforce.show),
    "strategy": Shape(overview.show_strategy, rated=True),
    "tally": Shape(overview.show_tally, rated=True),
    "strategies": Shape(overview.show_strategies, rated=True),
    "attention": Shape(overview.show_attention, rated=True),
    "directions": Shape(overview.show_directions),
}


def show(panel: Panel, data: Data) -> PanelView:
    """Return a panel as it is shown."""
    return SHAPES[panel.shape].show(panel, data)


def has_ratings(dashboard: Dashboard) -> bool:
    """Whether any panel shows ratings, so that the day to rate as on matters."""
    return any(SHAPES[panel.shape].rated for panel in dashboard.panels)


def measure_names(dashboard: Dashboard) -> list[str]:
    """Return the measures that a dashboard shows."""
    return [name for panel in dashboard.panels for name in panel.needs]


def page(
    dashboard: Dashboard, person: Person, strategy: str = "", day: dt.date | None = None
) -> list[dict[str, object]]:
    """Return a dashboard's panels as its page shows them, rated as on a day (today)."""
    data = Data(person, measure_names(dashboard), day, strategy)
    views = [show(panel, data) for panel in dashboard.panels]
    return [
        {
            "panel": panel,
            "number": number,
            "view": view,
            "marked": view.has_marks,
            "chart": _drawings(view.chart),
        }
        for number, (panel, view) in enumerate(zip(dashboard.panels, views, strict=True), start=1)
    ]


def listing(dashboard: Dashboard, panel: Panel, view: PanelView) -> Listing:
    """Return a panel's table as a list to be written."""
    columns = tuple(Column(heading, number) for heading, number in view.columns)
    rows = tuple(tuple(cell.raw for cell in row) for row in view.rows)
    name = f"{dashboard.name}-{dashboard.panels.index(panel) + 1}"
    title = f"{dashboard.title}: {panel.title}"
    return Listing(name, title, columns or (Column("Nothing"),), rows, "no data", view.notes)


def _drawings(chart: Chart | None) -> dict[str, str] | None:
    """Return a chart's two drawings, each kept by the hash of what it is drawn from."""
    if chart is None:
        return None
    return chart_cache.both_widths("panel", chart.drawn_from, chart.alt, chart.draw)
