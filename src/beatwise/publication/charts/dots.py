"""Values side by side as dots on one scale: the own one filled, the others open, a mean behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from beatwise.publication.charts import palette
from beatwise.publication.charts.scale import mark_words, ticks
from beatwise.publication.charts.svg import Drawing


ROW, TOP, SIZE = 26, 34, 13


class Dot(NamedTuple):
    """One value: whose it is, how much, and whether it is the own one."""

    name: str
    value: float
    is_own: bool


def dots(rows: Sequence[Dot], *, mean: float, width: int, unit: str = "") -> str:
    """Draw named values as SVG.

    Parameters
    ----------
    rows
        The values, in the order they stand.
    mean
        The others' mean.
    width
        In pixels.
    unit
        Stands above the scale.
    """
    values = [value for _, value, _ in rows] + [mean]
    low, high = min(values), max(values)
    room = (high - low) * 0.05 or abs(high) * 0.1 or 1.0
    marks = ticks(low - room, high + room, most=4 if width < 400 else 7)
    left = min(0.42 * width, 14 + 7.2 * max(len(name) for name, _, _ in rows))
    right, bottom = width - 24, TOP + ROW * len(rows)
    drawing = Drawing(width, bottom + 48)

    def x(value: float) -> float:
        return left + (value - marks[0]) * (right - left) / (marks[-1] - marks[0])

    for mark in marks:
        drawing.line(x(mark), TOP - 6, x(mark), bottom, stroke=palette.FAINT)
        drawing.text(x(mark), TOP - 14, mark_words(mark, marks), size=SIZE)
    drawing.line(x(mean), TOP - 6, x(mean), bottom, stroke=palette.DARK_GREY, stroke_width=1.5,
                 stroke_dasharray="6 4")  # fmt: skip
    fits = int((left - 10) / 7)
    for i, (name, value, own) in enumerate(rows):
        y = TOP + ROW * (i + 0.5)
        label = name if len(name) <= fits else f"{name[: fits - 1]}…"
        drawing.text(left - 8, y + 4, label, anchor="end", size=SIZE,
                     weight="bold" if own else "normal")  # fmt: skip
        paint = {"fill": palette.DARK_BLUE if own else palette.PAPER}
        drawing.circle(x(value), y, 6 if own else 4.5, stroke=palette.DARK_BLUE, stroke_width=2,
                       **paint)  # fmt: skip
    words = "peers’ mean"
    drawing.line(left, bottom + 24, left + 22, bottom + 24, stroke=palette.DARK_GREY,
                 stroke_width=1.5, stroke_dasharray="6 4")  # fmt: skip
    drawing.text(left + 28, bottom + 28, f"{words}{f' ({unit})' if unit else ''}", anchor="start",
                 size=SIZE)  # fmt: skip
    return drawing.done()
