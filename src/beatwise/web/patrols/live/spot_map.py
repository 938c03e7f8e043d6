"""A map of hot spots by themselves: outlines with their numbers, a scale, and no phone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape

from beatwise.web.patrols.models import HotSpot


WIDTH, TALLEST, MARGIN, SMALLEST = 720, 560, 24, 7
FOOT = 26  # below the outlines, for the scale
LENGTHS = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)  # metres of a scale
_PAPER, _INK = "#f4f8fb", "#0b0c0c"


@dataclass(frozen=True, slots=True)
class MarkedSpot:
    """A hot spot, the colour it is filled with, and what is said of it."""

    spot: HotSpot
    fill: str
    words: str


def spot_picture(rows: Sequence[MarkedSpot], *, width: int = WIDTH, first: int = 1) -> str:
    """Return the map as SVG, so many pixels wide; empty when there is no hot spot.

    Hot spots are numbered from ``first``.
    """
    if not rows:
        return ""
    lat = sum(row.spot.lat for row in rows) / len(rows)
    points = [_flat(corner, lat) for row in rows for corner in ring(row.spot)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = min(
        (width - 2 * MARGIN) / max(east - west, 1.0),
        (TALLEST - 2 * MARGIN) / max(north - south, 1.0),
    )
    height = math.ceil((north - south) * scale) + 2 * MARGIN + FOOT
    left = (width - (east - west) * scale) / 2

    def at(corner: Sequence[float]) -> tuple[float, float]:
        x, y = _flat(corner, lat)
        return left + (x - west) * scale, MARGIN + (north - y) * scale

    shapes = "".join(_shape(number, row, at) for number, row in enumerate(rows, start=first))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="Arial, sans-serif" font-size="13">'
        f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>{shapes}'
        f"{_scale(width, height, scale)}</svg>"
    )


def ring(spot: HotSpot) -> Sequence[Sequence[float]]:
    """Return a hot spot's outline, [longitude, latitude] each; its one point when it has none."""
    return spot.outline or [[spot.lon, spot.lat]]


def _flat(corner: Sequence[float], lat: float) -> tuple[float, float]:
    """Return metres east and north, flat enough for a county."""
    return corner[0] * 111_320 * math.cos(math.radians(lat)), corner[1] * 110_574


def _shape(number: int, row: MarkedSpot, at) -> str:  # type: ignore[no-untyped-def]
    corners = [at(corner) for corner in ring(row.spot)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    paint = f'fill="{row.fill}" stroke="{_INK}"'
    title = f"<title>{escape(row.spot.title)}: {escape(row.words)}</title>"
    if max(max(xs) - min(xs), max(ys) - min(ys)) < 2 * SMALLEST:  # too small to be seen as drawn
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SMALLEST}" {paint}>{title}</circle>'
        x, anchor = x + SMALLEST + 3, "start"
    else:
        points = " ".join(f"{cx:.1f},{cy:.1f}" for cx, cy in corners)
        shape = f'<polygon points="{points}" {paint}>{title}</polygon>'
        anchor = "middle"
    label = (
        f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}" fill="{_INK}" stroke="{_PAPER}" '
        f'stroke-width="3" paint-order="stroke">{number}</text>'
    )
    return f"{shape}{label}"


def _scale(width: int, height: int, scale: float) -> str:
    """Draw the longest scale that takes a third of the width at most; north is up."""
    fitting = [metres for metres in LENGTHS if metres * scale <= width / 3]
    metres = fitting[-1] if fitting else LENGTHS[0]
    pixels, y = metres * scale, height - 12
    words = f"{metres} m" if metres < 1000 else f"{metres // 1000} km"
    return (
        f'<path d="M{MARGIN},{y - 4}v4h{pixels:.1f}v-4" fill="none" stroke="{_INK}"/>'
        f'<text x="{MARGIN + pixels + 6:.1f}" y="{y + 4}" fill="{_INK}">{words}, north is up</text>'
    )
