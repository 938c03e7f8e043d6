"""What of a county lies near the gathered areas."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.places.areas import Area
from beatwise.places.near_areas import NearAreas


TOWN = Area("1", "Town", "towns", shapely.box(0, 0, 1000, 1000))
FORCE = Area("2", "Force", "forces", shapely.box(-50_000, -50_000, 50_000, 50_000))


def test_the_margin_counts() -> None:
    """A street within 1.5 km of a town is near it, one beyond is not."""
    near = NearAreas.of([TOWN])
    assert near is not None
    assert near.reach(np.array([[2400.0, 500.0], [2600.0, 500.0]]))
    assert not near.reach(np.array([[2600.0, 500.0], [2700.0, 500.0]]))


def test_a_force_is_no_town() -> None:
    """A whole force's ground counts only where nothing smaller is gathered."""
    both, alone = NearAreas.of([TOWN, FORCE]), NearAreas.of([FORCE])
    assert both is not None
    assert alone is not None
    assert both.bounds == (-1500, -1500, 2500, 2500)
    assert alone.reach(np.array([[40_000.0, 0.0]]))
    assert NearAreas.of([]) is None
    assert both.digest != alone.digest
