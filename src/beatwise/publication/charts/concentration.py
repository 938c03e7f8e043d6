"""How few places hold most incidents, beside what chance alone would give."""

from __future__ import annotations

from beatwise.publication.charts import chart_theme, palette
from beatwise.publication.charts.draw import svg
from beatwise.publication.findings import Concentration


OBSERVED, CHANCE = "recorded", "chance alone"


def concentration(curve: Concentration, *, name: str, width: int) -> str:
    """Draw the share of incidents held by the busiest share of places, as SVG."""
    rows = [
        {"x": curve.places[i], "y": line[i], "line": words}
        for line, words in ((curve.incidents, OBSERVED), (curve.by_chance, CHANCE))
        for i in thinned(curve)
    ]
    spec = chart_theme.themed(width, 240, data={"values": rows}, **_LINES)
    return svg(spec, name=name)


def thinned(curve: Concentration, steps: int = 60) -> tuple[int, ...]:
    """Return the positions along the curve worth drawing: where it still rises, then thinner."""
    n = len(curve.places)
    if n <= steps:
        return tuple(range(n))
    return tuple(sorted({0, n - 1, *(round((i / steps) ** 2 * (n - 1)) for i in range(steps + 1))}))


def _by_line(values: list[object]) -> dict[str, object]:
    return {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": [OBSERVED, CHANCE], "range": values},
        "legend": {"orient": "bottom-right", "title": None, "symbolSize": 500, "offset": 12},
    }


def _share(field: str, title: str) -> dict[str, object]:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": chart_theme.axis(title, format=".0%", tickCount=5, labelFlush=False),
    }


_LINES: dict[str, object] = {
    "mark": {"type": "line", "strokeWidth": 2.5},
    "encoding": {
        "x": _share("x", "Share of places, busiest first"),
        "y": _share("y", "Share of recorded incidents"),
        "color": _by_line([palette.DARK_BLUE, palette.DARK_PINK]),
        "strokeDash": _by_line([[1, 0], [6, 4]]),
    },
}
