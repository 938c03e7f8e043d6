"""Lines over periods: a gap where there is no value, and each line's name and shape at its end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing


STROKES = (palette.DARK_BLUE, palette.DARK_PINK, palette.TURQUOISE, palette.DARK_GREY)
DASHES = ("", "6 4", "2 3", "8 3 2 3")
MOST = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name and a value a period, ``None`` where there is none.

    ``stroke`` is its colour where it stands for a state; otherwise its place gives it one.
    """

    name: str
    values: Sequence[float | None]
    stroke: str = ""


def lines(
    labels: Sequence[str],
    series: Sequence[Line],
    *,
    width: int,
    target: tuple[float, str] | None = None,
) -> str:
    """Draw lines from zero over periods as SVG; at most four, each with its own dash and shape."""
    entries = list(series)[:MOST]
    values = [v for line in entries for v in line.values if v is not None]
    low, high = min([0.0, *values]), max([0.0, *values, *([target[0]] if target else [])])
    step = _step((high - low) or 1.0)
    low, high = math.floor(low / step) * step, math.ceil((high or 1.0) / step) * step
    size = 13 if width > 400 else 12
    left, right, top, bottom = 12 + 8 * len(f"{high:,.0f}"), width - 12, 12, 200
    height = bottom + 26 + 20 * len(entries) + (20 if target else 0)
    drawing = Drawing(width, height)

    def x(at: int) -> float:
        return left + (right - left) * (at + 0.5) / max(1, len(labels))

    def y(value: float) -> float:
        return bottom - (bottom - top) * (value - low) / (high - low)

    tick = low
    while tick <= high + step / 2:
        drawing.line(left, y(tick), right, y(tick), stroke=palette.FAINT, stroke_width=1)
        drawing.text(left - 5, y(tick) + 4, f"{tick:,.4g}" if step < 1 else f"{tick:,.0f}",
                     anchor="end", size=size - 1)  # fmt: skip
        tick += step
    every = max(1, -(-len(labels) // (8 if width > 400 else 3)))
    for at in range(0, len(labels), every):
        drawing.text(x(at), bottom + 18, labels[at], size=size - 1)
    if target:
        drawing.line(left, y(target[0]), right, y(target[0]), stroke=palette.INK,
                     stroke_width=1.5, stroke_dasharray="5 3")  # fmt: skip
    for at, line in enumerate(entries):
        _line(drawing, line, at, x, y)
        base = bottom + 40 + 20 * at
        _mark(drawing, left + 10, base - 4, line, at)
        drawing.line(left - 6, base - 4, left + 26, base - 4, **_stroke(line, at))
        drawing.text(left + 34, base, line.name, anchor="start", size=size)
    if target:
        base = bottom + 40 + 20 * len(entries)
        drawing.line(left - 6, base - 4, left + 26, base - 4, stroke=palette.INK,
                     stroke_width=1.5, stroke_dasharray="5 3")  # fmt: skip
        drawing.text(left + 34, base, target[1], anchor="start", size=size)
    return drawing.done()


def _line(drawing: Drawing, line: Line, series: int, x, y) -> None:  # type: ignore[no-untyped-def]
    pen, path = False, ""
    for at, value in enumerate(line.values):
        if value is None:
            pen = False
            continue
        path += f"{'L' if pen else 'M'}{x(at):.1f} {y(value):.1f}"
        pen = True
    drawing.path(path, fill="none", **_stroke(line, series))
    for at, value in enumerate(line.values):
        if value is not None:
            _mark(drawing, x(at), y(value), line, series)


def _colour(line: Line, series: int) -> str:
    return line.stroke or STROKES[series % MOST]


def _stroke(line: Line, series: int) -> dict[str, object]:
    paint: dict[str, object] = {"stroke": _colour(line, series), "stroke_width": 2}
    if DASHES[series % MOST]:
        paint["stroke_dasharray"] = DASHES[series % MOST]
    return paint


def _mark(drawing: Drawing, x: float, y: float, line: Line, series: int) -> None:
    fill = _colour(line, series)
    if series % MOST == 0:
        drawing.circle(x, y, 3.5, fill=fill)
    elif series % MOST == 1:
        drawing.rect(x - 3.5, y - 3.5, 7, 7, fill=fill)
    elif series % MOST == 2:
        drawing.path(f"M{x:.1f} {y - 4.5:.1f}l4.5 8h-9z", fill=fill)
    else:
        drawing.path(f"M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5z", fill=fill)


def _step(span: float) -> float:
    """Return a round distance of grid lines: two to five of them."""
    power = 10.0 ** math.floor(math.log10(span / 5))
    return next(power * m for m in (1, 2, 5, 10) if power * m * 5 >= span * 0.999)
