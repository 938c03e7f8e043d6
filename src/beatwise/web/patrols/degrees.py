"""From British National Grid metres to degrees, without an array library.

The office's processes load no numpy, so that the inverse is written out here: transverse Mercator
on Airy 1830, then the seven parameters of ``places.projection`` (EPSG:1314). A test holds both to
the same degrees within a centimetre. Formulas: Ordnance Survey, *A guide to coordinate systems in
Great Britain*, annexes B and C.
"""

from __future__ import annotations

import math
from collections.abc import Iterable


A_AIRY, B_AIRY = 6377563.396, 6356256.909237285
A_WGS, F_WGS = 6378137.0, 1 / 298.257223563
_F0, _LAT0, _LON0, _E0, _N0 = 0.9996012717, math.radians(49), math.radians(-2), 400e3, -100e3
_SHIFT = (446.448, -125.157, 542.06)
_TURN = tuple(math.radians(s / 3600) for s in (0.15, 0.247, 0.842))
_SCALE = 1 - 20.489e-6
PLACES = 7  # decimals of a degree: about a centimetre


def point_in_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Return longitude and latitude (WGS84) of a point in metres."""
    lat, lon = _on_airy(easting, northing)
    x, y, z = _to_wgs84(*_cartesian(lat, lon))
    lat, lon = _geodetic(x, y, z)
    return round(math.degrees(lon), PLACES), round(math.degrees(lat), PLACES)


def line_in_degrees(points: Iterable[tuple[float, float]]) -> list[list[float]]:
    """Return a line of [longitude, latitude] from points in metres."""
    return [list(point_in_degrees(x, y)) for x, y in points]


def _arc(lat: float) -> float:
    """Return the developed arc of the meridian from the true origin, in metres."""
    n = (A_AIRY - B_AIRY) / (A_AIRY + B_AIRY)
    d, s = lat - _LAT0, lat + _LAT0
    n2, n3 = n * n, n**3
    return (B_AIRY * _F0) * (
        (1 + n + 5 / 4 * n2 + 5 / 4 * n3) * d
        - (3 * n + 3 * n2 + 21 / 8 * n3) * math.sin(d) * math.cos(s)
        + (15 / 8 * n2 + 15 / 8 * n3) * math.sin(2 * d) * math.cos(2 * s)
        - 35 / 24 * n3 * math.sin(3 * d) * math.cos(3 * s)
    )


def _on_airy(easting: float, northing: float) -> tuple[float, float]:
    """Return latitude and longitude on Airy 1830, in radians."""
    e2 = 1 - (B_AIRY / A_AIRY) ** 2
    lat = (northing - _N0) / (A_AIRY * _F0) + _LAT0
    while abs(rest := northing - _N0 - _arc(lat)) >= 1e-5:
        lat += rest / (A_AIRY * _F0)
    below = 1 - e2 * math.sin(lat) ** 2
    nu, rho = A_AIRY * _F0 / math.sqrt(below), A_AIRY * _F0 * (1 - e2) / below**1.5
    eta2, t, sec = nu / rho - 1, math.tan(lat), 1 / math.cos(lat)
    t2, t4, x = t * t, t**4, easting - _E0
    north = (
        t / (2 * rho * nu) * x**2
        - t / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2) * x**4
        + t / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t4) * x**6
    )
    east = (
        sec / nu * x
        - sec / (6 * nu**3) * (nu / rho + 2 * t2) * x**3
        + sec / (120 * nu**5) * (5 + 28 * t2 + 24 * t4) * x**5
        - sec / (5040 * nu**7) * (61 + 662 * t2 + 1320 * t4 + 720 * t**6) * x**7
    )
    return lat - north, _LON0 + east


def _cartesian(lat: float, lon: float) -> tuple[float, float, float]:
    e2 = 1 - (B_AIRY / A_AIRY) ** 2
    nu = A_AIRY / math.sqrt(1 - e2 * math.sin(lat) ** 2)
    across = nu * math.cos(lat)
    return across * math.cos(lon), across * math.sin(lon), (1 - e2) * nu * math.sin(lat)


def _to_wgs84(x: float, y: float, z: float) -> tuple[float, float, float]:
    rx, ry, rz = _TURN
    return (
        _SHIFT[0] + _SCALE * (x - rz * y + ry * z),
        _SHIFT[1] + _SCALE * (rz * x + y - rx * z),
        _SHIFT[2] + _SCALE * (-ry * x + rx * y + z),
    )


def _geodetic(x: float, y: float, z: float) -> tuple[float, float]:
    e2, across = F_WGS * (2 - F_WGS), math.hypot(x, y)
    lat = math.atan2(z, across * (1 - e2))
    for _ in range(6):  # settles to far below a millimetre
        nu = A_WGS / math.sqrt(1 - e2 * math.sin(lat) ** 2)
        lat = math.atan2(z + e2 * nu * math.sin(lat), across)
    return lat, math.atan2(y, x)
