"""Patrolled and comparison areas month by month, the comparison brought to the same level."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.clock import MONTH_NAMES, Month
from beatwise.publication.charts import palette
from beatwise.publication.evaluation.charts.axes import Axes, nice


def trend_lines(
    months: Sequence[int],
    treated: Sequence[float | None],
    comparison: Sequence[float | None],
    start: int,
    events: Sequence[tuple[int, int]] = (),
    *,
    width: int,
    title: str = "Recorded incidents a month",
    names: tuple[str, str] = ("patrolled", "comparison, scaled"),
) -> str:
    """Draw both series as SVG.

    ``months`` are month numbers with data (a month between them without is a gap, as is a value of
    None), ``start`` the first patrolled month, ``events`` (month number, number in the table) of
    what else happened.
    """
    top = max(4.0, *(value for value in (*treated, *comparison) if value is not None))
    ticks = nice(0, top)
    axes = Axes(
        (width, 250 if width > 400 else 220), (months[0] - 0.5, months[-1] + 0.5), (0, ticks[-1])
    )
    axes.grid(title, ticks)
    axes.ticks(_labels(months, width))
    at = axes.x(start - 0.5)
    axes.drawing.rect(
        at, axes.y(ticks[-1]), axes.x(months[-1] + 0.5) - at, axes.floor - axes.y(ticks[-1]),
        fill=palette.BAND, opacity=0.7,
    )  # fmt: skip
    axes.drawing.line(at, axes.y(ticks[-1]), at, axes.floor, stroke=palette.INK)
    axes.drawing.text(at + 4, axes.y(ticks[-1]) + 12, "patrols", anchor="start")
    last = 99.0
    for month, number in sorted(events):
        if months[0] <= month <= months[-1]:
            x = axes.x(month - 0.5)
            axes.drawing.line(
                x, axes.y(ticks[-1]) + 18, x, axes.floor, stroke=palette.DARK_PINK,
                stroke_dasharray="3 3", stroke_width=0.8,
            )  # fmt: skip
            if abs(x - last) > 12:
                axes.drawing.text(x, axes.floor - 4, str(number), size=11, fill=palette.DARK_PINK,
                                  halo=True)  # fmt: skip
            last = x
    axes.run(_with_gaps(months, comparison), stroke=palette.ORANGE, stroke_width=2,
             stroke_dasharray="6 3")  # fmt: skip
    axes.run(_with_gaps(months, treated), stroke=palette.DARK_BLUE, stroke_width=2.5)
    _key(axes, width, names)
    return axes.drawing.done()


def _key(axes: Axes, width: int, names: tuple[str, str]) -> None:
    right = width - 12 if width > 400 else width - 4
    y = 14 if width > 400 else 28
    draw = axes.drawing
    draw.line(right - 228, y - 4, right - 204, y - 4, stroke=palette.DARK_BLUE, stroke_width=2.5)
    draw.text(right - 200, y, names[0], anchor="start", size=12)
    draw.line(right - 136, y - 4, right - 112, y - 4, stroke=palette.ORANGE, stroke_width=2,
              stroke_dasharray="6 3")  # fmt: skip
    draw.text(right - 108, y, names[1], anchor="start", size=12)


def _with_gaps(
    months: Sequence[int], values: Sequence[float | None]
) -> list[tuple[float, float | None]]:
    points: list[tuple[float, float | None]] = []
    for i, (month, value) in enumerate(zip(months, values, strict=True)):
        if i and month > months[i - 1] + 1:
            points.append((month - 0.5, None))
        points.append((month, value))
    return points


def _labels(months: Sequence[int], width: int) -> list[tuple[float, str]]:
    span = months[-1] - months[0] + 1
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60) if span / s <= width / 70)
    return [
        (n, f"{MONTH_NAMES[Month(n).month - 1][:3]} {Month(n).year}")
        for n in range(months[0], months[-1] + 1)
        if n % step == 0
    ]
