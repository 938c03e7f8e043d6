"""How much of an area cells surround."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.places.home.surroundings import enclosed_share


RING = np.array([(c, r) for c in range(9) for r in range(9) if c in (0, 8) or r in (0, 8)])


def test_the_middle_of_a_ring_is_enclosed() -> None:
    """A hole that the reach spans belongs with the cells around it; a place beside does not."""
    middle, beside = shapely.box(4000, 4000, 5000, 5000), shapely.box(14_000, 4000, 15_000, 5000)
    assert enclosed_share(middle, RING, 1000.0, without_own=True) == 1.0
    assert enclosed_share(beside, RING, 1000.0, without_own=True) == 0.0


def test_its_own_cells_do_not_enclose_an_area() -> None:
    """A lone cell covers the area in it, and does not surround it."""
    own, area = np.array([(4, 4)]), shapely.box(4200, 4200, 4800, 4800)
    assert enclosed_share(area, own, 1000.0, without_own=False) == 1.0
    assert enclosed_share(area, own, 1000.0, without_own=True) == 0.0
