"""What is drawn under a town."""

from __future__ import annotations

import shapely

from beatwise.places.areas import Area
from beatwise.places.streets import Street
from beatwise.publication.maps.backdrop import backdrop


TOWN = Area("t", "Town", "towns", shapely.box(0, 0, 1000, 1000))
WARDS = [
    Area(f"w{i}", f"W{i}", "wards", shapely.box(i * 500, 0, i * 500 + 500, 1000)) for i in (0, 1, 5)
]
FORCE = [Area("f", "F", "forces", shapely.box(-9e4, -9e4, 9e4, 9e4))]
HIGH_STREET = Street("1", "High Street", "road", "osm", shapely.LineString([(0, 0), (900, 900)]))
FAR = Street("2", "Far", "road", "osm", shapely.LineString([(9000, 0), (9900, 900)]))


def test_boundaries_that_cut_the_town() -> None:
    """Without streets the layer that cuts the town into most parts is drawn, not its own."""
    found = backdrop(TOWN, [TOWN, *WARDS, *FORCE], [])
    assert len(found.boundaries) == 2
    assert found.outline == TOWN.geometry


def test_streets_replace_boundaries() -> None:
    """Streets that meet the town are drawn, and then no boundaries."""
    found = backdrop(TOWN, [TOWN, *WARDS], [HIGH_STREET, FAR])
    assert found.streets == (HIGH_STREET.geometry,)
    assert found.boundaries == ()


def test_nothing_gathered() -> None:
    """With nothing but the town there is only its outline."""
    assert backdrop(TOWN, [TOWN], []).boundaries == ()
