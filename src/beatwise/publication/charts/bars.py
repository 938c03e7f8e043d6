"""Lying bars, one or several a thing, each with its own words at its end, never colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing


FILLS = (palette.DARK_BLUE, palette.ORANGE, palette.TURQUOISE, palette.DARK_GREY)
BAR, GAP, LINE, MOST = 20, 14, 18, 40
LETTER = 0.58  # of its size, the mean width of a bold letter


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: which series it is of, its length, and its words; without a length, *no data*.

    ``fill`` is a colour of its own, where the series' place among the others does not give it.
    """

    series: str
    value: float | None
    words: str
    fill: str = ""


def bars(
    rows: Sequence[tuple[str, Sequence[Bar]]],
    *,
    width: int,
    target: tuple[float, str] | None = None,
) -> str:
    """Draw rows of bars from zero, as SVG; ``target`` is a line across them, with its words.

    The name of a row stands above its bars, over as many lines as a narrow page makes of it.
    """
    entries = list(rows)[:MOST]
    values = [bar.value for _, group in entries for bar in group if bar.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values, *([target[0]] if target else [])])
    room = 0.62 if width > 400 else 0.5
    scale = width * room / ((high - low) or 1.0)
    zero = 4 - low * scale
    size = 14 if width > 400 else 12
    top = 22 if target else 4
    headings = [wrap(name, int(width / (size * LETTER))) for name, _ in entries]
    heights = [
        LINE * len(lines) + BAR * len(group) + GAP
        for lines, (_, group) in zip(headings, entries, strict=True)
    ]
    drawing = Drawing(width, top + sum(heights) + 4)
    y = float(top)
    names = list(dict.fromkeys(bar.series for _, group in entries for bar in group))
    for lines, (_, group), height in zip(headings, entries, heights, strict=True):
        for at, words in enumerate(lines):
            drawing.text(2, y + 13 + LINE * at, words, anchor="start", size=size, weight="bold")
        first = y + LINE * len(lines)
        for at, bar in enumerate(group):
            _bar(drawing, bar, first + BAR * at, zero, scale, size, names.index(bar.series))
        y += height
    if target:
        x = zero + target[0] * scale
        drawing.line(
            x, top - 4, x, y - GAP, stroke=palette.INK, stroke_width=1.5, stroke_dasharray="5 3"
        )
        near_end = x > width * 0.6
        drawing.text(x, 14, target[1], size=size - 1, anchor="end" if near_end else "start")
    return drawing.done()


def _bar(
    drawing: Drawing, bar: Bar, y: float, zero: float, scale: float, size: int, series: int
) -> None:
    label = f"{bar.series}: {bar.words}" if bar.series else bar.words
    if bar.value is None:
        drawing.text(zero + 4, y + 14, label, anchor="start", size=size, fill=palette.QUIET_INK)
        return
    length = abs(bar.value) * scale
    left = zero if bar.value >= 0 else zero - length
    drawing.rect(
        left, y + 2, max(1.0, length), BAR - 5, fill=bar.fill or FILLS[series % len(FILLS)]
    )
    drawing.text(max(left + length, zero) + 5, y + 14, label, anchor="start", size=size)
