"""How strong the difference looks beside the relabellings that chance could have given."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from beatwise.publication.charts import palette
from beatwise.publication.evaluation.charts.axes import Axes, nice


def placebos(
    values: Sequence[float],
    observed: float,
    *,
    width: int,
    words: str,
    axis: str = "Change against the rest",
    ratios: bool = True,
) -> str:
    """Draw the histogram of relabelled changes (per cent) with the observed one as a line.

    ``words`` is what the line is called: ``these areas``. Changes that are ``ratios`` are as far
    from zero as their logarithms are.
    """

    def far(change: float) -> float:
        return abs(float(np.log1p(max(change, -99.9) / 100))) if ratios else abs(change)

    edges, counts = bins(values, observed)
    top = nice(0, float(max(counts.max(), 1)), 3)
    axes = Axes((width, 220), (edges[0], edges[-1]), (0, top[-1]))
    axes.grid("Relabellings", top)
    labels = [
        (tick, f"{tick:+g} %" if tick else "0")
        for tick in nice(edges[0], edges[-1], 4 if width < 400 else 8)
        if edges[0] <= tick <= edges[-1]
    ]
    axes.ticks(labels, axis)
    extreme = far(observed) - 1e-9
    for left, right, count in zip(edges, edges[1:], counts, strict=False):
        middle = (left + right) / 2
        beyond = far(middle) >= extreme
        axes.drawing.rect(
            axes.x(left) + 0.5, axes.y(count), axes.x(right) - axes.x(left) - 1,
            axes.floor - axes.y(count), fill=palette.ORANGE if beyond else palette.RULE,
        )  # fmt: skip
    at = axes.x(observed)
    axes.drawing.line(at, 30, at, axes.floor, stroke=palette.INK, stroke_width=2)
    side = "start" if at < width / 2 else "end"
    axes.drawing.text(at + (5 if side == "start" else -5), 34, words, anchor=side, halo=True)
    return axes.drawing.done()


def bins(values: Sequence[float], observed: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the edges and counts of up to 25 equal bins that hold every value."""
    clipped = np.clip(np.asarray(values, dtype=float), -99, 400)
    ends = min(clipped.min(), observed), max(clipped.max(), observed)
    pad = max(1.0, 0.05 * (ends[1] - ends[0]))
    low, high = max(-100.0, ends[0] - pad), ends[1] + pad
    counts, edges = np.histogram(clipped, bins=25, range=(low, high))
    return edges, counts
