"""Where a change began that lasts: from there a person may decide that limits start afresh.

A shift or a trend that reaches the latest point lasts. Nothing is moved by this: limits start
afresh only by a recorded decision (``control_charts.Rebase``).
"""

from __future__ import annotations

from itertools import takewhile

from beatwise.accountability.rating.control_charts import Chart, Signal, Stretch
from beatwise.accountability.rating.variation import Way, trend_way, ways


def lasting_from(chart: Chart) -> int | None:
    """Return the index of the point with which a lasting shift, or else trend, began.

    ``None`` when neither reaches the latest point, or when limits start with that point already.
    """
    if not chart.stretches:
        return None
    stretch = chart.stretches[-1]
    for signal in (Signal.SHIFT, Signal.TREND):
        if signal in chart.latest_signals:
            began = _began(chart, stretch, signal)
            return began if began > stretch.first else None
    return None


def _began(chart: Chart, stretch: Stretch, signal: Signal) -> int:
    """Return where the run of a signal that reaches the latest point began."""
    own = _runs(chart, stretch, signal)
    length = sum(1 for _ in takewhile(lambda way: way is own[-1], reversed(own)))
    return stretch.last - length + 1


def _runs(chart: Chart, stretch: Stretch, signal: Signal) -> list[Way | None]:
    """Return the way of a run at each point of a stretch, ``None`` for a point that is in none."""
    sides = ways(chart)
    return [
        None
        if signal not in chart.signals[at]
        else sides[at]
        if signal is Signal.SHIFT
        else trend_way(chart, stretch, at)
        for at in range(stretch.first, stretch.last + 1)
    ]
