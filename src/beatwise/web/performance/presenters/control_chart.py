"""A measure's control chart: what is drawn, the words that stand for it, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict
from urllib.parse import urlencode

from django.urls import reverse

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import YES_NO, plain
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation, series
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.chart_line import chart_line
from beatwise.accountability.rating.control_charts import SETTLED, Chart, Stretch
from beatwise.accountability.rating.scorecard import ends
from beatwise.accountability.roles import OWNER_ROLES
from beatwise.plurals import counted
from beatwise.web.pages import chart_cache
from beatwise.web.performance import current_ratings, from_rows
from beatwise.web.performance.models import ObservationRow, RebasingDecision
from beatwise.web.performance.presenters import rating_cell


WIDE, NARROW = 760, 290
NO_LIMITS = (
    "No control limits: these periods overlap or leave odd gaps, and limits drawn from such values "
    "mean nothing."
)
DRAWING = 2  # raise it when the drawing itself changes, so that kept charts are drawn anew


class PointRow(TypedDict):
    """One point of a chart as its table shows it; ``stored`` and ``limits`` are unrounded."""

    period: str
    value: str | None
    mean: str
    lower: str
    upper: str
    signals: str
    stored: str
    limits: Stretch


@dataclass(frozen=True, slots=True)
class Line:
    """One area's control chart, with the period and the stored number of each point."""

    measure: Measure
    area: str
    chart: Chart
    periods: tuple[Period, ...]
    numbers: tuple[str, ...]

    @property
    def is_drawable(self) -> bool:
        """Whether there are two values to draw a line between."""
        if self.measure.unit.name == YES_NO:
            return False
        return sum(value is not None for value in self.chart.values) > 1

    @property
    def chart_source(self) -> list[object]:
        """Everything that the drawing depends on, as plain JSON."""
        return [
            DRAWING,
            self.numbers,
            [str(period) for period in self.periods],
            [cut.at for cut in self.chart.rebased],
            unit_words(self.measure),
            str(self.measure.expectation.target),
        ]

    def svg(self, width: int) -> str:
        """Draw it."""
        from beatwise.publication.charts.control import control

        target = self.measure.expectation.target
        return control(
            self.chart,
            [rating_cell.short(period) for period in self.periods],
            width=width,
            unit=unit_words(self.measure),
            target=None if target is None else float(target),
            **ends(self.measure),
        )


def line(
    measure: Measure,
    area: str,
    rows: Sequence[ObservationRow],
    decisions: Sequence[RebasingDecision],
) -> Line:
    """Return the control chart of an area's values, empty where they cannot be charted."""
    values = [current_ratings.observation(row) for row in rows]
    points = chart_line(values, area)
    cuts = [current_ratings.rebasing(row) for row in decisions]
    chart = current_ratings.control_chart(points, cuts, **ends(measure))
    if not points:
        points = _alike(series(values, area))
        numbers = tuple(None if value is None else float(value) for _, value in points)
        chart = Chart(numbers, ((),) * len(numbers), (), ())
    return Line(
        measure,
        area,
        chart,
        tuple(period for period, _ in points),
        tuple("" if value is None else f"{value:f}" for _, value in points),
    )


def _alike(observations: Sequence[Observation]) -> tuple[tuple[Period, Decimal | None], ...]:
    """Return the values whose periods are like the newest's: overlapping, or with odd gaps."""
    dated = [each for each in observations if each.period.stated]
    alike = [each for each in dated if each.period.like(dated[-1].period)]
    return tuple((each.period, each.value) for each in alike)


def section(
    line: Line, value_count: int, decisions: Sequence[RebasingDecision]
) -> dict[str, object]:
    """Return the chart as the measure's page shows it."""
    context: dict[str, object] = {
        "is_drawable": line.is_drawable,
        "decisions": [_decision(d) for d in decisions],
    }
    if not line.is_drawable:
        return context | {"why": _why_not(line, value_count)}
    name, query = line.measure.id, {} if line.area == WHOLE_AREA else {"area": line.area}
    mark = chart_cache.mark(line.chart_source)[:12]
    address = reverse("measure_chart", args=[name])
    return context | {
        "wide": f"{address}?{urlencode({**query, 'v': mark})}",
        "narrow": f"{address}?{urlencode({**query, 'narrow': 'yes', 'v': mark})}",
        "width": WIDE,
        "query": urlencode(query),
        "limits": bool(line.chart.stretches),
        "alt": alt(line),
        "words": reading_notes(line),
        "rows": table(line),
    }


