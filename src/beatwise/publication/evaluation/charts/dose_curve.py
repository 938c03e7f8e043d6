"""Delivered hours against each area's change."""

from __future__ import annotations

import numpy as np

from beatwise.evaluation.estimators.dose_response import PER_MINUTES, DoseResponse
from beatwise.publication.charts import palette
from beatwise.publication.evaluation.charts.axes import Axes, nice


def dose_curve(response: DoseResponse, *, width: int) -> str:
    """Draw one dot an area and the fitted line; hours across, change in per cent up."""
    hours = response.minutes / 60
    change = 100 * np.expm1(response.change)
    top = nice(0, float(hours.max()), 4 if width > 400 else 3)
    ticks = nice(min(-10.0, float(change.min())), max(10.0, float(change.max())))
    axes = Axes((width, 240), (top[0] - 0.03 * top[-1], top[-1]), (ticks[0], ticks[-1]), left=56)
    axes.grid("Change in recorded incidents", ticks, " %")
    axes.ticks([(t, f"{t:,.0f}") for t in top], "Delivered hours after the start")
    axes.drawing.line(axes.left, axes.y(0), width - 14, axes.y(0), stroke=palette.INK)
    weight = 1 / (1 + np.abs(response.change))
    middle = float(np.average(response.change - response.estimate * response.minutes / PER_MINUTES,
                              weights=weight))  # fmt: skip
    line = [
        (float(h), float(100 * np.expm1(middle + response.estimate * h * 60 / PER_MINUTES)))
        for h in np.linspace(0, top[-1], 25)
    ]
    inside = [(x, y if ticks[0] <= y <= ticks[-1] else None) for x, y in line]
    axes.run(inside, stroke=palette.ORANGE, stroke_width=2)
    for x, y in zip(hours, change, strict=True):
        axes.drawing.circle(axes.x(float(x)), axes.y(float(y)), 4, fill=palette.DARK_BLUE,
                            opacity=0.75)  # fmt: skip
    return axes.drawing.done()
