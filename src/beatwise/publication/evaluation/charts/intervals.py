"""Estimates with intervals: one row a place (forest), or one column a quarter (event plot)."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.evaluation.designs.over_time import Part
from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.evaluation.charts.axes import Axes, nice


ROW = 24
CLIP = (-100.0, 200.0)


def forest(rows: Sequence[Part], whole: Part | None, *, width: int) -> str:
    """Draw one row a place, the whole below as a diamond; changes in per cent."""
    every = [*rows, *([whole] if whole else [])]
    ends = [e for p in every for e in (p.low, p.high, p.percent) if e is not None]
    low, high = max(CLIP[0], min([-10.0, *ends])), min(CLIP[1], max([10.0, *ends]))
    ticks = nice(low, high, 4 if width > 400 else 3)
    left = 210 if width > 400 else 112
    height = 46 + ROW * len(every)
    drawing = Drawing(width, height)
    ends_px = left, width - 28

    def at(value: float) -> float:
        share = (min(max(value, ticks[0]), ticks[-1]) - ticks[0]) / (ticks[-1] - ticks[0])
        return ends_px[0] + share * (ends_px[1] - ends_px[0])

    for tick in ticks:
        drawing.line(at(tick), 26, at(tick), height - 8,
                     stroke=palette.INK if tick == 0 else palette.FAINT)  # fmt: skip
        drawing.text(at(tick), 18, f"{tick:+g} %" if tick else "0", size=12)
    for row, part in enumerate(every):
        y = 42 + ROW * row
        strong = part is whole
        drawing.text(2, y + 4, _short(part.name, 30 if width > 400 else 16), anchor="start",
                     size=12,
                     weight="bold" if strong else "normal")  # fmt: skip
        if part.percent is None or part.low is None or part.high is None:
            drawing.text(at(0) + 6, y + 4, "no ratio", anchor="start", size=12,
                         fill=palette.QUIET_INK)  # fmt: skip
            continue
        if strong:
            x = at(part.low), at(part.percent), at(part.high)
            drawing.path(f"M{x[0]:.1f},{y}L{x[1]:.1f},{y - 7}L{x[2]:.1f},{y}L{x[1]:.1f},{y + 7}Z",
                         fill=palette.DARK_BLUE)  # fmt: skip
        else:
            drawing.line(at(part.low), y, at(part.high), y, stroke=palette.DARK_BLUE,
                         stroke_width=2)  # fmt: skip
            drawing.rect(at(part.percent) - 4, y - 4, 8, 8, fill=palette.DARK_BLUE)
    return drawing.done()


def event_plot(parts: Sequence[Part], *, width: int) -> str:
    """Draw one column a quarter around the start; changes in per cent."""
    ends = [e for p in parts for e in (p.low, p.high) if e is not None]
    ticks = nice(max(CLIP[0], min([-10.0, *ends])), min(CLIP[1], max([10.0, *ends])))
    first = next((i for i, part in enumerate(parts) if part.after), len(parts))
    axes = Axes((width, 250), (-0.6, len(parts) - 0.4), (ticks[0], ticks[-1]), left=52)
    axes.grid("Patrolled against the rest", ticks, " %")
    step = 1 if width > 400 or len(parts) < 8 else 2
    labels = [(i, str(i - first + (i >= first))) for i in range(0, len(parts), step)]
    axes.ticks(labels, "Quarters from the start of patrols")
    axes.drawing.line(axes.left, axes.y(0), width - 14, axes.y(0), stroke=palette.INK)
    at = axes.x(first - 0.5)
    axes.drawing.line(at, 30, at, axes.floor, stroke=palette.INK, stroke_dasharray="4 3")
    for i, part in enumerate(parts):
        if part.percent is None or part.low is None or part.high is None:
            continue
        colour = palette.DARK_BLUE if part.after else palette.QUIET_INK
        low, high = max(part.low, ticks[0]), min(part.high, ticks[-1])
        axes.drawing.line(axes.x(i), axes.y(low), axes.x(i), axes.y(high), stroke=colour,
                          stroke_width=2)  # fmt: skip
        if part.after:
            axes.drawing.rect(axes.x(i) - 4, axes.y(part.percent) - 4, 8, 8, fill=colour)
        else:
            axes.drawing.circle(axes.x(i), axes.y(part.percent), 4, fill=palette.PAPER,
                                stroke=colour, stroke_width=2)  # fmt: skip
    return axes.drawing.done()


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
