"""Charts remembered by the hash of their data, so that each is drawn once, whoever looks.

A chart that takes a moment to draw is stored in the database, one for each place of the office.
A chart that is drawn in less time than a row takes to read is remembered in the process only, so
that looking at it never writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from django.core.cache import caches
from django.utils.safestring import mark_safe

from beatwise.web.pages.models import Chart


A_DAY = 60 * 60 * 24
WIDE, NARROW = 620, 280  # pixels


def mark(drawn_from: object) -> str:
    """Return the SHA-256, in hex, of what a chart is drawn from: plain JSON."""
    words = json.dumps(drawn_from, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def of_place(place: str, drawn_from: object, draw: Callable[[], str]) -> str:
    """Return the SVG of one place, drawn anew only when what it is drawn from has changed."""
    digest = mark([place, drawn_from])

    def from_database() -> str:
        rows = Chart.objects.filter(place=place, mark=digest)
        return rows.values_list("svg", flat=True).first() or _store(place, digest, draw)

    return near(digest, from_database)


def near(digest: str, draw: Callable[[], str]) -> str:
    """Return the SVG of a hash, remembered in this process for a day."""
    svg: str | None = caches["near"].get(f"chart/{digest}")
    if svg is None:
        svg = draw()
        caches["near"].set(f"chart/{digest}", svg, A_DAY)
    return svg


def both_widths(
    kind: str, drawn_from: object, alt: str, draw: Callable[[int], str]
) -> dict[str, str]:
    """Return a picture for ``pages/figure.html``: drawn for a wide and a narrow page, and in words.

    ``draw`` takes a width in pixels; what it draws is our own, so that it may stand in a page.
    """

    def drawing(width: int) -> str:
        digest = mark([kind, drawn_from, width])
        return mark_safe(near(digest, lambda: draw(width)))

    return {"wide": drawing(WIDE), "narrow": drawing(NARROW), "alt": alt}


def _store(place: str, digest: str, draw: Callable[[], str]) -> str:
    """Draw a chart and put it into the database in the place of an older one."""
    svg = draw()
    Chart.objects.bulk_create(
        [Chart(place=place, mark=digest, svg=svg)],
        update_conflicts=True,
        unique_fields=["place"],
        update_fields=["mark", "svg"],
    )
    return svg
