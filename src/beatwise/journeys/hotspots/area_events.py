"""Which gathered events concern an area."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

import shapely

from beatwise.cell_text import search_key


if TYPE_CHECKING:
    from beatwise.places.areas import Area


def concerns(event: Mapping[Hashable, object], area: Area) -> bool:
    """Say whether a row of ``records.events.EVENTS`` concerns an area.

    An event that names an area concerns that one, one with a point the areas that hold it, and any
    other every area.
    """
    name, x, y = event["area"], event["easting"], event["northing"]
    if isinstance(name, str) and name:
        return search_key(name) in map(search_key, (area.label, f"{area.layer}:{area.label}"))
    if isinstance(x, float) and isinstance(y, float) and x == x and y == y:  # nan is not itself
        return bool(shapely.intersects_xy(area.geometry, x, y))
    return True
