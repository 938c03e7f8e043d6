"""Grid references as Ordnance Survey maps print them."""

from __future__ import annotations


_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"


def grid_reference(easting: float, northing: float) -> str:
    """Return the reference of a place (BNG metres) to ten metres, such as ``SK 3567 1689``.

    Outside the lettered grid it is the metres themselves. Ordnance Survey, "A guide to coordinate
    systems in Great Britain", section 7.
    """
    if not (0 <= easting < 700_000 and 0 <= northing < 1_300_000):
        return f"{easting:.0f} m east, {northing:.0f} m north"
    east, north = int(easting // 100_000), int(northing // 100_000)
    first = 5 * (3 - north // 5) + east // 5 + 2
    second = 5 * (4 - north % 5) + east % 5
    within_east, within_north = int(easting % 100_000) // 10, int(northing % 100_000) // 10
    return f"{_LETTERS[first]}{_LETTERS[second]} {within_east:04d} {within_north:04d}"
