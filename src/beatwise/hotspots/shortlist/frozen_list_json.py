"""The GeoJSON of a frozen list, and back.

A GeoJSON document in WGS84 with everything needed to check or repeat it, and its own hash: SHA-256
over the document without the hash, keys sorted, no spaces, UTF-8. The outline in British National
Grid metres is kept beside the WGS84 one, so that counting again gives the same counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TypedDict, cast

import shapely

from beatwise.errors import BadInput, Conflict
from beatwise.hotspots.shortlist.as_geojson import degrees, geojson
from beatwise.hotspots.shortlist.frozen_list import FrozenList, FrozenSpot
from beatwise.hotspots.shortlist.hotspot import Hotspot


FORMAT = "beatwise hot spots 1"
HASH = "frozen_hash"


class _Properties(TypedDict):
    """What a feature of the document says of its hot spot, as far as it is read back."""

    rank: int
    id: str
    name: str
    counts: dict[str, int]
    share: float
    map_points: list[dict[str, object]]
    bng: list[list[float]]
    bng_holes: list[list[list[float]]]


def as_json(about: dict[str, object], spots: tuple[Hotspot, ...]) -> dict[str, object]:
    """Return the GeoJSON document, hash inside. ``about`` holds only JSON values."""
    stamp: dict[str, object] = {"format": FORMAT, **about}
    document: dict[str, object] = {
        "type": "FeatureCollection",
        "beatwise": stamp,
        "features": [_feature(spot) for spot in spots],
    }
    stamp[HASH] = fingerprint(document)
    return document


def frozen_bytes(document: Mapping[str, object]) -> bytes:
    """Return the document as it is written: the same bytes whoever writes it."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return text.encode("utf-8")


def from_json(document: object, place: str) -> FrozenList:
    """Check a document and return the list in it.

    Raises ``BadInput`` when it is not a frozen list, and ``Conflict`` when it was changed after it
    was frozen. ``place`` names the file in either.
    """
    about = document.get("beatwise") if isinstance(document, dict) else None
    if (
        not isinstance(document, dict)
        or not isinstance(about, dict)
        or about.get("format") != FORMAT
    ):
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
    spots = tuple(_spot(feature["properties"]) for feature in document["features"])
    rest = {k: v for k, v in about.items() if k not in (HASH, "format")}
    return FrozenList(about[HASH], rest, tuple(sorted(spots, key=lambda s: s.rank)))


def fingerprint(document: dict[str, object]) -> str:
    """Return the SHA-256 of a document without its own hash."""
    stamp = cast("dict[str, object]", document["beatwise"])
    about = {key: value for key, value in stamp.items() if key != HASH}
    canonical = json.dumps(
        {**document, "beatwise": about},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def frozen_hash_of(document: dict[str, object]) -> str:
    """Return the hash that a document says it has."""
    return str(cast("dict[str, object]", document["beatwise"])[HASH])


def _feature(spot: Hotspot) -> dict[str, object]:
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


def _spot(properties: _Properties) -> FrozenSpot:
    return FrozenSpot(
        rank=properties["rank"],
        id=properties["id"],
        name=properties["name"],
        geometry=shapely.Polygon(properties["bng"], properties["bng_holes"]),
        counts=properties["counts"],
        share=properties["share"],
        points=tuple(properties["map_points"]),
    )
