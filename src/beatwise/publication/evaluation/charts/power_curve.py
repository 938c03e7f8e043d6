"""What a design would find: power against the size of the fall."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.publication.charts import palette
from beatwise.publication.evaluation.charts.axes import Axes


def power_curve(
    curve: Sequence[tuple[float, float]], floor: float, smallest: float, *, width: int
) -> str:
    """Draw (effect in per cent, power) with the floor and the smallest effect that matters."""
    points = [(0.0, 0.0), *((-effect, 100 * share) for effect, share in curve)]
    axes = Axes((width, 250), (0, 80), (0, 100), left=50)
    axes.grid("How often it would be found", [0, 20, 40, 60, 80, 100], " %")
    axes.ticks([(n, f"{n} %") for n in range(0, 81, 20 if width < 400 else 10)], "True fall")
    axes.drawing.line(
        axes.left, axes.y(100 * floor), width - 14, axes.y(100 * floor),
        stroke=palette.DARK_PINK, stroke_dasharray="5 3",
    )  # fmt: skip
    axes.drawing.text(width - 16, axes.y(100 * floor) - 5, f"floor {100 * floor:.0f} %",
                      anchor="end", fill=palette.DARK_PINK, halo=True)  # fmt: skip
    at = axes.x(-smallest)
    axes.drawing.line(at, axes.y(100), at, axes.floor, stroke=palette.INK, stroke_dasharray="2 3")
    axes.drawing.text(at + 4, axes.floor - 6, "smallest that matters" if width > 400 else "matters",
                      anchor="start", size=12, halo=True)  # fmt: skip
    axes.run(points, stroke=palette.DARK_BLUE, stroke_width=2.5)
    for x, y in points[1:]:
        axes.drawing.circle(axes.x(x), axes.y(y), 3.5, fill=palette.DARK_BLUE)
    return axes.drawing.done()
