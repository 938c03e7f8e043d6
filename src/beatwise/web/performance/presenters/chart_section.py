"""A measure's control chart as pages show it: the words that stand for it, and its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypedDict
from urllib.parse import urlencode

from django.urls import reverse

from beatwise.accountability.measures.measure_units import YES_NO
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.measures.years.rolling_years import PARTS
from beatwise.accountability.rating.control_charts import SETTLED, Signal, Stretch
from beatwise.accountability.rating.lasting_change import lasting_from
from beatwise.accountability.rating.variation import (
    Assurance,
    LatestPoint,
    Variation,
    assurance,
    latest_point,
    variations,
    ways,
)
from beatwise.accountability.roles import owner_titles
from beatwise.plurals import counted
from beatwise.publication import state_looks
from beatwise.web.pages import chart_cache
from beatwise.web.performance import from_rows
from beatwise.web.performance.models import RebasingDecision
from beatwise.web.performance.presenters.control_chart import WIDE, Line


NO_LIMITS = (
    "No control limits: these periods leave odd gaps, and limits drawn from such values mean "
    "nothing."
)
ROLLING = (
    "A rolling year, without control limits: each year shares months with the one before, so the "
    "values are not independent and hardly differ, and limits drawn from them would mean nothing. "
    "With the months or quarters underneath, limits are drawn from those."
)
UNSAID = (Variation.NO_VALUE, Variation.NO_LIMITS, Variation.TOO_FEW)


class PointRow(TypedDict):
    """One point of a chart as its table shows it; ``stored`` and ``limits`` are unrounded.

    ``variation`` is in words; ``rests`` says whether the limits rest on this value.
    """

    period: str
    value: str | None
    mean: str
    lower: str
    upper: str
    variation: str
    signals: str
    rests: bool
    stored: str
    limits: Stretch


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
        "rolling": line.is_of_rolling_years,
        "alt": alt(line),
        "words": reading_notes(line),
        "offer": offer(line),
        "rows": table(line),
    }


def table(line: Line) -> list[PointRow]:
    """Return each point with its limits and signals, the newest first."""
    by_point = {i: s for s in line.chart.stretches for i in range(s.first, s.last + 1)}
    words = point_words(line)
    rows: list[PointRow] = []
    for i, period in enumerate(line.periods):
        stretch = by_point.get(i, Stretch(i, i, 0, 0, i))
        rows.append(
            {
                "period": period.words,
                "value": line.numbers[i] or None,
                "mean": _short(stretch.mean),
                "lower": _short(stretch.lower),
                "upper": _short(stretch.upper),
                "variation": words[i],
                "signals": "; ".join(s.value for s in line.chart.signals[i]),
                "rests": i <= stretch.rests_to
                and stretch.lower is not None
                and bool(line.numbers[i]),
                "stored": line.numbers[i],
                "limits": stretch,
            }
        )
    return rows[::-1]


def point_words(line: Line) -> list[str]:
    """Return what each point is, in the words of the key: ``Concern, higher``."""
    points = zip(variations(line.chart, line.measure.polarity), ways(line.chart), strict=True)
    return [
        ""
        if variation in UNSAID
        else state_looks.of_variation(variation, LatestPoint(way=way)).word
        for variation, way in points
    ]


def alt(line: Line) -> str:
    """Return the words that stand for the picture."""
    values = [value for value in line.chart.values if value is not None]
    kind = "Control chart" if line.chart.stretches else "Line chart"
    words = (
        f"{kind} of {line.measure.title}, {line.area}: {counted(len(values), 'value')} from "
        f"{line.periods[0].words} to {line.periods[-1].words}."
    )
    if line.chart.stretches:
        limits, counts = limits_in_words(line), Counter(filter(None, point_words(line)))
        words += f" {limits}." if limits else ""
        words += "".join(f" {word}: {counted(n, 'point')}." for word, n in counts.items())
        words += f" {_assurance(line)}" if _assurance(line) else ""
    return f"{words} The table has every number."


def reading_notes(line: Line) -> list[str]:
    """Return what a reader should know before trusting the limits, and what the signals are."""
    if not line.chart.stretches:
        return [ROLLING if line.is_of_rolling_years else NO_LIMITS]
    stretch = line.chart.stretches[-1]
    sentences = [*_parts(line), *(f"{limits}." for limits in (limits_in_words(line),) if limits)]
    if not stretch.settled and stretch.mean_range is not None:
        sentences.append(f"They are worth more from {SETTLED} values on.")
    latest = line.chart.latest_signals
    if latest:
        word = point_words(line)[-1]
        sentences.append(f"{word}: the latest value is {'; '.join(s.value for s in latest)}.")
    elif line.chart.values[-1] is not None and stretch.settled:
        sentences.append("Ordinary variation: the latest value is what this measure always does.")
    return [*sentences, *filter(None, [_assurance(line)])]


def _parts(line: Line) -> list[str]:
    """Say of which periods the points are, where the measure is judged by others."""
    if not line.is_of_parts:
        return []
    kind = PARTS[line.months or 1]
    sentences = [f"Each point is a {kind}; the measure is rated by the year."]
    if line.expected is not line.measure.expectation:
        sentences.append(
            f"The target, {line.measure.expectation.words}, is for twelve months and not drawn "
            f"against a {kind}."
        )
    return sentences


def limits_in_words(line: Line) -> str:
    """Return mean and limits in words, with the periods they rest on; empty without limits."""
    stretch = line.chart.stretches[-1]
    if stretch.mean is None or stretch.lower is None or stretch.upper is None:
        return ""
    mean, low, high = (_short(v) for v in (stretch.mean, stretch.lower, stretch.upper))
    first, last = (line.periods[at].words for at in (stretch.first, stretch.rests_to))
    return (
        f"Mean {mean}, natural limits {low} to {high}, which rest on "
        f"{counted(stretch.rests_on, 'value')}, {first} to {last}"
    )


def _assurance(line: Line) -> str:
    """Return whether ordinary variation meets the target, in a sentence; empty without one."""
    answer = assurance(latest_point(line.chart), line.expected)
    if answer in (Assurance.NO_TARGET, Assurance.TOO_FEW):
        return ""
    look = state_looks.ASSURANCES[answer]
    return f"Target {line.measure.expectation.words}, {look.word.lower()}: {look.about.lower()}"


def offer(line: Line) -> dict[str, str]:
    """Return the re-basing that a lasting change calls for: from when, why, and its address.

    Empty where nothing lasts. Whether to take it up is for a person to decide.
    """
    began = lasting_from(line.chart)
    if began is None:
        return {}
    period = line.periods[began]
    query = {"starts": str(period)} | ({} if line.area == WHOLE_AREA else {"area": line.area})
    kind = "shift" if Signal.SHIFT in line.chart.latest_signals else "trend"
    return {
        "kind": kind,
        "starts": period.words,
        "address": f"{reverse('rebase', args=[line.measure.id])}?{urlencode(query)}",
    }


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
        "role": owner_titles().get(row.role, row.role.capitalize()),
        "decided_on": row.decided_on,
    }


def _short(value: float | None) -> str:
    if value is None:
        return ""
    size = abs(value)
    digits = 0 if size >= 1000 else 1 if size >= 10 else 2
    return f"{value:,.{digits}f}".replace("-", "−")
