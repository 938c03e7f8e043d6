"""One theme for every chart."""

from __future__ import annotations

from beatwise.publication.charts import palette


SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
TEXT = 13


def themed(width: int, height: int, **spec: object) -> dict[str, object]:
    """Return a Vega-Lite specification of this size (of the plot itself, pixels) in the theme."""
    return {"$schema": SCHEMA, "width": width, "height": height, "config": _CONFIG, **spec}


def axis(title: str, **more: object) -> dict[str, object]:
    """Return an axis with a horizontal title above its end, in the theme."""
    return {"title": title, **more}


_AXIS = {
    "labelFontSize": TEXT,
    "titleFontSize": TEXT,
    "titleFontWeight": "normal",
    "labelColor": palette.INK,
    "titleColor": palette.INK,
    "domainColor": palette.QUIET_INK,
    "tickColor": palette.QUIET_INK,
    "gridColor": palette.FAINT,
}
_CONFIG: dict[str, object] = {
    "font": palette.FONT.replace("'", ""),
    "background": palette.PAPER,
    "padding": 4,
    "aria": False,
    "view": {"stroke": None},
    "axis": _AXIS,
    "axisX": {"grid": False},
    "axisY": {
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleX": -34,
        "titleY": -14,
        "domain": False,
        "ticks": False,
    },
    "legend": {"labelFontSize": TEXT, "labelColor": palette.INK, "symbolType": "stroke"},
    "text": {"fontSize": TEXT, "color": palette.INK},
}
