"""Drawings kept by the hash of what they were drawn from: drawn once, whoever looks.

What takes a moment to draw is kept in the database, one drawing a place. What is drawn in less
time than a row takes to read is kept in the process only, so that looking at it never writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.cache import caches

from beatwise.web.pages.models import Chart


A_DAY = 60 * 60 * 24


def mark(drawn_from: Any) -> str:
    """Return the hash of what a chart is drawn from: plain JSON."""
    words = json.dumps(drawn_from, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def kept(place: str, drawn_from: Any, draw: Callable[[], str]) -> str:
    """Return the SVG of one place, drawn anew only when what it is drawn from has changed."""
    wanted = mark([place, drawn_from])

    def found() -> str:
        rows = Chart.objects.filter(place=place, mark=wanted)
        return rows.values_list("svg", flat=True).first() or _drawn(place, wanted, draw)

    return near(wanted, found)


def near(wanted: str, draw: Callable[[], str]) -> str:
    """Return the SVG of a hash, kept in this process."""
    held: str | None = caches["near"].get(f"chart/{wanted}")
    if held is None:
        held = draw()
        caches["near"].set(f"chart/{wanted}", held, A_DAY)
    return held


def _drawn(place: str, wanted: str, draw: Callable[[], str]) -> str:
    svg = draw()
    Chart.objects.bulk_create(
        [Chart(place=place, mark=wanted, svg=svg)],
        update_conflicts=True,
        unique_fields=["place"],
        update_fields=["mark", "svg"],
    )
    return svg
