"""The burn-up chart: three lines by quarter, each with its own dash and its name at its end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from beatwise.accountability.plan.burn_up import Quarter
from beatwise.publication import state_looks
from beatwise.publication.charts import chart_theme, palette
from beatwise.web.pages import chart_cache


_LINES = (
    ("scope", "In the plan", state_looks.ACTIONS["planned"].fill, [1, 0]),
    ("due", "Due", palette.DARK_BLUE, [6, 3]),
    ("first_due", "First due", palette.DARK_BLUE, [2, 3]),
    ("complete", "Complete", state_looks.ACTIONS["complete"].fill, [1, 0]),
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


def burn_up_svg(quarters: Sequence[Quarter], place: str, *, narrow: bool = False) -> str:
    """Return the chart as SVG, drawn anew only when its numbers have changed."""
    from beatwise.publication.charts.draw import svg

    spec = specification(quarters, narrow=narrow)
    make = partial(svg, spec, name="burn-up-narrow" if narrow else "burn-up")
    return chart_cache.of_place(f"{place}/narrow" if narrow else place, spec, make)


def specification(quarters: Sequence[Quarter], *, narrow: bool = False) -> dict[str, object]:
    """Return the chart as a Vega-Lite specification; first dates only where a board moved one."""
    moved = any(q.due != q.first_due for q in quarters)
    lines = [line for line in _LINES if moved or line[0] != "first_due"]
    order = [q.period.words for q in quarters]
    values = [
        {"quarter": q.period.words, "line": title, "count": getattr(q, field)}
        for field, title, _, _ in lines
        for q in quarters
        if getattr(q, field) is not None
    ]
    titles = [title for _, title, _, _ in lines]
    step = max(1, -(-len(order) // (3 if narrow else 9)))
    x = {
        "field": "quarter", "type": "ordinal", "sort": order, "scale": {"type": "point"},
        "axis": {"title": None, "labelAngle": 0, "values": order[::step],
                 "labelExpr": "split(datum.label, ' ')"},
    }  # fmt: skip
    scale = {"domain": titles, "range": [color for _, _, color, _ in lines]}
    dashes = {"domain": titles, "range": [dash for _, _, _, dash in lines]}
    legend = {"orient": "bottom", "title": None, "columns": 2, "symbolSize": 900,
              "symbolStrokeWidth": 2.5}  # fmt: skip
    y = {
        "field": "count",
        "type": "quantitative",
        "axis": chart_theme.axis("Actions", tickMinStep=1),
    }
    return chart_theme.themed(
        230 if narrow else 640, 220 if narrow else 280,
        data={"values": values},
        encoding={
            "x": x, "y": y,
            "color": {"field": "line", "type": "nominal", "scale": scale, "legend": legend},
        },
        layer=[
            {"mark": {"type": "line", "strokeWidth": 2.5},
             "encoding": {"strokeDash": {"field": "line", "type": "nominal", "scale": dashes,
                                         "legend": legend}}},
            {"mark": {"type": "point", "filled": True, "size": 30, "opacity": 1}},
        ],
    )  # fmt: skip
