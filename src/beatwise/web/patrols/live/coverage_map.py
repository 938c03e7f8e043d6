"""The coverage map: hot spots by the share of planned visits that was made, and no phone."""

from __future__ import annotations

import math
from collections.abc import Sequence

from django.utils.html import escape

from beatwise.publication.state_looks import coverage_fill
from beatwise.web.patrols.live.delivery_figures import SpotFigures


WIDTH, TALLEST, MARGIN, SMALLEST = 720, 560, 24, 7


def coverage_picture(rows: Sequence[SpotFigures]) -> str:
    """Return the map as SVG; empty when no hot spot has a place."""
    if not rows:
        return ""
    lat = sum(row.spot.lat for row in rows) / len(rows)
    points = [_flat(corner, lat) for row in rows for corner in _ring(row)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = min(
        (WIDTH - 2 * MARGIN) / max(east - west, 1.0),
        (TALLEST - 2 * MARGIN) / max(north - south, 1.0),
    )
    height = math.ceil((north - south) * scale) + 2 * MARGIN
    left = (WIDTH - (east - west) * scale) / 2

    def at(corner: Sequence[float]) -> tuple[float, float]:
        x, y = _flat(corner, lat)
        return left + (x - west) * scale, MARGIN + (north - y) * scale

    shapes = "".join(_shape(number, row, at) for number, row in enumerate(rows, start=1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="Arial, sans-serif" font-size="13">'
        f'<rect width="{WIDTH}" height="{height}" fill="#f4f8fb"/>{shapes}</svg>'
    )


def _ring(row: SpotFigures) -> Sequence[Sequence[float]]:
    return row.spot.outline or [[row.spot.lon, row.spot.lat]]


def _flat(corner: Sequence[float], lat: float) -> tuple[float, float]:
    """Return metres east and north, flat enough for a county."""
    return corner[0] * 111_320 * math.cos(math.radians(lat)), corner[1] * 110_574


def _shape(number: int, row: SpotFigures, at) -> str:  # type: ignore[no-untyped-def]
    corners = [at(corner) for corner in _ring(row)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    colour = coverage_fill(row.share)
    paint = f'fill="{colour}" stroke="#0b0c0c"'
    share = "none planned" if row.percent is None else f"{row.percent} % of planned visits"
    title = f"<title>{escape(row.spot.title)}: {share}</title>"
    if max(max(xs) - min(xs), max(ys) - min(ys)) < 2 * SMALLEST:  # too small to be seen as drawn
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SMALLEST}" {paint}>{title}</circle>'
    else:
        points = " ".join(f"{cx:.1f},{cy:.1f}" for cx, cy in corners)
        shape = f'<polygon points="{points}" {paint}>{title}</polygon>'
    label = (
        f'<text x="{x + SMALLEST + 3:.1f}" y="{y + 4:.1f}" fill="#0b0c0c" stroke="#f4f8fb" '
        f'stroke-width="3" paint-order="stroke">{number}</text>'
    )
    return f"{shape}{label}"
