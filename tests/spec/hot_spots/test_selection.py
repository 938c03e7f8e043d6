"""Choosing places: cells slid to where most is expected, joined, and never overlapping."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worlds import CORNERS

from beatwise.hotspots.shortlist.placing.candidate_positions import slide
from beatwise.hotspots.shortlist.placing.limits import Limits, limits_for
from beatwise.hotspots.shortlist.placing.sliding_cells import Points, choose
from beatwise.places.lattice.cell_shape import CellShape


HEX, SQUARE = CellShape("hex", 220), CellShape("square", 200)
TOWN = shapely.box(504_000, 351_000, 506_000, 353_000)


def points(places: list[tuple[float, float]], counts: list[int]) -> Points:
    """Map points whose risk is their count."""
    x, y = np.array(places, float).reshape(-1, 2).T
    risk = np.array(counts, float)
    return Points(x, y, risk, risk[:, None])


def test_a_slid_cell_finds_two_points_that_a_grid_would_part() -> None:
    """Two points on either side of a grid line, 100 m apart, fall in one slid square."""
    x, y = np.array([504_950.0, 505_050.0]), np.array([352_000.0, 352_000.0])
    found = slide(x, y, np.array([3.0, 3.0]), np.array([[3], [3]]), SQUARE)
    best = int(np.argmax(found.value))
    assert found.count[best].tolist() == [6]
    assert (found.x[best], found.y[best]) == (505_000.0, 352_000.0)


@pytest.mark.parametrize("cell", [HEX, SQUARE])
def test_sliding_agrees_with_looking_at_every_place(cell: CellShape) -> None:
    """What each raster place holds equals a slow count of the points in its polygon."""
    rng = np.random.default_rng(4)
    x, y = 505_000 + 400 * rng.random(12), 352_000 + 400 * rng.random(12)
    count = rng.integers(1, 9, 12)
    found = slide(x, y, count.astype(float), count[:, None], cell)
    polygons = cell.polygons(np.column_stack([found.x, found.y]))
    slow = shapely.intersects_xy(polygons[:, None], x, y) @ count
    assert found.count[:, 0].tolist() == slow.tolist()


def test_four_street_corners_are_one_hot_spot() -> None:
    """Corners 200 m apart with the same incidents make one place, at most 400 m across."""
    chosen = choose(points(list(CORNERS.values()), [9] * 4), TOWN, HEX, Limits(count=5))
    assert len(chosen) == 1
    assert chosen[0].expected == 36
    assert 200 <= chosen[0].geometry.area ** 0.5 <= 400


def test_corners_far_apart_are_hot_spots_of_their_own_in_order() -> None:
    """Four corners over a kilometre apart come out busiest first, as many as were asked for."""
    places = [(504_300, 351_300), (505_700, 351_300), (504_300, 352_700), (505_700, 352_700)]
    chosen = choose(points(places, [5, 20, 10, 15]), TOWN, HEX, Limits(count=3))
    assert [c.expected for c in chosen] == [20, 15, 10]


def test_too_few_incidents_make_no_hot_spot() -> None:
    """A corner with four incidents in nine months is not named, however empty the town."""
    assert choose(points([(505_000, 352_000)], [4]), TOWN, HEX, limits_for(9, 5)) == ()


def test_even_ground_has_no_hot_spot() -> None:
    """Where incidents lie evenly, no place holds twice its share, so there is no list."""
    at = np.arange(504_050, 506_000, 100.0)
    places = [(x, y) for x in at for y in at - 153_000]
    assert choose(points(places, [6] * len(places)), TOWN, HEX, Limits()) == ()


def test_a_small_hexagon_takes_its_best_neighbour() -> None:
    """A 200 m hexagon is 186 m across, so the hot spot is two of them."""
    chosen = choose(points([(505_000, 352_000)], [9]), TOWN, CellShape("hex", 200), Limits())
    assert [len(c.centres) for c in chosen] == [2]


def test_a_hot_spot_at_the_edge_stays_inside_and_large_enough() -> None:
    """Incidents at the town's corner give a place inside the town, 200 m across or more."""
    chosen = choose(points([(504_010, 351_010)], [30]), TOWN, HEX, Limits())
    assert len(chosen) == 1
    assert TOWN.covers(chosen[0].geometry)
    assert chosen[0].geometry.area >= 40_000 - 1


@given(seed=st.integers(0, 10_000), size=st.sampled_from([200.0, 220.0, 250.0]))
@settings(max_examples=25, deadline=None)
def test_whatever_the_map_hot_spots_can_be_walked(seed: int, size: float) -> None:
    """Every hot spot is one piece, inside the area, 200-400 m across, and shares no ground."""
    rng = np.random.default_rng(seed)
    area = (
        shapely.Point(505_000, 352_000)
        .buffer(700)
        .difference(shapely.box(504_900, 351_000, 504_950, 352_100))
    )
    x, y = (700 * rng.standard_normal((2, 60)) / 2) + np.array([[505_000], [352_000]])
    inside = shapely.intersects_xy(area, x, y)
    counts = rng.geometric(0.1, inside.sum())
    kind = ("hex", "square")[seed % 2]
    cell = CellShape(kind, size)  # type: ignore[arg-type]
    known = points(list(zip(x[inside], y[inside], strict=True)), counts.tolist())
    chosen = choose(known, area, cell, Limits(count=6))
    shapes = [c.geometry for c in chosen]
    for shape in shapes:
        assert isinstance(shape, shapely.Polygon)
        assert shape.is_valid
        assert 40_000 - 1 <= shape.area <= 160_000 + 1
        assert shape.difference(area).area < 5
    assert shapely.union_all(shapes).area == pytest.approx(sum(s.area for s in shapes), abs=10)
    again = choose(known, area, cell, Limits(count=6))
    assert [c.geometry.wkb for c in again] == [s.wkb for s in shapes]
    fewer = choose(known, area, cell, dataclasses.replace(Limits(count=2)))
    assert len(fewer) <= 2
