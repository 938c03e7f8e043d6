"""Names on a map are the useful ones, and none lies across another."""

from __future__ import annotations

import itertools

import shapely

from beatwise.publication.findings import Backdrop, MapName, NamedLine
from beatwise.publication.maps.frame import Bounds, Frame
from beatwise.publication.maps.printed_names import names_with_room


FRAME = Frame.around(Bounds(0, 0, 1000, 1000), width=640, tallest=640)


def ground(*lines: tuple[str, float], names: tuple[MapName, ...] = ()) -> Backdrop:
    """Return a town with streets from west to east, each at a northing."""
    streets = tuple(
        NamedLine(name, shapely.LineString([(100, y), (900, y)]), False) for name, y in lines
    )
    return Backdrop(shapely.box(0, 0, 1000, 1000), street_names=streets, names=names)


def words(backdrop: Backdrop, *spots: shapely.Geometry) -> list[str]:
    return [name.words for name in names_with_room(FRAME, backdrop, spots)]


def test_streets_in_a_hot_spot_come_first() -> None:
    """The street that meets the hot spot, then the town, then the other streets."""
    town = MapName("Ashby", "place", 500, 800)
    backdrop = ground(("Far Road", 200), ("High Street", 500), names=(town,))
    assert words(backdrop, shapely.box(450, 450, 550, 550)) == ["High Street", "Ashby", "Far Road"]


def test_names_do_not_cross() -> None:
    """Of streets a few metres apart only those are named that leave the others readable."""
    backdrop = ground(*((f"Street Number {n}", 500 + 8 * n) for n in range(20)))
    names = names_with_room(FRAME, backdrop, ())
    assert 3 < len(names) < 15
    assert not any(a.outline.intersects(b.outline) for a, b in itertools.combinations(names, 2))


def test_numbers_keep_their_room() -> None:
    """A name that would run under a hot spot's number is left out; so are premises."""
    x, y = FRAME.point(500, 500)
    shop = MapName("Greenfields", "premises", 500, 700)
    backdrop = ground(("High Street", 500), names=(shop,))
    in_use = [shapely.Point(x, y).buffer(12)]
    assert names_with_room(FRAME, backdrop, (), in_use) == ()
    assert words(backdrop) == ["High Street"]


def test_a_street_too_short_for_its_name_has_none() -> None:
    """Twenty metres of street do not carry thirty letters."""
    line = NamedLine(
        "Saint Bartholomew's Passage West", shapely.LineString([(0, 0), (20, 0)]), True
    )
    assert words(Backdrop(shapely.box(0, 0, 1000, 1000), street_names=(line,))) == []
