"""Five million positions and 60 hot spots to visits and dosage; a year of 60 patrollers.

The peer is what a careful analyst writes with shapely 2: each prepared polygon tested against the
points in its box, one after another. It stops at the polygon of each point: no visits, no dosage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks._measure import timing


SHIFTS, EACH, SPOTS, TOWN_M = 905, 5523, 60, 10_000
PATROLLERS, DAYS, EVERY_S, HOURS = 60, 209, 30, 8
START = 1_772_697_600_000  # 5 March 2026, 8:00 in London


def positions(shifts: int, each: int, every_s: int, shuffled: bool = False) -> Any:
    """Return pings of shifts that wander about a town, one device each."""
    from beatwise.delivery.traces import Pings

    draw = np.random.default_rng(1)
    walk = np.float64(np.sqrt(every_s))
    x, y = (
        np.cumsum(draw.normal(0, 2.2 * walk, (shifts, each)), 1)
        + draw.uniform(0, TOWN_M, (shifts, 1))
        for _ in range(2)
    )
    device = np.repeat(np.arange(shifts, dtype=np.int32), each)
    time = np.tile(np.arange(each, dtype=np.int64) * every_s * 1000 + START, shifts)
    pings = Pings(device, time, x.ravel(), y.ravel(), np.full(x.size, 8, np.float32))
    return pings.of(draw.permutation(x.size)) if shuffled else pings


def year(shuffled: bool = False) -> Any:
    """Return the pings of 60 patrollers on 209 shifts of eight hours each."""
    from beatwise.delivery.traces import Pings

    one = positions(PATROLLERS * DAYS, HOURS * 3600 // EVERY_S, EVERY_S)
    shift = one.device.astype(np.int64)
    day = shift % DAYS
    device = (shift // DAYS).astype(np.int32)
    pings = Pings(device, one.time + day * 86_400_000, one.easting, one.northing, one.accuracy)
    return pings.of(np.random.default_rng(2).permutation(len(pings))) if shuffled else pings


def ground() -> list[Any]:
    """Return 60 round hot spots."""
    import shapely

    from beatwise.delivery.ground_in_force import GroundVersion

    draw = np.random.default_rng(3)
    places = draw.uniform(0, TOWN_M, (SPOTS, 2))
    return [
        GroundVersion(at, shapely.Point(*place).buffer(120, quad_segs=18))
        for at, place in enumerate(places)
    ]


def _dosage(pings: Any, days: int) -> Callable[[], object]:
    from beatwise.delivery.dosage import Days, dosage
    from beatwise.delivery.ground_in_force import spots_of
    from beatwise.delivery.traces import traces
    from beatwise.delivery.visit_rule import VisitRule
    from beatwise.delivery.visits import presence

    versions, rule = ground(), VisitRule()

    def work() -> object:
        walked = traces(pings, rule).pings
        there = presence(walked, spots_of(walked, versions), rule)
        return dosage(there, SPOTS, Days(dt.date(2026, 3, 5), days), rule)

    return work


def stored() -> Callable[[], object]:
    """Sorted by device and time, as the importers store them."""
    return _dosage(positions(SHIFTS, EACH, 5), 2)


def unsorted() -> Callable[[], object]:
    """In any order."""
    return _dosage(positions(SHIFTS, EACH, 5, shuffled=True), 2)


def whole_year() -> Callable[[], object]:
    """A year of 60 patrollers at 30 seconds."""
    return _dosage(year(), 366)


def peer() -> Callable[[], object]:
    """Only the polygon of each point, by shapely."""
    import shapely

    pings, versions = positions(SHIFTS, EACH, 5), ground()

    def work() -> object:
        spots = np.full(len(pings), -1, np.int16)
        for version in versions:
            west, south, east, north = version.outline.bounds
            x, y = pings.easting, pings.northing
            near = (x >= west) & (x <= east) & (y >= south) & (y <= north) & (spots < 0)
            at = np.flatnonzero(near)
            shapely.prepare(version.outline)
            spots[at[shapely.intersects_xy(version.outline, x[at], y[at])]] = version.spot
        return spots

    return work


def run() -> list[dict]:
    """Return a row for stored, unsorted and a year's positions."""
    other = timing("benchmarks.dosage", "peer", runs=3)
    rows = []
    for name, work, target in (
        ("stored", "5.0M positions × 60 hot spots to visits and dosage, stored order", 1.6),
        ("unsorted", "5.0M positions × 60 hot spots to visits and dosage, unsorted", 4.0),
        ("whole_year", "12.0M positions: 60 patrollers for a year at 30 s", 6.0),
    ):
        took = timing("benchmarks.dosage", name, runs=3)
        rows.append(
            {
                "work": work,
                "ours": took.median,
                "peer": other.median if name != "whole_year" else None,
                "ratio": other.median / took.median if name != "whole_year" else None,
                "memory_mb": took.peak_mb,
                "target": f"≤ {target:g} s" + (", ≤ 0.5 GB" if name == "stored" else ""),
                "met": took.median <= target
                and (name != "stored" or took.peak_mb is None or took.peak_mb <= 512),
                "note": f"first call {took.first:.2f} s; peer: shapely, the polygon of each point "
                "only",
            }
        )
    return rows
