"""A figure drawn twice: for a page and for a telephone."""

from __future__ import annotations

from collections.abc import Callable

from beatwise.publication.formats.document import Figure, Table


WIDE, NARROW = 640, 300


def figure(
    name: str,
    caption: str,
    alt: str,
    draw: Callable[[int], str],
    *,
    table: Table | None = None,
    note: str = "",
) -> Figure:
    """Return a figure; ``draw`` gives the picture of a width in pixels."""
    return Figure(name, caption, alt, draw(WIDE), draw(NARROW), table=table, note=note)
