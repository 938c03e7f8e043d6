"""Streets: the lines along which people walk."""

from __future__ import annotations

from dataclasses import dataclass

import shapely


@dataclass(frozen=True, slots=True)
class Street:
    """A street or path.

    Parameters
    ----------
    id
        The source's own identifier.
    name
        Its name; empty where it has none.
    kind
        What it is, in the source's words, such as OpenStreetMap's ``footway``.
    layer
        The layer it was gathered in.
    geometry
        LineString in British National Grid metres (EPSG:27700).
    """

    id: str
    name: str
    kind: str
    layer: str
    geometry: shapely.LineString

    @property
    def length_m(self) -> float:
        """Its length in metres."""
        return float(self.geometry.length)