def table(line: Line) -> list[PointRow]:
    """Return each point with its limits and signals, the newest first."""
    by_point = {i: s for s in line.chart.stretches for i in range(s.first, s.last + 1)}
    rows: list[PointRow] = []
    for i, period in enumerate(line.periods):
        stretch = by_point.get(i, Stretch(i, i, 0))
        rows.append(
            {
                "period": period.words,
                "value": line.numbers[i] or None,
                "mean": _short(stretch.mean),
                "lower": _short(stretch.lower),
                "upper": _short(stretch.upper),
                "signals": "; ".join(s.value for s in line.chart.signals[i]),
                "stored": line.numbers[i],
                "limits": stretch,
            }
        )
    return rows[::-1]


def alt(line: Line) -> str:
    """Return the words that stand for the picture."""
    values = [value for value in line.chart.values if value is not None]
    kind = "Control chart" if line.chart.stretches else "Line chart"
    words = (
        f"{kind} of {line.measure.title}, {line.area}: {counted(len(values), 'value')} from "
        f"{line.periods[0].words} to {line.periods[-1].words}."
    )
    if line.chart.stretches:
        limits, count = _limits(line.chart.stretches[-1]), len(line.chart.signalling)
        words += f" {limits}." if limits else ""
        words += f" {counted(count, 'point')} with a signal." if count else " No signal."
    return f"{words} The table has every number."


def unit_words(measure: Measure) -> str:
    """Return a measure's unit as it stands above a scale."""
    if measure.unit.name == "rate" and measure.per is not None:
        return f"per {plain(measure.per)}"
    return {"count": "number", "yes/no": "1 is yes"}.get(measure.unit.name, measure.unit.words)


def reading_notes(line: Line) -> list[str]:
    """Return what a reader should know before trusting the limits, and what the signals are."""
    if not line.chart.stretches:
        return [NO_LIMITS]
    stretch = line.chart.stretches[-1]
    sentences = [f"{limits}." for limits in (_limits(stretch),) if limits]
    if not stretch.settled and stretch.mean_range is not None:
        sentences.append(
            f"The limits rest on {counted(stretch.n, 'value')}; they are worth more from "
            f"{SETTLED} on."
        )
    latest = line.chart.latest_signals
    if latest:
        sentences.append(f"The latest value is {'; '.join(s.value for s in latest)}.")
    elif line.chart.values[-1] is not None:
        sentences.append("The latest value does nothing that this measure does not always do.")
    return sentences


def _limits(stretch: Stretch) -> str:
    if stretch.mean is None or stretch.lower is None or stretch.upper is None:
        return ""
    mean, low, high = (_short(v) for v in (stretch.mean, stretch.lower, stretch.upper))
    return f"Mean {mean}, natural limits {low} to {high}"


def _why_not(line: Line, value_count: int) -> str:
    if not value_count:
        return ""
    if line.measure.unit.name == YES_NO:
        return "An answer of yes or no has no chart; the values below say all there is."
    return "A chart needs two values of the same kind of period."


def _decision(row: RebasingDecision) -> dict[str, object]:
    return {
        "key": row.pk,
        "starts": from_rows.period(row.starts).words,
        "reason": row.reason,
        "role": OWNER_ROLES.get(row.role, row.role.capitalize()),
        "decided_on": row.decided_on,
    }


def _short(value: float | None) -> str:
    if value is None:
        return ""
    size = abs(value)
    digits = 0 if size >= 1000 else 1 if size >= 10 else 2
    return f"{value:,.{digits}f}".replace("-", "−")
