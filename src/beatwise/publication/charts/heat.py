"""A heat picture: a grid of shaded squares, each with its number, rows by columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.publication.charts import palette
from beatwise.publication.charts.strip import SHADES
from beatwise.publication.charts.svg import Drawing


ROW, LEFT, TOP, LEAST_STEP = 24, 30, 40, 22
UNKNOWN = None


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """What stands above a column: a short word, and another below it where it is not empty."""

    word: str
    below: str = ""


def heat(
    rows: Sequence[tuple[str, Sequence[float | None]]],
    columns: Sequence[HeatColumn],
    *,
    width: int,
) -> str:
    """Draw the grid as SVG: a darker square is a larger number; one that is not known is crossed.

    Where the columns do not fit, the last that do are drawn.
    """
    fits = max(1, int((width - LEFT) / LEAST_STEP))
    shown_columns = columns[-fits:]
    step = min(48.0, (width - LEFT) / max(1, len(shown_columns)))
    values = [v for _, row in rows for v in row[-fits:] if v is not None]
    top = max(values, default=0.0)
    drawing = Drawing(width, TOP + ROW * len(rows) + 2)
    for at, column in enumerate(shown_columns):
        x = LEFT + (at + 0.5) * step
        drawing.text(x, 14, column.word, size=11)
        drawing.text(x, 30, column.below, size=11)
    for number, (name, row) in enumerate(rows):
        y = TOP + number * ROW
        drawing.text(LEFT - 6, y + 17, name, anchor="end", weight="bold", size=12)
        for at, value in enumerate(row[-fits:]):
            _square(drawing, LEFT + at * step, y, step, value, top)
    return drawing.done()


def shade_of(value: float, top: float) -> int:
    """Return which of the five shades a number has: none is white, then quarters of the top."""
    if value <= 0 or top <= 0:
        return 0
    return min(4, 1 + int(4 * value / top * 0.9999))


def _square(
    drawing: Drawing, x: float, y: float, step: float, value: float | None, top: float
) -> None:
    if value is None:
        drawing.rect(x + 1, y + 1, step - 2, ROW - 2, fill=palette.LAND)
        drawing.line(x + 1, y + ROW - 1, x + step - 1, y + 1, stroke=palette.QUIET_INK)
        return
    shade = shade_of(value, top)
    drawing.rect(
        x + 1, y + 1, step - 2, ROW - 2, fill=SHADES[shade], stroke=palette.RULE, stroke_width=0.5
    )
    if value > 0:
        ink = palette.PAPER if shade >= 3 else palette.INK
        size = 11 if value < 100 else 9
        drawing.text(x + step / 2, y + 16, f"{value:.0f}", fill=ink, size=size)
