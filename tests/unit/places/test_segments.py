"""Street segments and polygons as units."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.places.segments import of_streets


TOWN = shapely.box(0, 0, 1_000, 1_000)


def test_incidents_go_to_the_nearest_segment_within_reach() -> None:
    """A point 20 m from a street belongs to it; one 60 m away to none."""
    units = of_streets([shapely.LineString([(0, 0), (100, 0)])], ["High Street"], TOWN)
    assert units.assign(np.array([50.0, 50.0]), np.array([20.0, 60.0])).tolist() == [0, -1]
