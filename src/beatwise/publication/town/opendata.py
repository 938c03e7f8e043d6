"""Files that other programs read: GeoJSON in WGS84, and CSV with safe cells."""

from __future__ import annotations

import json

import numpy as np
import shapely

from beatwise.cell_text.csv_text import csv_text
from beatwise.places.projection import to_degrees
from beatwise.publication import attribution
from beatwise.publication.findings import ListedHotSpot, TownFindings, TypeFindings
from beatwise.publication.formats.document import Table


DECIMALS = 6
Coordinates = float | list["Coordinates"]  # of a point, or lists of them, to any depth


def geojson(findings: TownFindings) -> str:
    """Return hot spots and map points as a GeoJSON feature collection (RFC 7946).

    A feature's ``kind`` is ``hot spot``, ``map point`` or ``area``; sources, periods, hashes and
    licence stand beside the features.
    """
    features = [_feature(findings.backdrop.outline, {"kind": "area", "label": findings.area})]
    for each in findings.types:
        features += [_hot_spot(each, spot) for spot in each.hot_spots]
        features += _points(findings, each)
    no_data = findings.no_data.items()
    collection = {
        "type": "FeatureCollection",
        "title": f"Hot spots in {findings.area}",
        "attribution": list(attribution.sentences(findings.sources)),
        "note": (
            "Map points are shared points near recorded incidents, not addresses."
            if findings.open_data
            else "Points are places as recorded."
        ),
        "lists": [
            *(_list(each) for each in findings.types),
            *({"type": kind, "incidents": None, "no_data": why} for kind, why in no_data),
        ],
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def table_csv(table: Table) -> str:
    """Return a table as CSV (RFC 4180); words that a spreadsheet would run are quoted by ``'``."""
    return csv_text([[column.heading for column in table.columns], *table.rows])


def degrees(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return a British National Grid geometry in longitude and latitude, outer rings leftward."""
    lon_lat = shapely.transform(
        geometry, lambda xy: np.column_stack(to_degrees(xy[:, 0], xy[:, 1]))
    )
    return shapely.orient_polygons(lon_lat)


def _feature(geometry: shapely.Geometry, properties: dict[str, object]) -> dict[str, object]:
    shape = json.loads(shapely.to_geojson(degrees(geometry)))
    shape["coordinates"] = _rounded(shape["coordinates"])
    return {"type": "Feature", "geometry": shape, "properties": properties}


def _rounded(value: Coordinates) -> Coordinates:
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return round(value, DECIMALS)


def _list(findings: TypeFindings) -> dict[str, object]:
    return {
        "type": findings.type,
        "train": str(findings.train),
        "score": str(findings.score) if findings.score else None,
        "unit": findings.unit,
        "size_m": findings.size_m if findings.size_m == findings.size_m else None,
        "seed": findings.seed,
        "frozen_hash": findings.frozen_hash,
        "incidents": findings.total,
    }


def _hot_spot(findings: TypeFindings, spot: ListedHotSpot) -> dict[str, object]:
    return _feature(
        spot.geometry,
        {
            "kind": "hot spot",
            "type": findings.type,
            "rank": spot.rank,
            "id": spot.id,
            "near": spot.name,
            "area_m2": round(spot.area_m2, 1),
            "incidents": spot.count,
            "share": round(spot.share, 6),
            "hot_months": spot.hot_months,
            "of_months": spot.of_months,
            "later_incidents": spot.scored_count,
            "map_points": spot.points,
            "top_point_share": round(spot.top_point_share, 6),
            "p_value": spot.p_value,
            "q_value": spot.q_value,
            "reasons": list(spot.reasons),
        },
    )


def _points(findings: TownFindings, type_findings: TypeFindings) -> list[dict[str, object]]:
    kind = "map point" if findings.open_data else "place"
    x, y = to_degrees(
        np.array([p.easting for p in type_findings.points], float),
        np.array([p.northing for p in type_findings.points], float),
    )
    return [
        {
            "type": "Feature",
            "geometry": {
                "type": "Point",
                "coordinates": [round(float(a), DECIMALS), round(float(b), DECIMALS)],
            },
            "properties": {
                "kind": kind,
                "type": type_findings.type,
                "label": p.label,
                "incidents": p.count,
            },
        }
        for p, a, b in zip(type_findings.points, x, y, strict=True)
    ]
