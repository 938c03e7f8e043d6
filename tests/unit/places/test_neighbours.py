"""Who is whose neighbour where units are no cells: polygons and streets."""

from __future__ import annotations

import shapely

from beatwise.places.areas import Area
from beatwise.places.neighbours import edge_sharing, queen
from beatwise.places.segments import of_polygons, of_streets


TOWN = shapely.box(0, 0, 1_000, 1_000)


def polygons(*boxes: shapely.Polygon) -> list[Area]:
    """Return polygons of one's own, numbered."""
    return [Area(str(n), f"Beat {n}", "beats", box) for n, box in enumerate(boxes)]


# Beat 1 shares a side with 0, beat 2 only a corner with 0 but a side with 1, beat 3 lies apart.
BEATS = polygons(
    shapely.box(0, 0, 100, 100),
    shapely.box(100, 0, 200, 100),
    shapely.box(100, 100, 200, 200),
    shapely.box(600, 600, 700, 700),
)


def pairs(matrix: object) -> list[tuple[int, int]]:
    """Return the pairs of neighbours, the smaller first."""
    both = matrix.tocoo()  # type: ignore[attr-defined]
    return sorted((int(a), int(b)) for a, b in zip(both.row, both.col, strict=True) if a < b)


def test_corners_count_for_queen_but_not_for_walking() -> None:
    """Beats that meet at a corner are neighbours of the first kind only."""
    units = of_polygons(BEATS, TOWN, "polygon")
    assert pairs(queen(units)) == [(0, 1), (0, 2), (1, 2)]
    assert pairs(edge_sharing(units)) == [(0, 1), (1, 2)]


def test_a_border_shorter_than_asked_cannot_be_walked_across() -> None:
    """Beats that share 15 m of border are walkable neighbours at 10 m, not at the usual 20 m."""
    units = of_polygons(
        polygons(shapely.box(0, 0, 100, 100), shapely.box(100, 85, 200, 185)), TOWN, "polygon"
    )
    assert pairs(edge_sharing(units)) == []
    assert pairs(edge_sharing(units, least_m=10)) == [(0, 1)]


def test_outlines_drawn_a_hand_apart_share_their_border() -> None:
    """A gap of 30 cm between two drawn beats is a slip of the pencil; one of 2 m is a gap."""
    for gap, neighbours in ((0.3, [(0, 1)]), (2.0, [])):
        beats = polygons(shapely.box(0, 0, 100, 100), shapely.box(100 + gap, 0, 200, 100))
        units = of_polygons(beats, TOWN, "polygon")
        assert pairs(queen(units)) == pairs(edge_sharing(units)) == neighbours


def test_streets_are_neighbours_where_they_meet() -> None:
    """Two segments of one street and the lane off their junction; a street apart has none."""
    lines = [[(0, 0), (100, 0)], [(100, 0), (200, 0)], [(100, 0), (100, 90)], [(0, 500), (90, 500)]]
    units = of_streets([shapely.LineString(line) for line in lines], ["High Street"] * 4, TOWN)
    assert pairs(queen(units)) == pairs(edge_sharing(units)) == [(0, 1), (0, 2), (1, 2)]


def test_the_relation_is_mutual_and_never_with_oneself() -> None:
    """The matrix equals its own mirror, and its diagonal is empty."""
    near = queen(of_polygons(BEATS, TOWN, "polygon")).toarray()
    assert (near == near.T).all()
    assert not near.diagonal().any()
