"""Read where something happened: metres, degrees or the name of a map point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from beatwise.cell_text import Unreadable, amount_of
from beatwise.errors import BadInput
from beatwise.places.areas import Bounds
from beatwise.places.projection import to_grid
from beatwise.sources.spreadsheets import Sheet
from beatwise.sources.spreadsheets.sheet import fold


# Great Britain, with a margin: no British place lies outside.
KILOMETRES = (700.0, 1_300.0)  # both below it: kilometres, or far out at sea
GRID_BOUNDS = Bounds(-10_000.0, -10_000.0, 700_000.0, 1_300_000.0)
DEGREE_BOUNDS = Bounds(-9.0, 49.5, 2.5, 61.5)
_MOSTLY = 0.5
_NEXT_TO_NONE = 0.05


@dataclass(frozen=True, slots=True)
class Points:
    """Places in British National Grid metres.

    Parameters
    ----------
    easting, northing
        (n,) float64; NaN where not located.
    why_not
        Why a row is not located, (n,) object; ``""`` where it is.
    """

    easting: np.ndarray
    northing: np.ndarray
    why_not: np.ndarray


def read_points(
    sheet: Sheet,
    columns: Mapping[str, Sequence[str]],
    map_points: Mapping[str, tuple[float, float]],
) -> Points:
    """Read each record's place by the mapped columns.

    Rows without coordinates may fall back on their map point. Raises ``BadInput`` when most rows
    show that the columns are swapped or in another system, which no single row could mend.
    """
    points = _unlocated(len(sheet.rows))
    if "easting" in columns:
        points = _grid(sheet, columns["easting"][0], columns["northing"][0])
    elif "lat" in columns:
        points = _degrees(sheet, columns["lon"][0], columns["lat"][0])
    if "map_point" in columns:
        points = _or_map_point(points, sheet.column(columns["map_point"][0]), map_points)
    return points


def _unlocated(count: int) -> Points:
    empty = np.full(count, np.nan)
    return Points(empty, empty.copy(), np.full(count, "no coordinates", dtype=object))


def numbers(text: pd.Series) -> np.ndarray:
    """Read numbers, (n,); NaN elsewhere: each cell by ``cell_text.amount_of``."""
    usual = text.str.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?").to_numpy(dtype=bool)
    values = pd.to_numeric(text.where(usual), errors="coerce").to_numpy(dtype=float, copy=True)
    for index in np.flatnonzero(~usual):
        values[index] = _number(str(text.iloc[index]))
    return values


def _number(cell: str) -> float:
    try:
        amount = amount_of(cell)
    except Unreadable:
        return float("nan")
    return float(amount.value) if amount and not (amount.percent or amount.pounds) else float("nan")


def _grid(sheet: Sheet, x_name: str, y_name: str) -> Points:
    x_text, y_text = sheet.column(x_name), sheet.column(y_name)
    x, y = numbers(x_text), numbers(y_text)
    place = f"{sheet.source}, columns '{x_name}' and '{y_name}'"
    _refuse_degrees_as_metres(x, y, place)
    if _most((y > 0) & (y < 1_300_000) & (x > 700_000) & (x < 1_300_000), x):
        raise swapped(place, "easting and northing")
    west, south, east, north = GRID_BOUNDS
    inside = (x > west) & (x < east) & (y > south) & (y < north)
    inside &= ~((np.abs(x) < KILOMETRES[0]) & (np.abs(y) < KILOMETRES[1]))
    return _judged(x, y, inside, x_text, y_text)


def _degrees(sheet: Sheet, lon_name: str, lat_name: str) -> Points:
    lon_text, lat_text = sheet.column(lon_name), sheet.column(lat_name)
    lon, lat = numbers(lon_text), numbers(lat_text)
    place = f"{sheet.source}, columns '{lat_name}' and '{lon_name}'"
    if _most(in_degrees(lat, lon), lon):
        raise swapped(place, "lat and lon")
    if _most((np.abs(lon) > 1000) & (np.abs(lat) > 1000), lon):
        raise BadInput(
            "these are metres, not degrees: they look like easting and northing.",
            place=place,
            next_step="Map them as easting and northing instead of lon and lat.",
        )
    inside = in_degrees(lon, lat)
    judged = _judged(lon, lat, inside, lon_text, lat_text)
    x, y = to_grid(judged.easting, judged.northing)
    return Points(x, y, judged.why_not)


def in_degrees(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Say which points are longitudes and latitudes in or near Great Britain, (n,) bool."""
    west, south, east, north = DEGREE_BOUNDS
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def look_swapped(
    easting: np.ndarray, northing: np.ndarray, polygons: Sequence[shapely.Geometry]
) -> bool:
    """Say whether next to no point lies in the areas as it is, and most would the other way round.

    Central England the other way round lies in the Irish Sea, which is inside Great Britain's
    bounds: only areas that are known to matter can tell.
    """
    located = np.isfinite(easting) & np.isfinite(northing)
    x, y = easting[located], northing[located]
    if not len(x) or not polygons:
        return False
    tree = shapely.STRtree(list(polygons))

    def inside(first: np.ndarray, second: np.ndarray) -> float:
        hits = tree.query(shapely.points(first, second), predicate="intersects")[0]
        return len(np.unique(hits)) / len(first)

    return inside(x, y) < _NEXT_TO_NONE and inside(y, x) > _MOSTLY


def _judged(
    x: np.ndarray, y: np.ndarray, inside: np.ndarray, x_text: pd.Series, y_text: pd.Series
) -> Points:
    empty = ((x_text == "") & (y_text == "")).to_numpy(dtype=bool) | ((x == 0) & (y == 0))
    unread = ~empty & (np.isnan(x) | np.isnan(y))
    why = np.select(
        [empty, unread, ~inside],
        ["no coordinates", "coordinates are not numbers", "coordinates outside Great Britain"],
        "",
    ).astype(object)
    good = why == ""
    return Points(np.where(good, x, np.nan), np.where(good, y, np.nan), why)


def _or_map_point(
    points: Points, names: pd.Series, known: Mapping[str, tuple[float, float]]
) -> Points:
    folded = fold(names)
    x = folded.map({name: point[0] for name, point in known.items()}).to_numpy(dtype=float)
    y = folded.map({name: point[1] for name, point in known.items()}).to_numpy(dtype=float)
    use = np.isnan(points.easting) & ~np.isnan(x)
    unknown = np.isnan(points.easting) & np.isnan(x) & (folded != "").to_numpy(dtype=bool)
    why = np.where(use, "", np.where(unknown, "map point is not in the mapping", points.why_not))
    return Points(
        np.where(use, x, points.easting), np.where(use, y, points.northing), why.astype(object)
    )


def _most(hit: np.ndarray, values: np.ndarray) -> bool:
    present = int((~np.isnan(values)).sum())
    return present > 0 and int(hit.sum()) > _MOSTLY * present


def _refuse_degrees_as_metres(x: np.ndarray, y: np.ndarray, place: str) -> None:
    if _most((np.abs(x) <= 180) & (np.abs(y) <= 180) & ((x != 0) | (y != 0)), x):
        raise BadInput(
            "these are degrees, not metres: they look like latitude and longitude.",
            place=place,
            next_step="Map them as lat and lon instead of easting and northing.",
        )


def swapped(place: str, names: str, where: str = "Great Britain") -> BadInput:
    """Return the error for two columns mapped the wrong way round."""
    return BadInput(
        f"{names} look swapped: most rows lie outside {where} as mapped and inside it the "
        "other way round.",
        place=place,
        next_step=f"Swap {names} in the mapping.",
    )
