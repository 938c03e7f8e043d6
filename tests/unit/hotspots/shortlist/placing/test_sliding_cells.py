"""Cells put down one after the other, joined where they meet, until the list is full."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from beatwise.hotspots.shortlist.placing.limits import Limits
from beatwise.hotspots.shortlist.placing.sliding_cells import Place, Points, choose
from beatwise.places.lattice.cell_shape import CellShape


TOWN = shapely.box(0, 0, 3_000, 3_000)
SQUARE = CellShape("square", 200.0)


def chosen_places(
    *points: tuple[float, float, int],
    area: shapely.Geometry = TOWN,
    cell: CellShape = SQUARE,
    **limits: float,
) -> tuple[Place, ...]:
    """Choose from points (x, y, incidents), the risk being the incidents."""
    x, y, count = np.array(points, float).reshape(-1, 3).T
    known = Points(x, y, count, count[:, None])
    return choose(known, area, cell, Limits(**limits))  # type: ignore[arg-type]


def test_the_busiest_places_come_first_and_the_list_has_an_end() -> None:
    """Three busy points far apart; a list of two holds the two busiest."""
    places = chosen_places((500, 500, 10), (1_500, 500, 30), (2_500, 500, 20), count=2)
    assert [place.expected for place in places] == [30, 20]
    assert [place.geometry.centroid.x for place in places] == pytest.approx([1_500, 2_500])


def test_of_equal_places_the_one_further_west_comes_first() -> None:
    """The order of the points makes no difference."""
    points = [(2_500, 500, 10), (500, 2_500, 10), (500, 500, 10)]
    one, other = chosen_places(*points), chosen_places(*points[::-1])
    assert [p.centres.tolist() for p in one] == [p.centres.tolist() for p in other]
    assert [p.centres[0].tolist() for p in one] == [[500, 500], [500, 2_500], [2_500, 500]]


def test_too_few_incidents_make_no_hot_spot() -> None:
    """Four incidents are not enough where five are asked for; five are."""
    assert chosen_places((500, 500, 4), incidents=5) == ()
    assert len(chosen_places((500, 500, 5), incidents=5)) == 1


def test_a_place_no_denser_than_its_area_is_no_hot_spot() -> None:
    """With incidents spread evenly no cell reaches twice the area's own density."""
    even = [(x, y, 6) for x in range(125, 3_000, 250) for y in range(125, 3_000, 250)]
    assert chosen_places(*even, lift=2.0) == ()
    assert len(chosen_places(*even, lift=0.0)) == 5


def test_cells_that_come_to_lie_side_by_side_are_one_place() -> None:
    """Two busy points 210 m apart are one hot spot of two cells, both counted in it."""
    [place] = chosen_places((500, 500, 10), (710, 500, 9))
    assert place.expected == 19
    assert len(place.centres) == 2
    assert 2 * 200**2 <= place.geometry.area <= 425 * 200


def test_cells_never_overlap_even_where_that_would_hold_more() -> None:
    """A third point 170 m from the middle of the first cell is held by one that keeps clear."""
    [place] = chosen_places((400, 500, 10), (500, 500, 10), (620, 500, 9))
    assert place.centres.tolist() == [[450, 500], [675, 500]]
    assert place.geometry.area == pytest.approx(425 * 200, abs=1)


def test_no_place_grows_beyond_the_largest() -> None:
    """A street of busy points is cut into places of at most 400 m across, none overlapping."""
    places = chosen_places(*[(200 * i + 100, 500, 10) for i in range(15)], largest_m=300)
    assert len(places) > 1
    assert all(place.geometry.area <= 300**2 for place in places)
    for i, one in enumerate(places):
        assert all(one.geometry.intersection(p.geometry).area < 1 for p in places[:i])


def test_a_cell_cut_by_the_edge_takes_the_fullest_cell_beside_it() -> None:
    """At the area's border a cell is too small alone and takes its neighbour."""
    [place] = chosen_places((20, 500, 10), (20, 720, 1), incidents=10)
    assert len(place.centres) == 2
    assert place.expected == 11
    assert place.geometry.area >= 200**2 - 1
    assert TOWN.buffer(0.01).contains(place.geometry)


def test_a_cell_half_a_square_metre_too_small_takes_another() -> None:
    """Of four neighbours that hold nothing it takes the one further west, not further south."""
    [place] = chosen_places((500, 500, 10), smallest_m=40_000.5**0.5)
    assert place.centres.tolist() == [[500, 500], [300, 500]]


