"""The seed of a draw made late follows from the areas."""

from __future__ import annotations

import shapely

from beatwise.evaluation.protocol.retrospective_draw import seed_of_areas


def test_the_seed_is_that_of_the_outlines_and_nothing_else() -> None:
    """Order, starting corner and centimetres change nothing; another area does."""
    one, two = shapely.box(0, 0, 200, 200), shapely.box(1000, 0, 1200, 200)
    turned = shapely.Polygon([(200, 200.004), (0, 200), (0, 0), (200, 0)])
    seed = seed_of_areas([one, two])
    assert seed_of_areas([two, turned]) == seed
    assert seed_of_areas([one]) != seed
    assert 0 <= seed < 2**31
