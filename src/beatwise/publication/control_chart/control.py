"""A control chart: each value, its mean and natural limits, and which points are worth a question.

Improvement, concern and change have a shape and a colour of their own (``state_looks``); a missing
period leaves a gap; a re-basing is a dotted line from which the limits start afresh. A short
upright on the mean shows where the periods end on which it and the limits rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from beatwise.accountability.measures.expectation import Polarity
from beatwise.accountability.rating.control_charts import Chart, Stretch
from beatwise.accountability.rating.variation import Variation, variations
from beatwise.publication.charts import palette
from beatwise.publication.charts.scale import mark_words, ticks
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.control_chart.control_key import key, key_of_lines
from beatwise.publication.control_chart.state_marks import dot
from beatwise.publication.state_looks import VARIATIONS


TOP, SIZE = 34, 13
LIMIT = palette.DARK_GREY


def control(
    chart: Chart,
    labels: Sequence[str],
    *,
    width: int,
    polarity: Polarity = Polarity.NEITHER,
    unit: str = "",
    target: float | None = None,
    floor: float | None = None,
    ceiling: float | None = None,
) -> str:
    """Draw an XmR chart as SVG; one without stretches is a line without limits.

    Parameters
    ----------
    chart, labels
        The chart, and the words of each point's period.
    width
        In pixels; under 400 it is drawn for a narrow screen.
    polarity
        The way that is wanted, by which a signal is an improvement or a concern.
    unit
        Stands above the scale.
    target
        A value to reach, drawn where there is one.
    floor, ceiling
        Where the measure itself ends; the scale does not pass them.
    """
    narrow = width < 400
    height, bottom = (344, 218) if narrow else (330, 268)
    marks = ticks(*_reach(chart, target, floor, ceiling), most=5 if narrow else 6)
    left = 12 + 7.5 * max(len(mark_words(mark, marks)) for mark in marks)
    right = width - (14 if narrow else 96)
    drawing = Drawing(width, height)
    n = len(chart.values)
    step = (right - left - 16) / max(n - 1, 1)

    def x(i: float) -> float:
        return left + 8 + (i * step if n > 1 else (right - left) / 2)

    def y(value: float) -> float:
        return bottom - (value - marks[0]) * (bottom - TOP) / (marks[-1] - marks[0])

    _scale(drawing, marks, unit, left, right, y)
    _periods(drawing, labels, width, bottom, x)
    last = len(chart.stretches) - 1
    for number, stretch in enumerate(chart.stretches):
        names_from = right if number == last and not narrow else None
        _limits(drawing, stretch, step, x, y, names_from=names_from)
    for cut in chart.rebased:
        middle = x(cut.at - 0.5)
        drawing.line(middle, TOP, middle, bottom, stroke=palette.INK,
                     stroke_dasharray="1 4", stroke_width=1.5)  # fmt: skip
    if target is not None:
        drawing.line(left, y(target), right, y(target), stroke=palette.TURQUOISE,
                     stroke_width=2, stroke_dasharray="10 4")  # fmt: skip
    looks = variations(chart, polarity)
    _values(drawing, chart, looks, x, y)
    at = 6.0 if narrow else left
    lines = key(drawing, chart, looks, target is not None, at, bottom + 50, width)
    if narrow and chart.stretches:
        key_of_lines(drawing, bottom + 50 + 22 * lines)
    return drawing.done()


def _reach(
    chart: Chart, target: float | None, floor: float | None, ceiling: float | None
) -> tuple[float, float]:
    """Return the lowest and highest thing to be drawn, with room about it."""
    levels = [value for value in chart.values if value is not None]
    for stretch in chart.stretches:
        levels += [edge for edge in (stretch.lower, stretch.upper) if edge is not None]
    levels += [] if target is None else [target]
    low, high = min(levels, default=0.0), max(levels, default=1.0)
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    low = low - room if floor is None else max(floor, low - room)
    high = high + room if ceiling is None else min(ceiling, high + room)
    return (low, high) if high > low else (low, low + 1.0)


def _scale(
    drawing: Drawing,
    marks: Sequence[float],
    unit: str,
    left: float,
    right: float,
    y: Callable[[float], float],
) -> None:
    for mark in marks:
        drawing.line(left, y(mark), right, y(mark), stroke=palette.FAINT)
        drawing.text(left - 6, y(mark) + 4, mark_words(mark, marks), anchor="end", size=SIZE)
    if unit:
        drawing.text(4, 16, unit, anchor="start", size=SIZE, fill=palette.QUIET_INK)


def _periods(
    drawing: Drawing, labels: Sequence[str], width: int, bottom: float, x: Callable[[float], float]
) -> None:
    """Write as many periods as fit, counted back from the last."""
    free = float(width)
    for i in range(len(labels) - 1, -1, -1):
        half = len(labels[i]) * 3.6
        middle = min(max(x(i), half + 2), width - half - 2)
        if middle + half <= free:
            drawing.line(x(i), bottom, x(i), bottom + 5, stroke=palette.QUIET_INK)
            drawing.text(middle, bottom + 20, labels[i], size=SIZE)
            free = middle - half - 14


def _limits(
    drawing: Drawing,
    stretch: Stretch,
    step: float,
    x: Callable[[float], float],
    y: Callable[[float], float],
    *,
    names_from: float | None,
) -> None:
    """Draw the mean and the limits of one stretch, with their names from ``names_from`` on."""
    first, last = x(stretch.first) - min(8, step / 2), x(stretch.last) + min(8, step / 2)
    lines = ((stretch.mean, "mean"), (stretch.upper, "upper limit"), (stretch.lower, "lower limit"))
    for value, name in lines:
        if value is None:
            continue
        dash = {} if name == "mean" else {"stroke_dasharray": "6 4"}
        drawing.line(first, y(value), last, y(value), stroke=LIMIT, stroke_width=1.5, **dash)
        if name == "mean" and stretch.rests_to < stretch.last:
            end = x(stretch.rests_to) + step / 2
            drawing.line(end, y(value) - 7, end, y(value) + 7, stroke=LIMIT, stroke_width=2)
    if names_from is not None:
        _line_names(drawing, [(v, n) for v, n in lines if v is not None], names_from, y)


def _line_names(
    drawing: Drawing,
    lines: Sequence[tuple[float, str]],
    right: float,
    y: Callable[[float], float],
) -> None:
    """Name the lines at their right end, each at least a line of print from the next."""
    baselines: list[float] = []
    for value, name in sorted(lines, key=lambda each: -each[0]):
        at = y(value) + 4
        if baselines and at - baselines[-1] < SIZE + 2:
            at = baselines[-1] + SIZE + 2
        baselines.append(at)
        drawing.text(right + 6, at, name, anchor="start", size=SIZE)


def _values(
    drawing: Drawing,
    chart: Chart,
    looks: Sequence[Variation],
    x: Callable[[float], float],
    y: Callable[[float], float],
) -> None:
    for i, (a, b) in enumerate(pairwise(chart.values)):
        if a is not None and b is not None:
            drawing.line(x(i), y(a), x(i + 1), y(b), stroke=palette.DARK_BLUE, stroke_width=1.5)
    for i, (value, look) in enumerate(zip(chart.values, looks, strict=True)):
        if value is not None:
            dot(drawing, VARIATIONS[look], x(i), y(value))