def test_no_neighbour_is_taken_that_overlaps_another_place_by_half_a_metre() -> None:
    """Cells of 200.25 m: that between the two places holds three, but reaches into the busier."""
    points = [(900, 500, 30), (1_101, 500, 5), (701, 500, 3), (500, 500, 10)]
    cell = CellShape("square", 200.25)
    places = chosen_places(*points, cell=cell, smallest_m=250, incidents=10)
    assert [place.centres.tolist() for place in places] == [
        [[900, 500], [1_100.25, 500]],
        [[500, 500], [299.75, 500]],
    ]


def test_a_cell_may_lie_half_a_metre_from_the_one_put_down_before() -> None:
    """Cells of 199.5 m in steps of 25 m: the second lies 200 m on, where its point is."""
    cell = CellShape("square", 199.5)
    [place] = chosen_places((500, 500, 10), (700, 500, 9), cell=cell, smallest_m=199)
    assert place.centres.tolist() == [[500, 500], [700, 500]]


def test_where_there_is_no_room_there_is_no_place() -> None:
    """An area of one hectare cannot hold a hot spot of four."""
    assert chosen_places((50, 50, 20), area=shapely.box(0, 0, 100, 100), lift=0.0) == ()


def test_the_search_stops_when_the_ground_is_used_up() -> None:
    """With ground for one cell only one place is put down."""
    points = [(500, 500, 10), (1_500, 500, 9), (2_500, 500, 8)]
    assert len(chosen_places(*points, ground_m2=40_000)) == 1
    assert len(chosen_places(*points, ground_m2=40_001)) == 2


def test_a_risk_far_below_one_is_ranked_as_any_other() -> None:
    """Shares of a thousandth: three places, busiest first, none put down twice."""
    x, y, count = np.array([(500, 500, 10), (1_500, 500, 30), (2_500, 500, 20)], float).T
    places = choose(Points(x, y, count / 10_000, count[:, None]), TOWN, SQUARE, Limits())
    assert [place.expected for place in places] == pytest.approx([0.003, 0.002, 0.001])
    assert [len(place.centres) for place in places] == [1, 1, 1]


@pytest.mark.parametrize(("apart", "places"), [(225, 1), (250, 2)])
def test_a_gap_as_wide_as_may_be_is_closed(apart: int, places: int) -> None:
    """Cells with 25 m between them are one place where 25 are allowed; with 50 m they are two."""
    points = ((500, 500, 10), (500 + apart, 500, 9))
    assert len(chosen_places(*points, join_m=25.0)) == places


def test_a_cell_joins_the_place_that_it_lies_beside_whichever_came_first() -> None:
    """The busiest place lies far away; the third cell belongs to the second place."""
    places = chosen_places((500, 500, 30), (1_500, 500, 20), (1_710, 500, 10))
    assert [place.expected for place in places] == [30, 30]
    assert sorted(len(place.centres) for place in places) == [1, 2]


def test_a_place_may_be_exactly_as_large_as_the_largest() -> None:
    """One cell of 200 m where 200 m are the most: it is a place, and its neighbour another."""
    places = chosen_places((500, 500, 10), (710, 500, 9), largest_m=200)
    assert [place.expected for place in places] == [10, 9]


def test_a_type_that_is_dense_makes_a_place_for_all() -> None:
    """Six of a rare type at one corner are enough, though the common type lies evenly."""
    at = np.arange(125, 3_000, 250)
    x, y = (a.ravel().astype(float) for a in np.meshgrid(at, at))
    count = np.column_stack([np.full(len(x), 6), np.where(np.arange(len(x)) == 70, 6, 0)])
    known = Points(x, y, count.sum(axis=1).astype(float), count)
    [place] = choose(known, TOWN, SQUARE, Limits())
    assert place.geometry.contains(shapely.Point(x[70], y[70]))
    assert place.expected == 12


def test_twice_the_density_is_dense_enough() -> None:
    """Of 100 incidents in 9 km² a cell of 4 ha is due 4/9; 225 times that is 100, all of them."""
    assert len(chosen_places((500, 500, 100), lift=225.0)) == 1
    assert chosen_places((500, 500, 100), lift=225.5) == ()


def test_the_search_goes_on_after_a_cell_has_joined() -> None:
    """Three cells in a row are one place, the third beside the second; then comes another."""
    row = ((500, 500, 30), (725, 500, 20), (950, 500, 15))
    places = chosen_places(*row, (2_000, 500, 10))
    assert [place.expected for place in places] == [65, 10]
    assert [len(place.centres) for place in places] == [3, 1]
