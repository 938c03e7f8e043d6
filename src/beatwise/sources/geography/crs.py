"""Bring shapes to the British National Grid, and catch coordinates that are not what they say."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.errors import BadInput, UsageError
from beatwise.places.areas import Bounds
from beatwise.places.projection import to_grid
from beatwise.sources.geography.coordinates import DEGREE_BOUNDS, GRID_BOUNDS


BRITISH_GRID, WGS84 = "EPSG:27700", "EPSG:4326"
_MERCATOR_BOUNDS = Bounds(-1_002_000.0, 6_360_000.0, 279_000.0, 8_740_000.0)


def to_british_grid(geometry: np.ndarray, crs: str | None, source: str) -> np.ndarray:
    """Return shapes (n,) in EPSG:27700; ``None`` stays ``None``.

    Raises ``BadInput`` when the numbers do not fit the coordinate system the file states, or lie
    outside Great Britain. Nothing is guessed: the message says what they look like and how to
    say so.
    """
    bounds = Bounds(*shapely.total_bounds(geometry).tolist())
    if np.isnan(bounds.west):
        return geometry
    stated = _code(crs, source)
    _check(bounds, stated, source)
    if stated == BRITISH_GRID:
        return geometry
    degrees = geometry if stated == WGS84 else _to_degrees(geometry, str(stated))
    moved = shapely.transform(degrees, lambda xy: np.column_stack(to_grid(xy[:, 0], xy[:, 1])))
    if not _inside(Bounds(*shapely.total_bounds(moved).tolist()), GRID_BOUNDS):
        raise _elsewhere(source)
    return moved


def known_crs(text: str) -> str:
    """Return a coordinate system given by a person; raise ``UsageError`` if there is none such."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        CRS.from_user_input(text)
    except CRSError as error:
        raise UsageError(
            f"'{text}' is not a coordinate system.",
            next_step="Write it as EPSG:27700 (British National Grid) or EPSG:4326 (WGS84).",
        ) from error
    return text


def _code(crs: str | None, source: str) -> str | None:
    """Return the usual code of a stated system, so that its many spellings compare equal."""
    if crs is None or crs in (BRITISH_GRID, WGS84):
        return crs
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        known = CRS.from_user_input(crs)
    except CRSError as error:
        raise BadInput(
            f"the coordinate system '{crs[:60]}' is not known.",
            place=source,
            next_step="Say what it is with --crs, for example --crs EPSG:27700.",
        ) from error
    for code in (BRITISH_GRID, WGS84):
        if known.equals(CRS.from_user_input(code), ignore_axis_order=True):
            return code
    epsg = known.to_epsg(min_confidence=60)
    return f"EPSG:{epsg}" if epsg else crs


def _check(bounds: Bounds, stated: str | None, source: str) -> None:
    looks = _looks_like(bounds)
    if stated is None:
        likely = looks if looks in (BRITISH_GRID, WGS84, "EPSG:3857") else None
        raise BadInput(
            "the file does not say what its coordinates are"
            + (f"; they look like {_NAMES[likely]}." if likely else "."),
            place=source,
            next_step=f"Say so with --crs {likely or 'EPSG:27700'}"
            + ("." if likely else ", if that is what they are."),
        )
    if stated == WGS84 and looks == "swapped":
        raise BadInput(
            "latitude and longitude are swapped: every point lies in Britain the other way round.",
            place=source,
            next_step="Write longitude first, then latitude, as GeoJSON requires.",
        )
    if stated in (WGS84, BRITISH_GRID) and looks != stated:
        if looks in _NAMES:
            raise BadInput(
                f"the coordinates are said to be {_NAMES[stated]} but look like {_NAMES[looks]}.",
                place=source,
                next_step=f"If that is what they are, say so with --crs {looks}.",
            )
        raise _elsewhere(source)


_NAMES = {
    BRITISH_GRID: "British National Grid metres",
    WGS84: "longitude and latitude (WGS84)",
    "EPSG:3857": "Web Mercator metres",
}


def _looks_like(bounds: Bounds) -> str | None:
    if _inside(bounds, DEGREE_BOUNDS):
        return WGS84
    if _inside(Bounds(bounds.south, bounds.west, bounds.north, bounds.east), DEGREE_BOUNDS):
        return "swapped"
    if _inside(bounds, GRID_BOUNDS) and min(bounds.east, bounds.north) > 1000:
        return BRITISH_GRID
    return "EPSG:3857" if _inside(bounds, _MERCATOR_BOUNDS) else None


def _inside(inner: Bounds, outer: Bounds) -> bool:
    return bool(
        inner.west >= outer.west
        and inner.south >= outer.south
        and inner.east <= outer.east
        and inner.north <= outer.north
    )


def _to_degrees(geometry: np.ndarray, crs: str) -> np.ndarray:
    from pyproj import Transformer

    transformer = Transformer.from_crs(crs, WGS84, always_xy=True)
    return shapely.transform(
        geometry, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))
    )


def _elsewhere(source: str) -> BadInput:
    return BadInput(
        "the shapes lie outside Great Britain.",
        place=source,
        next_step="Check the file; if it states the wrong coordinate system, give --crs.",
    )
