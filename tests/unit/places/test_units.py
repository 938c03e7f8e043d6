"""Which unit a point lies in, and counts by unit and month."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.places.areas import Area
from beatwise.places.cells import cut
from beatwise.places.segments import of_polygons, of_streets


TOWN = shapely.box(0, 0, 200, 100)
HALVES = of_polygons(
    [
        Area("W", "West", "wards", shapely.box(0, 0, 100, 100)),
        Area("E", "East", "wards", shapely.box(100, 0, 200, 100)),
    ],
    TOWN,
    "polygon",
)


def test_a_point_on_a_shared_border_belongs_to_the_first() -> None:
    """The border between two polygons is counted once, in the one that comes first."""
    x, y = np.array([50.0, 150.0, 100.0, 250.0]), np.full(4, 50.0)
    assert HALVES.assign(x, y).tolist() == [0, 1, 0, -1]


def test_a_point_without_a_place_is_in_no_unit() -> None:
    """Unknown coordinates give −1, for cells and for streets."""
    x, y = np.array([np.nan, 50.0]), np.array([50.0, np.nan])
    street = of_streets([shapely.LineString([(0, 50), (200, 50)])], ["High Street"], TOWN)
    for units in (cut(TOWN, "square", 100), street):
        assert units.assign(x, y).tolist() == [-1, -1]


def test_of_two_streets_equally_near_the_first_counts() -> None:
    """A point midway between two parallel streets is counted once."""
    lines = [shapely.LineString([(0, y), (200, y)]) for y in (20, 60)]
    units = of_streets(lines, ["Low Lane", "High Lane"], TOWN)
    assert units.assign(np.array([100.0, 100.0]), np.array([40.0, 41.0])).tolist() == [0, 1]


def test_a_cell_cut_by_the_area_holds_only_what_lies_inside() -> None:
    """A point in the whole cell but outside the area belongs to no unit."""
    units = cut(shapely.box(0, 0, 150, 100), "square", 100)
    assert units.assign(np.array([140.0, 160.0]), np.array([50.0, 50.0])).tolist() == [1, -1]


def test_counts_come_in_the_order_of_the_months() -> None:
    """Months may be asked for in any order; what lies elsewhere or in other months is left out."""
    x, y = np.array([50.0, 50.0, 150.0, 50.0, 999.0]), np.full(5, 50.0)
    month = np.array([24_301, 24_300, 24_300, 24_305, 24_300])
    counts = HALVES.counts(x, y, month, np.array([24_301, 24_300]))
    assert counts.tolist() == [[1, 1], [0, 1]]


def test_no_units_or_no_points_count_nothing() -> None:
    """An area without units gives −1 for every point; no points give no rows."""
    far = of_polygons([], TOWN, "polygon")
    assert len(far) == 0
    assert far.assign(np.array([50.0]), np.array([50.0])).tolist() == [-1]
    assert HALVES.assign(np.array([]), np.array([])).shape == (0,)
