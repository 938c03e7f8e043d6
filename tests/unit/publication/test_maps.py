"""A map keeps its scale, its points' areas and its numbers apart."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.publication.town.worlds import EAST, NORTH, found, town

from beatwise.publication.findings import Backdrop
from beatwise.publication.maps.frame import Frame, distance_words, scale_bar
from beatwise.publication.maps.labels import place
from beatwise.publication.maps.town_map import needs_close_view, point_radius, town_map
from beatwise.records.crime_types import ASB


@pytest.mark.parametrize(
    ("metres", "longest", "bar"),
    [(10.0, 100.0, 1000), (6.0, 100.0, 500), (2.4, 100.0, 200), (1.0, 199.0, 100)],
)
def test_scale_bar(metres: float, longest: float, bar: int) -> None:
    """The scale bar is the longest round length that fits, and as long as it says."""
    found_bar, pixels = scale_bar(metres, longest)
    assert found_bar == bar
    assert pixels * metres == pytest.approx(bar)


def test_distance_words() -> None:
    """A thousand metres is a kilometre."""
    assert [distance_words(m) for m in (200, 1000, 2000)] == ["200 m", "1 km", "2 km"]


@given(st.floats(0, 4000), st.floats(0, 3000))
def test_a_frame_is_undone(x: float, y: float) -> None:
    """A place turned into pixels and back is where it was, and inside the drawing."""
    frame = Frame.around((0, 0, 4000, 3000), width=640, tallest=600)
    px, py = frame.point(x, y)
    assert frame.place(px, py) == pytest.approx((x, y), abs=1e-6)
    assert 0 <= px <= frame.width
    assert 0 <= py <= frame.height


def test_north_is_up() -> None:
    """What lies further north is drawn higher, what lies further east further right."""
    frame = Frame.around((0, 0, 1000, 1000), width=300, tallest=300)
    assert frame.point(0, 900)[1] < frame.point(0, 100)[1]
    assert frame.point(900, 0)[0] > frame.point(100, 0)[0]


def test_a_path_is_cut_to_the_window() -> None:
    """A boundary that runs off the map is drawn only as far as the edge, or not at all."""
    frame = Frame.around((0, 0, 1000, 1000), width=300, tallest=300)
    assert frame.path(shapely.box(5000, 5000, 6000, 6000)) == ""
    cut = frame.path(shapely.LineString([(500, 500), (90_000, 500)]))
    assert max(float(pair.split(",")[0]) for pair in cut[1:].split("L")) <= 300


@pytest.mark.parametrize(("count", "most"), [(25, 100), (64, 100), (100, 100)])
def test_area_follows_the_count(count: int, most: int) -> None:
    """A point's area, not its width, is in proportion to its count."""
    ratio = point_radius(count, most) ** 2 / point_radius(most, most) ** 2
    assert ratio == pytest.approx(count / most)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.floats(80, 560), st.floats(80, 520)), min_size=1, max_size=8, unique=True)
)
def test_numbers_do_not_hide_each_other(anchors: list[tuple[float, float]]) -> None:
    """Wherever eight hot spots lie, their numbers stay apart and inside the map."""
    placed = place(anchors, radius=10, reach=[15.0] * len(anchors), width=640, height=600)
    for i, one in enumerate(placed):
        assert 10 <= one.x <= 630
        assert 10 <= one.y <= 590
        for other in placed[:i]:
            assert math.hypot(one.x - other.x, one.y - other.y) >= 20


@pytest.mark.parametrize("close", [False, True])
def test_the_map_shows_ranks_scale_and_north(close: bool) -> None:
    """A map is XML with each rank, a scale and a north point."""
    given_town, kinds = town(), found(ASB)
    svg = town_map(
        given_town.backdrop, kinds.hot_spots, kinds.points, width=640, tallest=600, close=close
    )
    ET.fromstring(svg)
    for words in (">1<", ">2<", ">3<", ">N<", " m<"):
        assert words in svg


def test_a_map_without_anything_is_a_map() -> None:
    """No hot spots, points, streets or boundaries still give the outline."""
    svg = town_map(Backdrop(town().backdrop.outline), (), (), width=300, tallest=300)
    ET.fromstring(svg)
    assert "<circle" not in svg


def test_a_close_view_is_for_small_corners() -> None:
    """A closer map helps when the hot spots fill less than half of the town's width."""
    spots = found(ASB).hot_spots
    assert not needs_close_view(town().backdrop, spots)
    assert needs_close_view(town().backdrop, spots[:2])
    assert not needs_close_view(Backdrop(shapely.box(EAST, NORTH, EAST + 1, NORTH + 1)), ())


def test_a_close_view_is_not_too_close() -> None:
    """Round a single hot spot the closer map still shows 1,200 metres."""
    one = found(ASB).hot_spots[:1]
    svg = town_map(town().backdrop, one, (), width=300, tallest=300, close=True)
    frame = Frame.around((0, 0, 1200, 1200), width=300, tallest=300)
    assert distance_words(scale_bar(frame.metres, 75)[0]) in svg
