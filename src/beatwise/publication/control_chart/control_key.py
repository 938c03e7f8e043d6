"""What the marks and lines of a control chart mean, said beneath it: only those that are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from beatwise.accountability.rating.control_charts import Chart
from beatwise.accountability.rating.variation import Variation
from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.control_chart.state_marks import dot
from beatwise.publication.state_looks import VARIATIONS, Look


SIZE, LINE = 13, 22
_LETTER = 6.9  # pixels a letter takes, on average
_PLAIN = (Variation.NO_LIMITS, Variation.TOO_FEW)
Entry = tuple[str, Callable[[float, float], None], float]  # words, how to draw it, its width


def key(
    drawing: Drawing,
    chart: Chart,
    looks: Sequence[Variation],
    target: bool,
    left: float,
    y: float,
    width: float,
) -> int:
    """Write the key from (left, y) on, in as many lines as it needs; return how many."""
    lines, at = 1, left
    for words, draw, room in _entries(drawing, chart, looks, target):
        needs = room + len(words) * _LETTER
        if at > left and at + needs > width:
            lines, at = lines + 1, left
        base = y + LINE * (lines - 1)
        draw(at, base)
        drawing.text(at + room, base, words, anchor="start", size=SIZE)
        at += needs + 16
    return lines


def key_of_lines(drawing: Drawing, y: float) -> None:
    """Say which line is the mean and which the limits, where no room was for it at their ends."""
    stroke = palette.DARK_GREY
    drawing.line(6, y - 4, 26, y - 4, stroke=stroke, stroke_width=1.5)
    drawing.text(31, y, "mean", anchor="start", size=SIZE)
    drawing.line(76, y - 4, 98, y - 4, stroke=stroke, stroke_width=1.5, stroke_dasharray="6 4")
    drawing.text(103, y, "limits", anchor="start", size=SIZE)


def _entries(
    drawing: Drawing, chart: Chart, looks: Sequence[Variation], target: bool
) -> list[Entry]:
    present = {look for look, v in zip(looks, chart.values, strict=True) if v is not None}
    entries: list[Entry] = [
        ("value" if look in _PLAIN else VARIATIONS[look].word.lower(),
         _dot(drawing, VARIATIONS[look]), 14)
        for look in Variation if look in present
    ]  # fmt: skip
    if target:
        entries.append(("target", _line(drawing, palette.TURQUOISE, "10 4"), 24))
    if chart.rebased:
        entries.append(("re-based", _upright(drawing, stroke_dasharray="1 4"), 11))
    if any(stretch.rests_to < stretch.last for stretch in chart.stretches):
        entries.append(("limits rest on what is before", _upright(drawing), 11))
    return entries


def _dot(drawing: Drawing, look: Look) -> Callable[[float, float], None]:
    return lambda x, y: dot(drawing, look, x + 5, y - 4)


def _line(drawing: Drawing, stroke: str, dash: str) -> Callable[[float, float], None]:
    return lambda x, y: drawing.line(
        x, y - 4, x + 18, y - 4, stroke=stroke, stroke_width=2, stroke_dasharray=dash
    )


def _upright(drawing: Drawing, **paint: object) -> Callable[[float, float], None]:
    return lambda x, y: drawing.line(
        x + 3, y - 11, x + 3, y + 2, stroke=palette.DARK_GREY, stroke_width=2, **paint
    )
