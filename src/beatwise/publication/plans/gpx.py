"""A route as GPX: waypoints with times for the stops, a track for the way."""

from __future__ import annotations

import datetime as dt
from html import escape

import numpy as np

from beatwise.places.projection import to_degrees
from beatwise.planning.plan import PatrolPlan, PlannedShift, Route, Spot


def route_gpx(shift: PlannedShift, number: int, plan: PatrolPlan) -> str:
    """Return one route of a shift as GPX 1.1."""
    route = shift.routes[number - 1]
    places = stop_places(route, shift.beat, plan)
    points = "".join(
        f'<wpt lat="{lat:.6f}" lon="{lon:.6f}"><time>{_utc(stop.begins)}</time>'
        f"<name>{escape(stop.name)}</name><desc>{stop.kind} {_utc(stop.begins)}/{_utc(stop.ends)}"
        f"</desc><type>{escape(stop.call)}</type></wpt>"
        for stop, (lon, lat) in zip(route.stops, degrees(places), strict=True)
    )
    way = [at for stop in route.stops for at in stop.way] + list(route.home)
    track = "".join(f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"/>' for lon, lat in degrees(way))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="Beatwise" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<metadata><name>{escape(shift.id)} route {number}</name></metadata>{points}"
        f"<trk><name>{escape(shift.id)} route {number}</name><trkseg>{track}</trkseg></trk></gpx>\n"
    )


def stop_places(route: Route, beat: str, plan: PatrolPlan) -> list[tuple[float, float]]:
    """Return where each stop is, BNG metres: its hot spot, the base, or the end of its way."""
    spots: dict[str, Spot] = {spot.id: spot for spot in plan.spots}
    base = next(base for base in plan.bases if base.beat == beat)
    places: list[tuple[float, float]] = []
    here = (base.easting, base.northing)
    for stop in route.stops:
        spot = spots.get(stop.place)
        if spot is not None:
            here = (spot.easting, spot.northing)
        elif stop.place == "base":
            here = (base.easting, base.northing)
        elif stop.way:
            here = stop.way[-1]
        places.append(here)
    return places


def degrees(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return (longitude, latitude) of BNG places."""
    if not places:
        return []
    at = np.array(places, float)
    longitude, latitude = to_degrees(at[:, 0], at[:, 1])
    return [
        (round(float(x), 6), round(float(y), 6)) for x, y in zip(longitude, latitude, strict=True)
    ]


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
