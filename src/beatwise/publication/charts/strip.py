"""The persistence strip: every hot spot's incidents month by month, in a grid of numbers."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.clock import MONTH_NAMES
from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.findings import ListedHotSpot, MonthCount


SHADES = ("#ffffff", "#d6e2ee", "#a9c3dc", "#3b6d9f", palette.DARK_BLUE)
ROW = 24
LEFT = 30


def strip(spots: Sequence[ListedHotSpot], *, width: int) -> str:
    """Draw one row a hot spot and one column a month, as SVG.

    The shade follows the number written in the square; a missing month is crossed out. With more
    than a year (half a year when narrow) the last months that fit are drawn.
    """
    columns = _columns(spots, width)
    step = (width - LEFT) / max(len(columns), 1)
    top = max((m.count or 0 for spot in spots for m in _last(spot, len(columns))), default=0)
    drawing = Drawing(width, 40 + ROW * len(spots))
    for i, item in enumerate(columns):
        x = LEFT + (i + 0.5) * step
        drawing.text(x, 14, MONTH_NAMES[item.month.month - 1][0 : 3 if step > 30 else 1])
        if i == 0 or item.month.month == 1:
            drawing.text(x, 30, f"{item.month.year}" if step > 34 else f"’{item.month.year % 100}")
    for j, spot in enumerate(spots):
        y = 36 + j * ROW
        drawing.text(LEFT - 8, y + 17, str(spot.rank), anchor="end", weight="bold")
        for i, item in enumerate(_last(spot, len(columns))):
            _square(drawing, LEFT + i * step, y, step, item.count, top)
    return drawing.done()


def _columns(spots: Sequence[ListedHotSpot], width: int) -> tuple[MonthCount, ...]:
    fits = int((width - LEFT) / 22)
    return _last(spots[0], fits) if spots else ()


def _last(spot: ListedHotSpot, count: int) -> tuple[MonthCount, ...]:
    return spot.monthly[-count:] if count else ()


def _square(drawing: Drawing, x: float, y: float, step: float, count: int | None, top: int) -> None:
    if count is None:
        drawing.rect(x + 1, y + 1, step - 2, ROW - 2, fill=palette.LAND)
        drawing.line(x + 1, y + ROW - 1, x + step - 1, y + 1, stroke=palette.QUIET_INK)
        return
    shade = shade_of(count, top)
    ink = palette.PAPER if shade >= 3 else palette.INK
    drawing.rect(
        x + 1, y + 1, step - 2, ROW - 2, fill=SHADES[shade], stroke=palette.RULE, stroke_width=0.5
    )
    drawing.text(x + step / 2, y + 17, str(count), fill=ink, size=12)


def shade_of(count: int, top: int) -> int:
    """Return which of the five shades a count has: nought is white, then quarters of the top."""
    if count <= 0 or top <= 0:
        return 0
    return min(4, -(-4 * count // top))
