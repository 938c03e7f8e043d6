"""The tornado: how far each figure alone moves a cost, widest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing


ROW, TOP, BARS = 30, 34, 8


class TornadoBar(NamedTuple):
    """What one figure alone does to a cost: its name, and the cost in its low and high case."""

    name: str
    low: float
    high: float


def tornado(rows: Sequence[TornadoBar], middle: float, *, width: int) -> str:
    """Draw bars from the low to the high case around the central cost, in pounds, as SVG."""
    entries = list(rows)[:BARS]
    left = 0.36 * width if width > 400 else 0.42 * width
    right = width - 46
    drawing = Drawing(width, TOP + ROW * max(1, len(entries)) + 12)
    low = min([middle, *(row.low for row in entries)])
    high = max([middle, *(row.high for row in entries)])
    scale = (right - left - 40) / max(high - low, 1e-9)
    size = 13 if width > 400 else 11

    def x(value: float) -> float:
        return left + 40 + (value - low) * scale

    drawing.text(x(middle), 16, f"central £{middle:,.2f}", size=size, weight="bold")
    for i, (name, least, most) in enumerate(entries):
        y = TOP + ROW * i
        drawing.text(left - 4, y + 17, name, anchor="end", size=size)
        drawing.rect(
            x(least), y + 4, max(1.0, x(middle) - x(least)), ROW - 10, fill=palette.DARK_BLUE
        )
        drawing.rect(x(middle), y + 4, max(1.0, x(most) - x(middle)), ROW - 10, fill=palette.ORANGE)
        drawing.text(x(least) - 4, y + 18, f"{least:,.0f}", anchor="end", size=size - 1)
        drawing.text(x(most) + 4, y + 18, f"{most:,.0f}", anchor="start", size=size - 1)
    bottom = TOP + ROW * len(entries)
    drawing.line(x(middle), TOP - 8, x(middle), bottom, stroke=palette.INK, stroke_width=1.2)
    return drawing.done()
