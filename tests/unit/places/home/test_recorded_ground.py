"""Whose ground an area is, from recorded rows: a county of villages a kilometre apart."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.places.home.recorded_ground import PointRows, RecordedGround


def ground(*counties: tuple[str, int, int]) -> RecordedGround:
    """Counties of 20 × 20 km from (column, 0), in km, with so many rows at each kilometre."""
    x, y, force, rows = [], [], [], []
    for at, (_, column, count) in enumerate(counties):
        east, north = np.meshgrid(np.arange(20) + column, np.arange(20))
        x.append(east.ravel() * 1000.0 + 500)
        y.append(north.ravel() * 1000.0 + 500)
        force.append(np.full(400, at))
        rows.append(np.full(400, count))
    points = [np.concatenate(each) for each in (force, x, y, rows)]
    return RecordedGround(PointRows(tuple(name for name, *_ in counties), *points))


def with_point(counties: tuple[tuple[str, int, int], ...], x: float, y: float, rows: int):
    """The same with a few rows of the first county at one more place."""
    points = ground(*counties)._points
    return RecordedGround(
        PointRows(
            points.forces,
            np.append(points.force, 0),
            np.append(points.x, x),
            np.append(points.y, y),
            np.append(points.rows, rows),
        )
    )


def square(x: float, y: float, side: float) -> shapely.Polygon:
    return shapely.box(x, y, x + side, y + side)


def test_a_quiet_area_inside_is_the_countys_own() -> None:
    """A field without a row, with villages on every side, is the force's: its zero is true."""
    share = ground(("north", 0, 50)).of(square(10_050, 10_050, 300))
    assert share.forces == ("north",)
    assert share.covered == 1.0


def test_the_next_county_is_nobodys_though_rows_spill_over() -> None:
    """Two rows over the border do not make a town of the next county the force's own."""
    county = (("north", 0, 500),)
    town = square(22_000, 8_000, 2_000)
    assert ground(*county).of(town).forces == ()
    assert with_point(county, 22_500, 8_500, 2).of(town).forces == ()


def test_far_from_every_row_is_nobodys() -> None:
    """A square in the sea, 200 km away, is on nobody's ground, even where one row strayed to."""
    sea = square(220_000, 8_000, 5_000)
    assert ground(("north", 0, 500)).of(sea).forces == ()
    assert with_point((("north", 0, 500),), 222_000, 9_000, 1).of(sea).forces == ()


def test_rows_of_a_neighbour_do_not_take_a_town() -> None:
    """A town of the south with a few rows of the north is the south's."""
    points = (("north", 0, 500), ("south", 20, 500))
    assert with_point(points, 25_500, 8_500, 20).of(square(25_000, 8_000, 2_000)).forces == (
        "south",
    )


def test_a_town_across_the_border_is_of_both() -> None:
    """A town half in each county lies on the ground of both."""
    town = square(18_000, 8_000, 4_000)
    share = ground(("north", 0, 50), ("south", 20, 50)).of(town)
    assert sorted(share.forces) == ["north", "south"]


def test_a_part_beyond_the_rows_shows_in_the_share() -> None:
    """A polygon half over the edge is covered by about a half."""
    share = ground(("north", 0, 50)).of(square(10_000, 5_000, 20_000))
    assert share.forces == ("north",)
    assert 0.3 < share.covered < 0.6


def test_a_lone_town_is_its_forces_own() -> None:
    """A world of one town, three rows in all, is still its force's ground."""
    at = np.array([1000.0, 1200.0, 1400.0])
    lone = RecordedGround(PointRows(("north",), np.zeros(3, int), at, at, np.ones(3, int)))
    assert lone.of(square(0, 0, 3000)).forces == ("north",)
