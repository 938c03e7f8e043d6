"""LSOA codes of 2011 and 2021: which vintage a code shows, and what became of an area.

Lower layer super output areas were drawn again after the 2021 census. Most kept their code
(``U``), some were split (``S``), some merged (``M``), a few were redrawn otherwise (``X``).
New areas got codes above every code of 2011, which is how 2021 shows itself without a lookup.
Source: ONS, "LSOA (2011) to LSOA (2021) to LTLA (2022) best fit lookup".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely


LAST_2011 = {"E": "E01033768", "W": "W01001958"}
ENOUGH_CODES = 100  # fewer distinct codes without a new one do not show that the vintage is 2011
NEAR_M = 250.0  # boundaries are generalised: a point may lie this far from its own area


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of each 2011 code: the 2021 codes that its area went to."""

    went_to: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_columns(cls, lsoa11: Sequence[str], lsoa21: Sequence[str]) -> Changes:
        """Build it from the lookup's two columns of codes."""
        went_to: dict[str, tuple[str, ...]] = {}
        for old, new in zip(lsoa11, lsoa21, strict=True):
            went_to[old] = (*went_to.get(old, ()), new)
        return cls(went_to)

    def only_2011(self, codes: Sequence[str]) -> list[str]:
        """Return those codes that exist in 2011 and not in 2021, in order."""
        return [c for c in codes if c in self.went_to and c not in self.went_to[c]]


def only_2021(codes: Sequence[str]) -> list[str]:
    """Return those codes that exist in 2021 and not in 2011, in order."""
    return [c for c in codes if c > LAST_2011.get(c[:1], "~")]


def vintage(codes: Sequence[str], changes: Changes | None = None) -> int:
    """Return 2011 or 2021 for a set of distinct codes, or 0 when they do not show it.

    A code that only 2021 has shows 2021; one that only 2011 has (known from the lookup) shows 2011;
    a hundred or more codes with no new one among them show 2011.
    """
    if only_2021(codes):
        return 2021
    if changes is not None and changes.only_2011(codes):
        return 2011
    return 2011 if len(codes) >= ENOUGH_CODES else 0


@dataclass(frozen=True, slots=True)
class Translated:
    """Codes of 2021, empty where the translation is not known, and how each row was settled.

    ``exact``: unchanged or merged, one area only; ``by_point``: the area was split and the row's
    point says which part; ``unsettled``: split and no point or no polygons; ``unknown``: the code
    is not in the lookup. The four add up to the rows that had a code.
    """

    codes: np.ndarray
    exact: int
    by_point: int
    unsettled: int
    unknown: int


def to_2021(
    codes: np.ndarray,
    easting: np.ndarray,
    northing: np.ndarray,
    changes: Changes,
    polygons: Mapping[str, shapely.Geometry] | None = None,
) -> Translated:
    """Translate 2011 codes (n,) to 2021 codes; nothing is apportioned.

    Parameters
    ----------
    codes
        2011 codes, empty text where a row has none.
    easting, northing
        Metres, NaN where unknown; used only for areas that were split.
    polygons
        2021 polygons by code, in metres. A split row goes to the part that holds its point, or to
        the nearest part within 250 m.
    """
    words, inverse = np.unique(codes.astype(str), return_inverse=True)
    targets = [changes.went_to.get(word, ()) for word in words]
    single = np.array([t[0] if len(t) == 1 else "" for t in targets], dtype=object)
    result = single[inverse]
    count = np.array([len(t) for t in targets])[inverse]
    has_code = (words != "")[inverse]
    by_point = 0
    for position, parts in enumerate(targets):
        if len(parts) > 1 and polygons:
            rows = np.flatnonzero(inverse == position)
            nearest = _nearest(parts, easting[rows], northing[rows], polygons)
            result[rows] = nearest
            by_point += int((nearest != "").sum())
    return Translated(
        codes=result,
        exact=int((count == 1).sum()),
        by_point=by_point,
        unsettled=int((count > 1).sum()) - by_point,
        unknown=int(((count == 0) & has_code).sum()),
    )


def _nearest(
    parts: Sequence[str], x: np.ndarray, y: np.ndarray, polygons: Mapping[str, shapely.Geometry]
) -> np.ndarray:
    if not all(part in polygons for part in parts):
        return np.full(len(x), "", dtype=object)
    points = shapely.points(np.nan_to_num(x, nan=np.inf), np.nan_to_num(y, nan=np.inf))
    points[~(np.isfinite(x) & np.isfinite(y))] = None
    apart = np.stack([shapely.distance(polygons[part], points) for part in parts])
    apart = np.nan_to_num(apart, nan=np.inf)
    nearest = np.array(parts, dtype=object)[apart.argmin(axis=0)]
    nearest[apart.min(axis=0) > NEAR_M] = ""
    return nearest
