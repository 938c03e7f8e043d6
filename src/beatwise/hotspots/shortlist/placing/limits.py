"""How large and how full a hot spot may and must be."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.places.snapping import SMALLEST_SNAPPED_M


LARGEST_M = 400.0
DEFAULT_COUNT = 5
SMALL_AREA_M2 = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a hot spot must be to be on the list.

    Parameters
    ----------
    count
        How many hot spots at most.
    smallest_m, largest_m
        Across = √area, metres.
    incidents
        Fewest incidents of one type in the training months.
    lift
        Least density, as a multiple of the area's own.
    join_m
        Cells with a gap no wider than this are one hot spot.
    ground_m2
        Stop when the places together have this much ground.
    """

    count: int = DEFAULT_COUNT
    smallest_m: float = SMALLEST_SNAPPED_M
    largest_m: float = LARGEST_M
    incidents: int = 5
    lift: float = 2.0
    join_m: float = 30.0
    ground_m2: float = float("inf")

    @property
    def smallest_m2(self) -> float:
        """The least area, square metres."""
        return self.smallest_m**2

    @property
    def largest_m2(self) -> float:
        """The greatest area, square metres."""
        return self.largest_m**2


def limits_for(
    months: int,
    count: int,
    smallest_m: float = SMALLEST_SNAPPED_M,
    area_m2: float = float("inf"),
) -> Limits:
    """Return the limits for so many training months in an area of this extent.

    Five incidents, and one for every two months, at twice the area's own density; in an area under
    1 km² (a town centre drawn on the map) density is not asked for: it is all busy.
    """
    lift = 2.0 if area_m2 >= SMALL_AREA_M2 else 0.0
    return Limits(count=count, smallest_m=smallest_m, incidents=max(5, -(-months // 2)), lift=lift)
