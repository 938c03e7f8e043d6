"""Control charts for a board's papers: the whole area's, with their words and their points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from beatwise.accountability.boards.papers import PAGE, Grid, Picture, Value
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.rating.scorecard import Row
from beatwise.web.performance import gate, selectors
from beatwise.web.performance.models import ObservationRow, RebasingDecision
from beatwise.web.performance.observation_rows.selectors import whole_area_rebasings
from beatwise.web.performance.presenters import chart_section, control_chart


HEADS = ("Period", "Value", "Mean", "Lower limit", "Upper limit", "Variation", "Signals")
PRINTED = 640  # pixels


def beside_plan(day: dt.date) -> tuple[Row, ...]:
    """Return the rows of measures that are loaded and are not the plan's own."""
    own = {row.measure.id for row in selectors.plan_scorecard(day)}
    return tuple(row for row in gate.scorecard(None, day) if row.measure.id not in own)


def pictures(names: Iterable[str]) -> dict[str, Picture]:
    """Return the charts of some measures by id, those that can be drawn; a yes or no has none."""
    measures, ids = selectors.measures(), list(names)
    values: dict[str, list[ObservationRow]] = {name: [] for name in ids}
    decisions: dict[str, list[RebasingDecision]] = {name: [] for name in ids}
    for row in gate.published_values(ids):
        values[row.measure].append(row)
    for cut in whole_area_rebasings(ids):
        decisions[cut.measure].append(cut)
    lines = {
        name: control_chart.line(measures[name], WHOLE_AREA, values[name], decisions[name])
        for name in ids
        if name in measures and measures[name].unit.name != "yes/no"
    }
    return {name: _picture(line) for name, line in lines.items() if line.is_drawable}


def _picture(line: control_chart.Line) -> Picture:
    kind = "Control chart" if line.chart.stretches else "Chart"
    caption = f"{kind}: {line.measure.title}"
    return Picture(
        name=f"chart-{line.measure.id}",
        caption=caption,
        alt=chart_section.alt(line),
        wide=line.svg(PRINTED),
        narrow=line.svg(control_chart.NARROW),
        points=Grid(f"points-{line.measure.id}", caption, HEADS, _points(line), (1, 2, 3, 4),
                    medium=PAGE),
        note=" ".join(chart_section.reading_notes(line)),
    )  # fmt: skip


def _points(line: control_chart.Line) -> tuple[tuple[Value, ...], ...]:
    points = []
    for row in chart_section.table(line):
        value, limits = row["stored"], row["limits"]
        numbers = (limits.mean, limits.lower, limits.upper)
        points.append(
            (
                row["period"],
                float(value) if value else None,
                *map(_short, numbers),
                row["variation"],
                row["signals"],
            )
        )
    return tuple(points)


def _short(value: float | None) -> float | None:
    """Return a limit with four digits that count, or to the whole number when it is large."""
    if value is None:
        return None
    return float(round(value)) if abs(value) >= 1000 else float(f"{value:.4g}")
