"""The frozen list: hot spots as a file that cannot be changed unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely


@dataclass(frozen=True, slots=True)
class FrozenSpot:
    """One hot spot as it was frozen: outline in BNG metres, training counts by type."""

    rank: int
    id: str
    name: str
    geometry: shapely.Polygon
    counts: dict[str, int]
    share: float
    points: tuple[dict[str, object], ...]


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
