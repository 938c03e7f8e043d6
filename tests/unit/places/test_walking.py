"""Walking times on small street graphs that can be checked by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from beatwise.places.streets import Street
from beatwise.places.walking import (
    METRES_A_SECOND,
    snap,
    street_graph,
    walk_straight,
    walk_streets,
)


def street(*points: tuple[float, float]) -> Street:
    return Street("s", "", "footway", "streets", shapely.LineString(points))


# A square of 400 m with corners at junctions, and an island 10 km away.
SQUARE = [
    street((0, 0), (400, 0)),
    street((400, 0), (400, 400)),
    street((400, 400), (0, 400)),
    street((0, 400), (0, 0)),
]
ISLAND = [street((10_000, 0), (10_100, 0))]
CORNERS = np.array([(0, 0), (400, 0), (400, 400), (0, 400)], float)


def test_round_the_square_is_the_shorter_way():
    """Opposite corners are 800 m of street apart, ten minutes at 80 m a minute."""
    graph = street_graph(SQUARE)
    nodes, astray = snap(graph, CORNERS)
    walks = walk_streets(graph, CORNERS, nodes)
    assert astray == []
    assert walks.seconds[0, 2] == pytest.approx(800 / METRES_A_SECOND)
    assert walks.seconds[0, 1] == pytest.approx(300)
    assert (walks.seconds == walks.seconds.T).all()


def test_the_way_is_walked_along_the_streets():
    """The way between opposite corners turns at a third corner."""
    graph = street_graph(SQUARE)
    nodes, _ = snap(graph, CORNERS)
    way = walk_streets(graph, CORNERS, nodes).path(0, 2)
    assert tuple(way[0]) == (0, 0)
    assert tuple(way[-1]) == (400, 400)
    assert (way == [400, 0]).all(axis=1).any() or (way == [0, 400]).all(axis=1).any()


def test_metres_to_the_street_are_walked_too():
    """A place 80 m off its street takes a minute more."""
    graph = street_graph(SQUARE)
    places = np.array([(0, 0), (400, -80)], float)
    nodes, _ = snap(graph, places)
    assert walk_streets(graph, places, nodes).seconds[0, 1] == pytest.approx(360)


def test_a_place_without_a_street_is_astray():
    """A place 3 km from any street is named with its distance; it is on no island."""
    _, astray = snap(street_graph(SQUARE), np.array([(0, 0), (3000, 0)], float))
    assert [(a.place, round(a.metres), a.on_island) for a in astray] == [(1, 2600, False)]


def test_a_place_on_an_island_is_said_to_be():
    """A place beside a street that is joined to nothing is on an island."""
    _, astray = snap(street_graph(SQUARE + ISLAND), np.array([(0, 0), (10_050, 0)], float))
    assert astray[0].on_island


def test_streets_that_only_cross_are_not_joined():
    """A bridge over a street shares no point with it: there is no way from one to the other."""
    graph = street_graph([street((0, 0), (400, 0)), street((200, -100), (200, 100))])
    assert graph.island.max() == 1


def test_beyond_the_limit_there_is_no_way():
    """With a limit of 500 m the far corner cannot be reached."""
    graph = street_graph(SQUARE)
    nodes, _ = snap(graph, CORNERS)
    walks = walk_streets(graph, CORNERS, nodes, limit_m=500)
    assert np.isinf(walks.seconds[0, 2])
    assert np.isfinite(walks.seconds[0, 1])


def test_without_streets_it_is_a_detour_on_the_straight_line():
    """400 m apart is 520 m of walking, and the basis says that no streets were given."""
    walks = walk_straight(CORNERS)
    assert walks.seconds[0, 1] == pytest.approx(1.3 * 400 / METRES_A_SECOND)
    assert "no streets" in walks.basis
    assert len(walks.path(0, 2)) == 2


def test_the_shorter_of_two_parallel_streets_counts():
    """Two streets between the same corners: the walk takes the shorter."""
    graph = street_graph([street((0, 0), (400, 0)), street((0, 0), (200, 300), (400, 0))])
    nodes, _ = snap(graph, CORNERS[:2])
    assert walk_streets(graph, CORNERS[:2], nodes).seconds[0, 1] == pytest.approx(300)
