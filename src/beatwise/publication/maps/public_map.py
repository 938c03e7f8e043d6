"""The address of a place on a public map; nothing of it is loaded."""

from __future__ import annotations

from beatwise.places.projection import to_degrees


def public_map(easting: float, northing: float, zoom: int = 17) -> str:
    """Return the page of OpenStreetMap that marks a place (BNG metres)."""
    longitude, latitude = to_degrees([easting], [northing])
    lon, lat = f"{longitude[0]:.5f}", f"{latitude[0]:.5f}"
    return f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map={zoom}/{lat}/{lon}"
