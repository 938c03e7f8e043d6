"""A draw made when outcome months were at hand: its seed follows from the areas, never from choice.

Whoever may try seeds on known outcomes finds one that shows a fall. The outlines of the areas on
offer were frozen before, so a seed made from them leaves nothing to choose.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import shapely

from beatwise.clock import Month


SEED_IGNORED = (
    "The seed asked for was not used: outcome months were at hand, so the seed of the draw follows "
    "from the outlines of the areas."
)


def seed_of_areas(shapes: Sequence[shapely.Geometry]) -> int:
    """Return the seed that areas give: the first 31 bits of a hash of their outlines.

    Outlines count to the metre (BNG), in any order and from any starting corner, so files, names
    and the order in which lists are given change nothing.
    """
    outlines = sorted(
        shapely.to_wkt(shapely.normalize(shape), rounding_precision=0) for shape in shapes
    )
    return int(hashlib.sha256("\n".join(outlines).encode()).hexdigest()[:8], 16) >> 1


def retrospective_words(first: Month, seed: int) -> str:
    """Say that a draw is retrospective; ``first`` is the first outcome month at hand."""
    return (
        f"The draw is retrospective: {first.name} was at hand, so its seed, {seed}, follows from "
        "the outlines of the areas and was not chosen. Such a study is level 2 of 5 on the "
        "Maryland scale at most."
    )
