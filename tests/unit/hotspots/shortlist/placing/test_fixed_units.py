"""Hot spots grown from units that stay where they are."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.hotspots.shortlist.placing.fixed_units import choose_units
from beatwise.hotspots.shortlist.placing.limits import Limits
from beatwise.places.areas import Area
from beatwise.places.neighbours import edge_sharing
from beatwise.places.segments import of_polygons, of_streets


TOWN = shapely.box(0, 0, 1_000, 1_000)


def lsoas() -> list[Area]:
    """Nine squares of 333 m: LSOAs of a small town."""
    side = 1_000 / 3
    boxes = [shapely.box(i * side, j * side, (i + 1) * side, (j + 1) * side)
             for i in range(3) for j in range(3)]  # fmt: skip
    return [Area(f"E{n}", f"LSOA {n}", "lsoa", box) for n, box in enumerate(boxes)]


def test_an_lsoa_alone_when_two_would_be_too_large() -> None:
    """Two LSOAs of 333 m are 471 m across, so each hot spot is one of them, best first."""
    units = of_polygons(lsoas(), TOWN, "lsoa")
    risk = np.array([0.0, 5, 0, 9, 0, 0, 7, 0, 1])
    places = choose_units(units, risk, risk[:, None], edge_sharing(units), TOWN, Limits(count=3))
    assert [c.expected for c in places] == [9, 7, 5]


def test_a_street_and_the_next_make_one_place() -> None:
    """Two busy segments that meet are one place; a quiet third is left out; a far one is apart."""
    lines = [
        shapely.LineString([(100, 500), (250, 500)]),
        shapely.LineString([(250, 500), (400, 500)]),
        shapely.LineString([(400, 500), (550, 500)]),
        shapely.LineString([(800, 900), (900, 900)]),
    ]
    units = of_streets(lines, ["High Street"] * 3 + ["Mill Lane"], TOWN)
    risk = np.array([10.0, 8.0, 1.0, 6.0])
    near = edge_sharing(units)
    places = choose_units(units, risk, risk[:, None], near, TOWN, Limits(count=5, smallest_m=150))
    assert [c.expected for c in places] == [18.0, 6.0]
    assert all(isinstance(c.geometry, shapely.Polygon) for c in places)
