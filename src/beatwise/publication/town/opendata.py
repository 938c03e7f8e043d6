"""Files that other programs read: GeoJSON in WGS84, and CSV with safe cells."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import numpy as np
import shapely

from beatwise.places.projection import to_degrees
from beatwise.publication import attribution
from beatwise.publication.findings import ListedHotSpot, TownFindings, TypeFindings
from beatwise.publication.formats.document import Table


DECIMALS = 6


def geojson(findings: TownFindings) -> str:
    """Return hot spots and map points as a GeoJSON feature collection (RFC 7946).

    A feature's ``kind`` is ``hot spot``, ``map point`` or ``area``; sources, periods, hashes and
    licence stand beside the features.
    """
    features = [_feature(findings.backdrop.outline, {"kind": "area", "label": findings.area})]
    for found in findings.types:
        features += [_hot_spot(found, spot) for spot in found.hot_spots]
        features += _points(findings, found)
    collection = {
        "type": "FeatureCollection",
        "title": f"Hot spots in {findings.area}",
        "attribution": list(attribution.sentences(findings.sources)),
        "note": (
            "Map points are shared points near recorded incidents, not addresses."
            if findings.open_data
            else "Points are places as recorded."
        ),
        "lists": [_list(found) for found in findings.types],
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def table_csv(table: Table) -> str:
    """Return a table as CSV (RFC 4180); words that a spreadsheet would run are quoted by ``'``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(column.heading) for column in table.columns])
    for row in table.rows:
        writer.writerow(["" if v is None else safe(v) if isinstance(v, str) else v for v in row])
    return out.getvalue()


def safe(words: str) -> str:
    """Return words that no spreadsheet takes for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words


def degrees(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return a British National Grid geometry in longitude and latitude, outer rings leftward."""
    turned = shapely.transform(geometry, lambda xy: np.column_stack(to_degrees(xy[:, 0], xy[:, 1])))
    return shapely.orient_polygons(turned)


def _feature(geometry: shapely.Geometry, properties: dict[str, Any]) -> dict[str, Any]:
    shape = json.loads(shapely.to_geojson(degrees(geometry)))
    shape["coordinates"] = _rounded(shape["coordinates"])
    return {"type": "Feature", "geometry": shape, "properties": properties}


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return round(value, DECIMALS)


def _list(found: TypeFindings) -> dict[str, Any]:
    return {
        "type": found.type,
        "train": str(found.train),
        "score": str(found.score) if found.score else None,
        "unit": found.unit,
        "size_m": found.size_m if found.size_m == found.size_m else None,
        "seed": found.seed,
        "frozen_hash": found.frozen_hash,
        "incidents": found.total,
    }


def _hot_spot(found: TypeFindings, spot: ListedHotSpot) -> dict[str, Any]:
    return _feature(
        spot.geometry,
        {
            "kind": "hot spot",
            "type": found.type,
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


def _points(findings: TownFindings, found: TypeFindings) -> list[dict[str, Any]]:
    kind = "map point" if findings.open_data else "place"
    x, y = to_degrees(
        np.array([p.easting for p in found.points], float),
        np.array([p.northing for p in found.points], float),
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
                "type": found.type,
                "label": p.label,
                "incidents": p.count,
            },
        }
        for p, a, b in zip(found.points, x, y, strict=True)
    ]
