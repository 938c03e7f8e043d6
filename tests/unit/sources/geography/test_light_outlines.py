"""Outlines light enough for a page: neighbours keep their border."""

from __future__ import annotations

import shapely
import shapely.affinity

from beatwise.places.areas import Area
from beatwise.places.projection import to_degrees
from beatwise.sources.geography.light_outlines import light_outlines


def _area(label: str, shape: shapely.Geometry) -> Area:
    return Area(label, label, "towns", shape)


def test_neighbours_keep_the_border_that_they_share_and_corners_their_places():
    """Two halves of a square whose border is jagged by 20 m: straight afterwards, and the same."""
    jagged = [(456_000 + 20 * (n % 2), 310_000 + 100 * n) for n in range(101)]
    west = shapely.Polygon([(450_000, 310_000), *jagged, (450_000, 320_000)])
    east = shapely.Polygon([(462_000, 310_000), *jagged, (462_000, 320_000)])
    rings = dict(light_outlines([_area("West", west), _area("East", east)]))
    corners = {name: set(ring) for name, (ring,) in rings.items()}
    assert len(corners["West"]) < 10
    shared = corners["West"] & corners["East"]
    assert len(shared) >= 2
    longitude, latitude = to_degrees([450_000], [320_000])
    assert (round(float(longitude[0]), 5), round(float(latitude[0]), 5)) in corners["West"]


def test_specks_go_and_an_area_that_is_a_speck_stays():
    """An island of ten metres is left out of a county; a hole of a kilometre is kept."""
    hole = shapely.box(453_000, 313_000, 454_000, 314_000)
    county = shapely.box(450_000, 310_000, 460_000, 320_000) - hole
    island = shapely.box(470_000, 310_000, 470_010, 310_010)
    both = shapely.union_all([county, island])
    speck = shapely.affinity.translate(island, 90_000)
    rings = dict(light_outlines([_area("County", both), _area("Speck", speck)]))
    assert len(rings["County"]) == 2
    assert len(rings["Speck"]) == 1


def test_two_areas_of_one_label_are_two_outlines():
    """The codes taken off their names stand again, where the name alone says too little."""
    box = shapely.box(450_000, 310_000, 460_000, 320_000)
    beside = shapely.affinity.translate(box, 10_000)
    far = shapely.affinity.translate(box, 90_000)
    areas = [Area("1", "Mill", "towns", box, full_label="Mill E1"),
             Area("2", "Mill", "towns", beside, full_label="Mill E2"),
             Area("3", "Ford", "towns", far, full_label="Ford E3")]  # fmt: skip
    assert [name for name, _ in light_outlines(areas)] == ["Mill E1", "Mill E2", "Ford"]
