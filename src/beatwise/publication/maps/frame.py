"""The frame of a map: from British National Grid metres to pixels, and its scale bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely


class Bounds(NamedTuple):
    """A rectangle on the ground, in British National Grid metres."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the ground.

    ``left`` and ``top`` are the metres at the drawing's top left corner, ``metres`` those in one
    pixel, ``width`` and ``height`` its size in pixels.
    """

    left: float
    top: float
    metres: float
    width: int
    height: int

    @classmethod
    def around(
        cls,
        bounds: Bounds,
        *,
        width: int,
        tallest: int,
        margin: int = 14,
    ) -> Frame:
        """Return the frame of a given width that holds ``bounds`` (metres), at most so tall."""
        west, south, east, north = bounds
        across, up = max(east - west, 1.0), max(north - south, 1.0)
        metres = max(across / (width - 2 * margin), up / (tallest - 2 * margin))
        height = min(tallest, max(round(up / metres) + 2 * margin, round(width * 0.45)))
        left = (west + east) / 2 - metres * width / 2
        top = (south + north) / 2 + metres * height / 2
        return cls(left, top, metres, width, height)

    @property
    def window(self) -> shapely.Polygon:
        """The ground it shows, in metres."""
        east, south = self.left + self.metres * self.width, self.top - self.metres * self.height
        return shapely.box(self.left, south, east, self.top)

    def point(self, easting: float, northing: float) -> tuple[float, float]:
        """Return a place in pixels."""
        return (easting - self.left) / self.metres, (self.top - northing) / self.metres

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return the metres of a pixel: ``point`` undone."""
        return self.left + x * self.metres, self.top - y * self.metres

    def path(self, geometry: shapely.Geometry, *, simplify: float = 0.6) -> str:
        """Return a geometry, cut to the window and simplified to part of a pixel, as path data."""
        window = self.window
        if not geometry.intersects(window):
            return ""
        if not window.contains(geometry):
            geometry = shapely.clip_by_rect(geometry, *window.bounds)
        return self._data(shapely.simplify(geometry, simplify * self.metres))

    def _data(self, geometry: shapely.Geometry) -> str:
        if geometry.is_empty:
            return ""
        if hasattr(geometry, "geoms"):
            return "".join(self._data(part) for part in geometry.geoms)
        if geometry.geom_type == "Polygon":
            rings = (geometry.exterior, *geometry.interiors)
            return "".join(self._run(ring) + "Z" for ring in rings)
        return self._run(geometry) if geometry.geom_type in ("LineString", "LinearRing") else ""

    def _run(self, line: shapely.Geometry) -> str:
        metres = shapely.get_coordinates(line)
        pixels = np.round(
            (metres - (self.left, self.top)) / (self.metres, -self.metres), 1
        )  # fmt: skip
        return "M" + "L".join(f"{x:g},{y:g}" for x, y in pixels)


def scale_bar(metres_a_pixel: float, longest: float) -> tuple[int, float]:
    """Return a round length in metres (1, 2 or 5 times a power of ten) and its pixels."""
    limit = metres_a_pixel * longest
    power = 10 ** int(np.floor(np.log10(limit)))
    metres = max(m * power for m in (1, 2, 5) if m * power <= limit)
    return int(metres), metres / metres_a_pixel


def distance_words(metres: int) -> str:
    """Return ``500 m`` or ``2 km``."""
    return f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"
