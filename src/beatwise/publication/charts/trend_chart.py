"""Recorded incidents a month: gaps for missing months, the periods used, and what else happened."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.clock import Month, MonthRange
from beatwise.publication.charts import chart_theme, palette
from beatwise.publication.charts.draw import svg
from beatwise.publication.findings import Happening, MonthCount


def trend(
    monthly: Sequence[MonthCount],
    *,
    name: str,
    width: int,
    train: MonthRange,
    score: MonthRange | None,
    happenings: Sequence[Happening] = (),
    narrow: bool = False,
) -> str:
    """Draw the counts of each month as SVG.

    A missing month breaks the line and is shaded; the training and the scored months stand on
    labelled bands; each dated event is a numbered line.
    """
    spec = chart_theme.themed(
        width,
        170 if narrow else 210,
        layer=[
            *_bands(train, score, narrow),
            *_gaps(monthly),
            _line(monthly, narrow),
            *_events(monthly, happenings),
        ],
    )
    return svg(spec, name=name)


def _stamp(month: Month, day: int = 1) -> str:
    return f"{month}-{day:02d}"


def _x(monthly: Sequence[MonthCount], narrow: bool) -> dict[str, object]:
    first, last = monthly[0].month, monthly[-1].month
    span = last.number - first.number + 1
    step = 1 if span <= 6 else 3 if span <= 24 else 6 if span <= 60 else 12
    step = step if not narrow or step == 12 else {1: 2, 3: 6, 6: 12}[step]
    ticks = [_stamp(Month(n), 15) for n in range(first.number, last.number + 1) if n % step == 0]
    return {
        "field": "month",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [_stamp(first), _stamp(last + 1)]},
        "axis": {
            "title": None,
            "values": ticks or [_stamp(first, 15)],
            "labelExpr": "[utcFormat(datum.value, '%b'), utcFormat(datum.value, '%Y')]",
            "labelFlush": False,
        },
    }


def _line(monthly: Sequence[MonthCount], narrow: bool) -> dict[str, object]:
    top = max((m.count for m in monthly if m.count is not None), default=0)
    values = [{"month": _stamp(m.month, 15), "count": m.count} for m in monthly]
    return {
        "data": {"values": values},
        "mark": {
            "type": "line",
            "color": palette.DARK_BLUE,
            "strokeWidth": 2,
            "point": {"color": palette.DARK_BLUE, "size": 20 if narrow else 32, "filled": True},
            "invalid": "break-paths-show-path-domains",
        },
        "encoding": {
            "x": _x(monthly, narrow),
            "y": {
                "field": "count",
                "type": "quantitative",
                "scale": {"domain": [0, max(4, top * (1.35 if narrow else 1.18))], "nice": False},
                "axis": chart_theme.axis("Recorded incidents a month", tickMinStep=1, tickCount=4),
            },
        },
    }


def _bands(train: MonthRange, score: MonthRange | None, narrow: bool) -> list[dict[str, object]]:
    periods = [(train, "chosen on" if not narrow else "chosen")]
    if score is not None:
        periods.append((score, "scored on" if not narrow else "scored"))
    values = [
        {"from": _stamp(p.first), "to": _stamp(p.last + 1), "words": words} for p, words in periods
    ]
    x = {"field": "from", "type": "temporal", "scale": {"type": "utc"}}
    edge = {"type": "text", "baseline": "top", "dy": 3}
    shades = [palette.BAND, "#f7e6df"]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rect"},
            "encoding": {
                "x": x,
                "x2": {"field": "to"},
                "color": {
                    "field": "words",
                    "type": "nominal",
                    "scale": {"domain": [v["words"] for v in values], "range": shades},
                    "legend": None,
                },
            },
        },
        *(
            {
                "data": {"values": [item]},
                "mark": {**edge, "align": align, "dx": shift},
                "encoding": {
                    "x": {**x, "field": field},
                    "y": {"value": 14 * line if narrow else 0},
                    "text": {"field": "words"},
                },
            }
            for line, (item, (field, align, shift)) in enumerate(
                zip(values, (("from", "left", 3), ("to", "right", -3)), strict=False)
            )
        ),
    ]


def _gaps(monthly: Sequence[MonthCount]) -> list[dict[str, object]]:
    runs: list[list[Month]] = []
    for item in monthly:
        if item.count is None:
            if runs and runs[-1][-1] + 1 == item.month:
                runs[-1].append(item.month)
            else:
                runs.append([item.month])
    if not runs:
        return []
    values = [
        {
            "from": _stamp(run[0]),
            "to": _stamp(run[-1] + 1),
            "words": "no data" if len(run) > 2 else "",
        }
        for run in runs
    ]
    x = {"field": "from", "type": "temporal", "scale": {"type": "utc"}}
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rect", "color": palette.FAINT, "opacity": 0.6},
            "encoding": {"x": x, "x2": {"field": "to"}},
        },
        {
            "data": {"values": [v for v in values if v["words"]]},
            "mark": {"type": "text", "align": "left", "dx": 3, "color": palette.QUIET_INK},
            "encoding": {"x": x, "y": {"value": 110}, "text": {"field": "words"}},
        },
    ]


def _events(
    monthly: Sequence[MonthCount], happenings: Sequence[Happening]
) -> list[dict[str, object]]:
    first, last = monthly[0].month, monthly[-1].month
    together: dict[Month, list[str]] = {}
    for number, event in enumerate(happenings, start=1):
        if first <= event.start <= last:
            together.setdefault(event.start, []).append(str(number))
    values = [
        {"from": _stamp(month), "words": ", ".join(numbers)} for month, numbers in together.items()
    ]
    if not values:
        return []
    x = {"field": "from", "type": "temporal", "scale": {"type": "utc"}}
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rule", "color": palette.DARK_PINK, "strokeDash": [5, 3]},
            "encoding": {"x": x},
        },
        {
            "data": {"values": values},
            "mark": {
                "type": "text", "align": "left", "baseline": "bottom", "dx": 4,
                "color": palette.DARK_PINK, "fontWeight": "bold",
            },
            "encoding": {"x": x, "y": {"value": 48}, "text": {"field": "words"}},
        },
    ]  # fmt: skip
