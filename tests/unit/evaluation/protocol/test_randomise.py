"""Who is patrolled and who is compared: lots and rules."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from beatwise.errors import BadInput
from beatwise.evaluation.protocol.randomise import (
    draw_blocks,
    draw_units,
    match_by_rule,
    seed_of_areas,
)


def test_blocks_are_drawn_by_lot_among_like_areas() -> None:
    """Pairs join neighbours in level, each has one treated, and the seed decides which."""
    counts = np.outer([100, 98, 50, 49, 10, 9, 1], np.ones(12))
    draw = draw_blocks(counts, 1, seed=4)
    assert draw.left_out.tolist() == [6]
    for block in np.unique(draw.blocks):
        assert draw.treated[draw.blocks == block].sum() == 1
        assert np.ptp(draw.areas[draw.blocks == block]) == 1
    again = draw_blocks(counts, 1, seed=4)
    assert again.treated.tolist() == draw.treated.tolist()
    picks = {tuple(draw_blocks(counts, 1, seed=s).treated.tolist()) for s in range(20)}
    assert len(picks) > 3
    with pytest.raises(BadInput, match="too few"):
        draw_blocks(counts[:2], 2, seed=1)
    with pytest.raises(BadInput, match="cannot be drawn"):
        draw_units(4, 4, 1)


def test_comparisons_by_rule_are_those_most_alike() -> None:
    """Each treated area takes the offered area of its own level, none twice."""
    offered = np.outer([5, 50, 20, 500], np.ones(12))
    matches = match_by_rule(np.outer([51, 19], np.ones(12)), offered, 1)
    assert matches.ravel().tolist() == [1, 2]
    with pytest.raises(BadInput, match="too few"):
        match_by_rule(np.ones((3, 12)), offered, 2)


def test_the_seed_is_that_of_the_outlines_and_nothing_else() -> None:
    """Order, starting corner and centimetres change nothing; another area does."""
    one, two = shapely.box(0, 0, 200, 200), shapely.box(1000, 0, 1200, 200)
    turned = shapely.Polygon([(200, 200.004), (0, 200), (0, 0), (200, 0)])
    seed = seed_of_areas([one, two])
    assert seed_of_areas([two, turned]) == seed
    assert seed_of_areas([one]) != seed
    assert 0 <= seed < 2**31
