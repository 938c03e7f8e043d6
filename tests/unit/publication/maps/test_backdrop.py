"""What is drawn under a town."""

from __future__ import annotations

import shapely

from beatwise.places.areas import Area
from beatwise.places.map_features import MapFeature
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


def test_streets_come_with_what_lies_between_them() -> None:
    """Main streets and paths are apart; water, rail and names come along; the rest is far off."""

    def street(kind: str, y: float, name: str = "") -> Street:
        return Street(kind, name, kind, "osm", shapely.LineString([(0, y), (900, y)]))

    def feature(kind: str, at: shapely.Geometry, name: str = "") -> MapFeature:
        return MapFeature(kind, name, kind, "osm", at)

    features = [
        feature("water", shapely.box(0, 0, 50, 50)),
        feature("river", shapely.LineString([(0, 0), (500, 0)]), "Mease"),
        feature("station", shapely.Point(10, 10), "Ashby Station"),
        feature("place", shapely.Point(90_000, 0), "Far"),
    ]
    streets = [street("primary", 10, "A1"), street("residential", 20, "B"), street("footway", 30)]
    ground = backdrop(TOWN, [TOWN], streets, features)
    classes = (ground.main_streets, ground.streets, ground.paths)
    assert [shapes[0].bounds[1] for shapes in classes] == [10, 20, 30]
    assert (len(ground.water), len(ground.rivers), len(ground.railways)) == (1, 1, 0)
    assert [(n.name, n.kind) for n in ground.names] == [("Ashby Station", "station")]
    assert [(n.name, n.is_main) for n in ground.street_names] == [("A1", True), ("B", False)]
    bare = backdrop(TOWN, [TOWN], [])
    assert (bare.streets, bare.main_streets, bare.paths) == ((), (), ())
