"""Drawings kept by the hash of what they were drawn from: drawn once, whoever looks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from beatwise.web.performance.models import Chart


def mark(drawn_from: Any) -> str:
    """Return the hash of what a chart is drawn from: plain JSON."""
    words = json.dumps(drawn_from, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def kept(place: str, drawn_from: Any, draw: Callable[[], str]) -> str:
    """Return the SVG of one place, drawn anew only when what it is drawn from has changed."""
    wanted = mark(drawn_from)
    held = Chart.objects.filter(place=place, mark=wanted).values_list("svg", flat=True).first()
    if held is not None:
        return held
    svg = draw()
    Chart.objects.bulk_create(
        [Chart(place=place, mark=wanted, svg=svg)],
        update_conflicts=True,
        unique_fields=["place"],
        update_fields=["mark", "svg"],
    )
    return svg
