"""The track of one shift among the hot spots, for somebody who gave a reason to look at it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from beatwise.web.patrols.models import HotSpot, Ping


WIDTH, TALLEST, MARGIN = 720, 560, 24


def track_picture(pings: Sequence[Ping], spots: Sequence[HotSpot]) -> str:
    """Return the track as SVG; empty without a position."""
    if not pings:
        return ""
    flat = math.cos(math.radians(pings[0].lat))
    points = [(ping.lon * flat, ping.lat) for ping in pings]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    least = 0.001  # about 100 m: a phone that stood still is a point in the middle
    scale = min(
        (WIDTH - 2 * MARGIN) / max(east - west, least),
        (TALLEST - 2 * MARGIN) / max(north - south, least),
    )
    height = math.ceil(max(north - south, least) * scale) + 2 * MARGIN
    left = (WIDTH - (east - west) * scale) / 2

    def at(lon: float, lat: float) -> str:
        return f"{left + (lon * flat - west) * scale:.1f},{MARGIN + (north - lat) * scale:.1f}"

    rings = "".join(
        f'<polygon points="{" ".join(at(*corner[:2]) for corner in spot.outline)}" '
        'fill="#9db9d6" stroke="#12436d"/>'
        for spot in spots
        if spot.outline
    )
    line = " ".join(at(ping.lon, ping.lat) for ping in pings)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}"><rect width="{WIDTH}" height="{height}" fill="#f4f8fb"/>{rings}'
        f'<polyline points="{line}" fill="none" stroke="#a13d2d" stroke-width="2"/></svg>'
    )
