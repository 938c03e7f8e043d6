"""The frozen list: hot spots as a file that cannot be changed unnoticed.

A GeoJSON document in WGS84 with everything needed to check or repeat it, and its own hash: SHA-256
over the document without the hash, keys sorted, no spaces, UTF-8. The outline in British National
Grid metres is kept beside the WGS84 one, so that counting again gives the same counts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from beatwise.errors import BadInput, Conflict
from beatwise.hotspots.shortlist.hotspot import Hotspot
from beatwise.places.projection import to_degrees


FORMAT = "beatwise hot spots 1"
HASH = "frozen_hash"


@dataclass(frozen=True, slots=True)
class FrozenSpot:
    """One hot spot as it was frozen: outline in BNG metres, training counts by type."""

    rank: int
    id: str
    name: str
    geometry: shapely.Polygon
    counts: dict[str, int]
    share: float
    points: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class FrozenList:
    """A frozen list read back.

    Parameters
    ----------
    frozen_hash
        Its hash, checked.
    about
        Everything else the file says of how it was made: area, layer, types, train, unit, size_m,
        seed, sources, …
    spots
        The hot spots in order of rank.
    """

    frozen_hash: str
    about: dict[str, Any]
    spots: tuple[FrozenSpot, ...]


def freeze(about: dict[str, Any], spots: tuple[Hotspot, ...]) -> dict[str, Any]:
    """Return the GeoJSON document, hash inside. ``about`` holds only JSON values."""
    document: dict[str, Any] = {
        "type": "FeatureCollection",
        "beatwise": {"format": FORMAT, **about},
        "features": [_feature(spot) for spot in spots],
    }
    document["beatwise"][HASH] = fingerprint(document)
    return document


def thaw(document: Any, place: str) -> FrozenList:
    """Check a document and return the list in it.

    Raises ``BadInput`` when it is not a frozen list, and ``Conflict`` when it was changed after it
    was frozen. ``place`` names the file in either.
    """
    about = document.get("beatwise") if isinstance(document, dict) else None
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise BadInput(
            "this is not a frozen list of hot spots.",
            place=place,
            next_step="Make one with: beatwise find --area LABEL --type TYPE --train … --out FILE",
        )
    if about.get(HASH) != fingerprint(document):
        raise Conflict(
            "the list was changed after it was frozen: its hash does not fit what it holds.",
            place=place,
            next_step="Use the file as it was written, or make a new list with beatwise find.",
        )
    spots = tuple(_spot(feature) for feature in document["features"])
    rest = {k: v for k, v in about.items() if k not in (HASH, "format")}
    return FrozenList(about[HASH], rest, tuple(sorted(spots, key=lambda s: s.rank)))


def fingerprint(document: dict[str, Any]) -> str:
    """Return the SHA-256 of a document without its own hash."""
    about = {k: v for k, v in document["beatwise"].items() if k != HASH}
    canonical = json.dumps(
        {**document, "beatwise": about},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def degrees(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a BNG geometry in WGS84, to seven decimals (a centimetre)."""

    def turned(at: np.ndarray) -> np.ndarray:
        longitude, latitude = to_degrees(at[:, 0], at[:, 1])
        return np.round(np.column_stack([longitude, latitude]), 7)

    return shapely.transform(shape, turned)


def geojson(shape: shapely.Geometry) -> dict[str, Any]:
    """Return a geometry as a GeoJSON mapping, outer rings counter-clockwise (RFC 7946)."""
    oriented = shapely.orient_polygons(shape, exterior_cw=False)
    mapping: dict[str, Any] = json.loads(shapely.to_geojson(oriented))
    return mapping


def _feature(spot: Hotspot) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": spot.id,
        "geometry": geojson(degrees(spot.geometry)),
        "properties": {
            "rank": spot.rank,
            "id": spot.id,
            "name": spot.name,
            "area_m2": round(spot.area_m2, 1),
            "counts": spot.counts,
            "share": round(spot.share, 6),
            "hot_months": spot.hot_months,
            "of_months": spot.of_months,
            "confidence": spot.confidence,
            "reasons": list(spot.reasons),
            "map_points": [
                {"easting": p.easting, "northing": p.northing, "label": p.label, "counts": p.counts}
                for p in spot.points
            ],
            "bng": [[round(x, 2), round(y, 2)] for x, y in spot.geometry.exterior.coords],
            "bng_holes": [
                [[round(x, 2), round(y, 2)] for x, y in ring.coords]
                for ring in spot.geometry.interiors
            ],
        },
    }


def _spot(feature: dict[str, Any]) -> FrozenSpot:
    properties = feature["properties"]
    return FrozenSpot(
        rank=properties["rank"],
        id=properties["id"],
        name=properties["name"],
        geometry=shapely.Polygon(properties["bng"], properties["bng_holes"]),
        counts=properties["counts"],
        share=properties["share"],
        points=tuple(properties["map_points"]),
    )
