"""The pictures of the fidelity report: calendar, hours of the day, partners and maps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import shapely

from beatwise.delivery.measurement.measurement import Measurement
from beatwise.publication.charts.bars import Bar, bars
from beatwise.publication.charts.heat import HeatColumn, heat
from beatwise.publication.delivery import fidelity_tables as tables
from beatwise.publication.delivery.delivery_map import SpotOnMap, delivery_map
from beatwise.publication.formats.document import Cell, Column, Figure, Table


WIDE, NARROW = 640, 300
MOST_DAYS, MOST_ROWS, MOST_MAPS = 28, 40, 12


def calendar(result: Measurement, numbers: dict[str, int]) -> Figure:
    """Return officer-minutes by hot spot and day, by week where there are more than four."""
    columns, words, values = _calendar(result)
    spots = result.days.spots
    order = sorted(range(len(spots)), key=lambda at: numbers[spots[at]])
    lines = [(str(numbers[spots[at]]), [_known(v) for v in values[at]]) for at in order]
    part = "week" if result.days.days.count > MOST_DAYS else "day"
    table = Table(
        "calendar",
        f"Officer-minutes by hot spot and {part}",
        (Column("No."), *(Column(word, number=True) for word in words)),
        tuple((name, *row) for name, row in lines),
        f"A {part} of which nothing is known is no data; a week counts the days that are known.",
    )
    dark = max(lines, key=lambda line: sum(v or 0 for v in line[1]))
    return Figure(
        "calendar",
        f"Officer-minutes in each hot spot by {part}",
        f"A grid of {len(lines)} hot spots and {len(words)} {part}s; darker squares had more "
        f"minutes, crossed ones have no data. Hot spot {dark[0]} had most.",
        heat(lines[:MOST_ROWS], columns, width=WIDE),
        heat(lines[:MOST_ROWS], columns, width=NARROW),
        table,
        note=f"The last {part}s that fit are drawn; the table has all.",
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _calendar(result: Measurement) -> tuple[list[HeatColumn], list[str], np.ndarray]:
    minutes, days = result.days.officer_minutes, result.days.days
    dates = [days.first + dt.timedelta(days=at) for at in range(days.count)]
    if days.count <= MOST_DAYS:
        columns = [HeatColumn(f"{d:%a}"[:2], str(d.day)) for d in dates]
        return columns, [f"{d:%-d %b}" for d in dates], minutes
    weeks = np.array([(d - dates[0]).days // 7 for d in dates])
    sums = np.array(
        [[_week(row[weeks == w]) for w in range(int(weeks[-1]) + 1)] for row in minutes]
    )
    starts = [dates[0] + dt.timedelta(days=7 * w) for w in range(int(weeks[-1]) + 1)]
    columns = [HeatColumn(str(s.day), f"{s:%b}"[:3]) for s in starts]
    return columns, [f"from {s:%-d %b %Y}" for s in starts], sums


def _week(minutes: np.ndarray) -> float:
    """Return the sum of the days that are known, NaN where none is."""
    known = minutes[~np.isnan(minutes)]
    return float(known.sum()) if len(known) else float("nan")


def hours_picture(result: Measurement) -> Figure:
    """Return planned and delivered minutes by hour of the day."""
    table = tables.by_hour(result)
    rows = [
        (str(hour), [_hour_bar("planned", planned), _hour_bar("delivered", delivered)])
        for hour, planned, delivered in table.rows
    ]
    overlap = result.fidelity.overlap
    alt = f"Bars of minutes planned and delivered for {len(rows)} hours of the day"
    alt += "." if overlap is None else f"; {100 * overlap:.0f} % of the two profiles is in common."
    return Figure(
        "hours",
        "Minutes planned and delivered by hour of the day",
        alt,
        bars(rows, width=WIDE),
        bars(rows, width=NARROW),
        table,
    )


def _hour_bar(series: str, value: Cell) -> Bar:
    minutes = float(value) if isinstance(value, int | float) else 0.0
    return Bar(series, minutes, f"{minutes:,.0f}")


def maps(result: Measurement, numbers: dict[str, int]) -> Iterator[Figure]:
    """Yield a map of each beat: the share of planned minutes that each hot spot had."""
    beats = sorted({spot.beat for spot in result.plan.plan.spots})
    for at, beat in enumerate(beats[:MOST_MAPS], start=1):
        yield _map(result, numbers, beat, f"map-{at}")


def _map(result: Measurement, numbers: dict[str, int], beat: str, name: str) -> Figure:
    latest = {version.spot: version.outline for version in result.plan.ground}
    shares = {s.spot: _share(result, s.spot) for s in result.fidelity.spots}
    mine = [(at, s) for at, s in enumerate(result.plan.plan.spots) if s.beat == beat]
    spots = [SpotOnMap(numbers[s.id], latest[at], shares[s.id]) for at, s in mine]
    ways = _ways(result, beat)
    table = Table(
        f"{name}-table",
        f"Share of planned minutes delivered, {beat}",
        (
            Column("No.", number=True),
            Column("Hot spot"),
            Column("Delivered, % of plan", number=True),
        ),
        tuple((numbers[s.id], s.name, _percent(shares[s.id])) for _, s in mine),
        "On days with data only.",
    )
    low = min((s for s in spots if s.share is not None), key=lambda s: s.share or 0.0, default=None)
    alt = f"A map of {len(spots)} hot spots in {beat}, darker where more of the plan was delivered."
    if low is not None:
        alt += f" Hot spot {low.number} had least: {100 * (low.share or 0):.0f} %."
    return Figure(
        name,
        f"Minutes delivered as a share of those planned: {beat}",
        alt,
        delivery_map(spots, ways, width=WIDE),
        delivery_map(spots, ways, width=NARROW, tallest=320),
        table,
        note="Grey lines are the ways of the plan.",
    )


def _share(result: Measurement, spot: str) -> float | None:
    """Return delivered minutes as a share of those planned on days with data; None without."""
    one = next(s for s in result.fidelity.spots if s.spot == spot)
    if not one.planned_minutes:
        return None
    return sum(one.officer_minutes.values()) / one.planned_minutes


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _ways(result: Measurement, beat: str) -> list[shapely.Geometry]:
    ways = {
        stop.way
        for shift in result.plan.plan.shifts
        if shift.beat == beat
        for route in shift.routes
        for stop in route.stops
        if len(stop.way) > 1
    }
    return [shapely.LineString(way) for way in sorted(ways)[:400]]
