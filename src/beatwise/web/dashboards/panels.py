"""Panels made by their shapes, their charts kept, and their tables as files."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.dashboards.definition import Dashboard, Panel
from beatwise.web.dashboards.panel_data import Data
from beatwise.web.dashboards.panel_view import Chart, Shown
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


WIDE, NARROW = 620, 280
RATED = ("single", "strategy", "tally", "strategies", "attention")
_SHAPES = {
    "single": single.show,
    "by area": areas.show,
    "funnel": funnels.show,
    "cohorts": monthly.show,
    "demand": demands.show,
    "workforce": workforce.show,
    "tally": overview.show_tally,
    "strategies": overview.show_strategies,
    "attention": overview.show_attention,
    "directions": overview.show_directions,
}


def show(panel: Panel, data: Data, strategy: str = "") -> Shown:
    """Return a panel as it is shown; ``strategy`` is the one that an address asks for."""
    if panel.shape == "strategy":
        return overview.show_strategy(panel, data, strategy)
    return _SHAPES[panel.shape](panel, data)


def needed(dashboard: Dashboard) -> list[str]:
    """Return the measures that a dashboard shows."""
    return [name for panel in dashboard.panels for name in panel.needs]


def page(
    dashboard: Dashboard, person: Any, strategy: str = "", day: dt.date | None = None
) -> list[dict[str, Any]]:
    """Return a dashboard's panels as its page shows them, rated as on a day (today)."""
    data = Data(person, needed(dashboard), day)
    made = []
    for number, panel in enumerate(dashboard.panels, start=1):
        shown = show(panel, data, strategy)
        made.append(
            {"panel": panel, "number": number, "shown": shown, "chart": _drawn(shown.chart)}
        )
    return made


def listing(dashboard: Dashboard, panel: Panel, shown: Shown) -> Listing:
    """Return a panel's table as a list to be written."""
    columns = tuple(Column(heading, number) for heading, number in shown.columns)
    rows = tuple(tuple(cell.raw for cell in row) for row in shown.rows)
    name = f"{dashboard.name}-{dashboard.panels.index(panel) + 1}"
    title = f"{dashboard.title}: {panel.title}"
    return Listing(name, title, columns or (Column("Nothing"),), rows, "no data", shown.said)


def _drawn(chart: Chart | None) -> dict[str, str] | None:
    """Return a chart's two drawings, each kept by the hash of what it is drawn from.

    What it is drawn from is also its place, so that roles who see unlike areas share no drawing.
    """
    if chart is None:
        return None
    mark = hashlib.sha256(chart_cache.mark(chart.drawn_from).encode()).hexdigest()[:40]
    return {
        "wide_svg": _kept(chart, mark, WIDE),
        "narrow_svg": _kept(chart, mark, NARROW),
        "alt": chart.alt,
    }


def _kept(chart: Chart, mark: str, width: int) -> str:
    return chart_cache.of_place(
        f"panel/{mark}/{width}", chart.drawn_from, lambda: chart.draw(width)
    )
