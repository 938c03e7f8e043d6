"""Places are named so that somebody on foot finds them, and no two alike."""

from __future__ import annotations

from dataclasses import replace

import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.hotspots.shortlist.worlds import spot as any_spot

from beatwise.hotspots.shortlist.hotspot import Hotspot, PointInside
from beatwise.hotspots.shortlist.reasons.place_names import (
    NamedGround,
    kinds_of_place,
    name_places,
    needs_other_points,
    plain_label,
)
from beatwise.places.map_features import MapFeature
from beatwise.places.streets import Street


def spot(rank: int, x: float, y: float, *labels: str) -> Hotspot:
    """Return a place 200 m square around (x, y) with map points of these labels, busiest first."""
    points = tuple(PointInside(x, y, f"On or near {label}", {}) for label in labels)
    square = shapely.box(x - 100, y - 100, x + 100, y + 100)
    return replace(any_spot(), rank=rank, geometry=square, points=points)


def names(*spots: Hotspot, ground: NamedGround | None = None) -> list[str]:
    return [one.name for one in name_places(spots, ground)]


def street(name: str, *xy: tuple[float, float]) -> Street:
    return Street(name, name, "residential", "osm", shapely.LineString(xy))


HIGH, BATH = street("High Street", (0, 0), (1000, 0)), street("Bath Street", (500, -90), (500, 90))
SHOP = MapFeature("1", "Greenfields", "premises", "osm", shapely.Point(520, 30))
STATION = MapFeature("2", "Ashby Station", "station", "osm", shapely.Point(450, 120))
RIVER = MapFeature("3", "River Mease", "river", "osm", HIGH.geometry)


def test_labels_alone_name_a_street_and_what_is_beside_it() -> None:
    """A kind of place that police.uk names comes before a second street."""
    assert names(spot(1, 500, 0, "High Street", "Supermarket", "Bath Street")) == [
        "High Street by the supermarket"
    ]
    assert names(spot(1, 500, 0, "Supermarket", "High Street")) == [
        "High Street by the supermarket"
    ]
    assert names(spot(1, 500, 0, "High Street", "Bath Street")) == ["High Street and Bath Street"]
    assert names(spot(1, 500, 0, "High Street")) == ["High Street"]
    assert names(spot(1, 500, 0, "Parking Area")) == ["The car park"]
    assert names(spot(1, 500, 0, "")) == names(spot(1, 500, 0)) == ["Grid reference SV 0050 0000"]


def test_a_street_layer_gives_landmarks_and_junctions() -> None:
    """Premises beside the busiest point come first, then the corner; a river names nothing."""
    one = spot(1, 500, 0, "High Street")
    for features, name in (
        ((SHOP, STATION, RIVER), "High Street by Greenfields"),
        ((STATION,), "High Street by Ashby Station"),
        ((RIVER,), "High Street at Bath Street"),
    ):
        assert names(one, ground=NamedGround((HIGH, BATH), features)) == [name]
    assert names(spot(1, 500, 0), ground=NamedGround((HIGH, BATH))) == [
        "High Street at Bath Street"
    ]
    assert names(spot(1, 500, 300), ground=NamedGround((HIGH,))) == ["High Street"]


def test_places_on_one_street_are_told_apart() -> None:
    """A second landmark, another street, the end of the street and the grid reference, in turn."""
    assert names(
        spot(1, 0, 0, "High Street", "Supermarket"),
        spot(2, 500, 0, "High Street", "Supermarket", "Bath Street"),
        spot(3, 900, 0, "High Street", "Supermarket"),
        spot(4, 1300, 0, "High Street", "Supermarket"),
    ) == [
        "High Street by the supermarket",
        "High Street and Bath Street",
        "High Street, east end",
        "High Street (SV 0130 0000)",
    ]


LABELS = st.lists(st.sampled_from(["", "High Street", "HIGH STREET", "Supermarket"]), max_size=3)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), LABELS), max_size=8))
def test_no_two_are_alike(places: list[tuple[int, int, list[str]]]) -> None:
    """Whatever the labels and however near the places, all names of a list differ."""
    spots = [spot(n, x, y, *labels) for n, (x, y, labels) in enumerate(places, start=1)]
    given_names = [name.casefold() for name in names(*spots)]
    assert all(given_names)
    assert len(set(given_names)) == len(given_names)


def test_labels_are_read_as_police_uk_writes_them() -> None:
    """The opening words go; a label that names nothing is empty."""
    assert plain_label("On or near Market Place") == "Market Place"
    assert plain_label("On or near ") == plain_label("No Location") == plain_label("") == ""
    assert kinds_of_place()["Parking Area"] == "the car park"


def test_the_street_may_come_from_other_records() -> None:
    """A supermarket whose own records name no street has that of the nearest other map point."""
    shop = spot(1, 500, 0, "Supermarket")
    points = tuple(
        PointInside(x, 0, f"On or near {name}", {})
        for x, name in ((520, "Parking Area"), (650, "Mill Lane"), (700, "Bath Street"))
    )
    assert needs_other_points(shop)
    assert not needs_other_points(spot(1, 500, 0, "Supermarket", "Mill Lane"))
    assert names(shop, ground=NamedGround(points=points)) == ["Mill Lane by the supermarket"]
    far = (PointInside(1500, 0, "On or near Mill Lane", {}),)
    assert names(shop, ground=NamedGround(points=far)) == ["The supermarket"]
