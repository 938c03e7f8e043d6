"""The ground of an evaluation: areas that may not overlap, and the rings around them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.errors import BadInput


TOUCHING_M2 = 1.0  # shared ground below this is a drawing error, not an overlap


def check_apart(names: Sequence[str], shapes: Sequence[shapely.Geometry]) -> None:
    """Raise ``BadInput`` naming the first two areas that overlap."""
    for first, second in _meeting(shapes, shapes):
        if first < second and shapes[first].intersection(shapes[second]).area > TOUCHING_M2:
            raise BadInput(
                f"the areas '{names[first]}' and '{names[second]}' overlap.",
                next_step="Draw them apart, or leave one out: an incident may count once only.",
            )


def check_buffers(
    names: Sequence[str],
    shapes: Sequence[shapely.Geometry],
    treated: NDArray[np.bool_],
    ring_m: float,
) -> None:
    """Raise ``BadInput`` when a treated area's ring reaches into a comparison area."""
    inside, outside = np.flatnonzero(treated).tolist(), np.flatnonzero(~treated).tolist()
    rings = [shapes[i].buffer(ring_m) for i in inside]
    others = [shapes[i] for i in outside]
    for first, second in _meeting(rings, others):
        if rings[first].intersection(others[second]).area > TOUCHING_M2:
            raise BadInput(
                f"the {ring_m:g} m ring around '{names[inside[first]]}' overlaps the comparison "
                f"area '{names[outside[second]]}'.",
                next_step="Leave that comparison area out, or make the ring narrower.",
            )


def far_enough(shapes: Sequence[shapely.Geometry], ring_m: float) -> list[int]:
    """Return the areas, in order, that lie further than the ring from every one accepted before.

    The order is the order of preference: of two that lie too close the first is kept.
    """
    apart: list[int] = []
    for number, shape in enumerate(shapes):
        if all(shape.distance(shapes[other]) >= ring_m for other in apart):
            apart.append(number)
    return apart


def rings(
    shapes: Sequence[shapely.Geometry], ring_m: float, no_ring: Sequence[shapely.Geometry] = ()
) -> list[shapely.Geometry]:
    """Return the ring of each area: its buffer without any area, and each place in one ring only.

    ``no_ring`` is further ground that belongs to no ring. A place near two areas goes to the first.
    """
    used = shapely.union_all([*shapes, *no_ring])
    around: list[shapely.Geometry] = []
    for shape in shapes:
        ring = shape.buffer(ring_m).difference(used)
        around.append(ring)
        used = used.union(ring)
    return around


def _meeting(
    first: Sequence[shapely.Geometry], second: Sequence[shapely.Geometry]
) -> list[tuple[int, int]]:
    if not first or not second:
        return []
    pairs = shapely.STRtree(list(second)).query(list(first), predicate="intersects")
    return sorted(zip(pairs[0].tolist(), pairs[1].tolist(), strict=True))
