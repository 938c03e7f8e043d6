"""Walk a plan: the way of each walker second by second, late, short or skipped as people are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.planning.plan import Base, PatrolPlan, PlannedShift, PlanStop, Route, Spot


SKIPPED, SHORT = 0.08, 0.1  # shares of planned visits
LATE_S = 240.0  # usual size of being late or early at a visit
WALK_M_S = 1.3
Corner = tuple[float, float, float]  # Unix second, easting, northing
STROLL_S = 45  # a corner of the stroll inside a hot spot every so often


@dataclass(frozen=True, slots=True)
class WalkedVisit:
    """A visit as it was: the hot spot, and Unix seconds of its begin and end."""

    spot: str
    begins: float
    ends: float


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """One walker's (or pair's) shift.

    ``corners`` is (n, 3): Unix second, easting and northing, straight between one and the next.
    """

    shift: PlannedShift
    route: int
    corners: NDArray[np.float64]
    visits: tuple[WalkedVisit, ...]

    def places(self, seconds: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n, 2) where the walker was at some moments, BNG metres."""
        return np.column_stack(
            [np.interp(seconds, self.corners[:, 0], self.corners[:, part]) for part in (1, 2)]
        )


def walk_plan(plan: PatrolPlan, rng: np.random.Generator) -> list[Walk]:
    """Walk every route of a plan."""
    spots = {spot.id: spot for spot in plan.spots}
    bases = {base.beat: base for base in plan.bases}
    return [
        _walk(shift, number, route, bases[shift.beat], spots, rng)
        for shift in plan.shifts
        for number, route in enumerate(shift.routes)
    ]


def _walk(
    shift: PlannedShift,
    number: int,
    route: Route,
    base: Base,
    spots: dict[str, Spot],
    rng: np.random.Generator,
) -> Walk:
    now, end = shift.begins.timestamp(), shift.ends.timestamp()
    corners = [(now, base.easting, base.northing)]
    visits = []
    for stop in route.stops:
        if stop.kind != "visit":
            corners.append((max(now, stop.begins.timestamp()), base.easting, base.northing))
            now = max(now + 60, stop.ends.timestamp())
            corners.append((now, base.easting, base.northing))
            continue
        if rng.random() < SKIPPED:
            continue
        span = _span(stop, now, rng)
        if span[1] > end - 120:
            break
        corners += _stroll(spots[stop.place], base, span, corners[-1], rng)
        visits.append(WalkedVisit(stop.place, *span))
        now = span[1]
    corners.append((max(end, now + 60), base.easting, base.northing))
    return Walk(shift, number, _in_order(corners), tuple(visits))


def _span(stop: PlanStop, now: float, rng: np.random.Generator) -> tuple[float, float]:
    """Return when a visit really begins and ends."""
    begins = max(now + max(60, stop.walk_seconds), stop.begins.timestamp() + rng.normal(0, LATE_S))
    planned = (stop.ends - stop.begins).total_seconds()
    share = rng.uniform(0.3, 0.5) if rng.random() < SHORT else rng.uniform(0.8, 1.15)
    return begins, begins + planned * share


def _stroll(
    spot: Spot,
    base: Base,
    span: tuple[float, float],
    before: Corner,
    rng: np.random.Generator,
) -> list[Corner]:
    """Return corners: the way there, and then to and fro inside the hot spot, standing at times."""
    shape = shapely.Polygon(spot.outline) if len(spot.outline) >= 4 else None
    reach = 60.0 if shape is None else 0.35 * shape.area**0.5
    seconds = np.arange(span[0], span[1], STROLL_S)
    away = np.cumsum(rng.normal(0, 0.5, (len(seconds), 2)), axis=0)
    away *= rng.random((len(seconds), 1)) < 0.8  # else back to the middle
    middle = np.array([spot.easting, spot.northing])
    places = middle + np.clip(away * 40, -reach, reach)
    corners = _way_there(before, base, (span[0], float(places[0][0]), float(places[0][1])))
    corners += [(float(t), float(x), float(y)) for t, (x, y) in zip(seconds, places, strict=True)]
    return [*corners, (span[1], corners[-1][1], corners[-1][2])]


def _way_there(before: Corner, base: Base, there: Corner) -> list[Corner]:
    """Return where to wait when there is time to: at the base, never in a hot spot."""
    back = before[0] + _seconds(before, base)
    out = there[0] - _seconds(there, base)
    if back < out:
        return [(back, base.easting, base.northing), (out, base.easting, base.northing)]
    return []


def _seconds(corner: Corner, base: Base) -> float:
    return float(np.hypot(corner[1] - base.easting, corner[2] - base.northing)) / WALK_M_S


def _in_order(corners: list[Corner]) -> NDArray[np.float64]:
    table = np.array(corners)
    table[:, 0] = np.maximum.accumulate(table[:, 0])
    return table
