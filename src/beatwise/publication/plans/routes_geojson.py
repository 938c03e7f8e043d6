"""Routes and stops as GeoJSON in WGS84."""

from __future__ import annotations

import json

from beatwise.planning.plan import PatrolPlan, PlannedShift, Route
from beatwise.publication.plans.gpx import degrees, stop_places


def routes_geojson(plan: PatrolPlan) -> str:
    """Return one line a route and one point a stop (RFC 7946), with times in the properties."""
    features: list[dict[str, object]] = []
    for shift in plan.shifts:
        for number, route in enumerate(shift.routes, start=1):
            features += _features(shift, number, route, plan)
    document = {
        "type": "FeatureCollection",
        "title": f"{plan.name}: routes",
        "note": f"{plan.walking}. Operational: not for publication.",
        "features": features,
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _features(
    shift: PlannedShift, number: int, route: Route, plan: PatrolPlan
) -> list[dict[str, object]]:
    way = degrees([at for stop in route.stops for at in stop.way] + list(route.home))
    features: list[dict[str, object]] = []
    about = {"shift_id": shift.id, "route": number}
    if len(way) > 1:
        line = {"type": "LineString", "coordinates": way}
        features.append(
            {"type": "Feature", "geometry": line, "properties": {"kind": "route", **about}}
        )
    places = degrees(stop_places(route, shift.beat, plan))
    for order, (stop, at) in enumerate(zip(route.stops, places, strict=True), start=1):
        features.append({
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": at},
            "properties": {
                **about,
                "order": order,
                "kind": stop.kind,
                "place": stop.place,
                "name": stop.name,
                "begins": stop.begins.isoformat(),
                "ends": stop.ends.isoformat(),
                "walk_seconds": stop.walk_seconds,
                "call": stop.call,
            },
        })  # fmt: skip
    return features
