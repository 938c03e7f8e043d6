"""The burn-up chart: up to four lines by quarter, each with its own dash, shape and name."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.accountability.plan.burn_up import Quarter
from beatwise.publication import state_looks
from beatwise.publication.charts import palette
from beatwise.publication.charts.periods_line import Line, lines
from beatwise.web.pages import chart_cache


_LINES = (
    ("scope", "In the plan", state_looks.ACTIONS["planned"].fill),
    ("due", "Due", palette.DARK_BLUE),
    ("complete", "Complete", state_looks.ACTIONS["complete"].fill),
    ("first_due", "First due", palette.DARK_BLUE),
)


def words(quarters: Sequence[Quarter]) -> str:
    """Say in a sentence what the chart shows."""
    begun = [q for q in quarters if q.complete is not None]
    if not begun:
        return "No quarter with actions has started yet."
    now = begun[-1]
    return (
        f"By the end of {now.period.words}: {now.scope} actions in the plan, {now.due} due, "
        f"{now.complete} complete."
    )


def burn_up(quarters: Sequence[Quarter]) -> dict[str, str]:
    """Return the chart for ``pages/figure.html``; first dates only where a board moved one."""
    moved = any(q.due != q.first_due for q in quarters)
    series = [
        Line(name, [getattr(q, field) for q in quarters], stroke)
        for field, name, stroke in _LINES
        if moved or field != "first_due"
    ]
    labels = [q.period.words for q in quarters]
    drawn_from = [labels, [[line.name, line.stroke, list(line.values)] for line in series]]
    alt = f"Burn-up chart. {words(quarters)} The table below has every number."
    return chart_cache.both_widths(
        "burn-up", drawn_from, alt, lambda width: lines(labels, series, width=width)
    )
