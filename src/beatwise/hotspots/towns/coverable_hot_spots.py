"""How many hot spots some hours can cover at most.

Hours have no period of their own: they are for whatever period the reader means (a week, a month).
The rule is a floor, not a dose: a hot spot that gets fewer visits than this in the period is not
being patrolled. A visit is 15 minutes (Koper 1995, from drive-by patrol, not replicated on foot).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from scipy.sparse.csgraph import connected_components

from beatwise.errors import UsageError


VISIT_MINUTES, WALK_MINUTES = 15, 15
HOURS_EACH = 3.0  # six visits, each with the walk to it


def coverable(hours: float, places: int, hours_each: float = HOURS_EACH) -> int:
    """Return how many of ``places`` hot spots ``hours`` can cover at most.

    Raises ``UsageError`` unless ``hours_each`` is above zero.
    """
    if not hours_each > 0:
        raise UsageError(
            f"a hot spot cannot be covered in {hours_each:g} hours.",
            next_step="Give the least hours for each hot spot with --each, above zero.",
        )
    return min(places, int(hours / hours_each + 1e-9))


def cover_rule(hours_each: float = HOURS_EACH) -> str:
    """Say the rule in words."""
    visits = hours_each * 60 / (VISIT_MINUTES + WALK_MINUTES)
    noun = "visit" if visits == 1 else "visits"
    return (
        f"a hot spot needs at least {hours_each:g} of the hours ({visits:g} {noun} of "
        f"{VISIT_MINUTES} minutes, each with {WALK_MINUTES} minutes to walk there); a town's hours "
        "cover so many hot spots at most"
    )


def distinct_places(shapes: Sequence[shapely.Geometry]) -> int:
    """Count places, those that overlap as one: two types often share a hot spot."""
    if not shapes:
        return 0
    outlines = np.asarray(shapes, dtype=object)
    overlap = shapely.area(shapely.intersection(outlines[:, None], outlines[None, :])) > 0
    return int(connected_components(overlap, directed=False)[0])
