"""A street's name goes along its longest run and is never upside down."""

from __future__ import annotations

import pytest
import shapely

from beatwise.publication.maps.street_directions import middle_of


@pytest.mark.parametrize(
    ("end", "turn"),
    [((100, 0), 0), ((100, -100), 45), ((-100, -100), -45), ((-100, 100), 45), ((0, 100), -90)],
)
def test_words_are_not_upside_down(end: tuple[float, float], turn: float) -> None:
    """Whichever way a street is drawn, its name reads from left to right or upwards."""
    middle = middle_of(shapely.LineString([(0, 0), end]))
    assert middle is not None
    assert middle.turn == pytest.approx(turn)
    assert (middle.easting, middle.northing) == pytest.approx((end[0] / 2, end[1] / 2))


def test_the_longest_run_counts() -> None:
    """Of two parts the longer has the name; a point has none."""
    parts = shapely.MultiLineString([[(0, 0), (10, 0)], [(0, 50), (100, 50)]])
    middle = middle_of(parts)
    assert middle is not None
    assert (middle.easting, middle.northing, middle.length_m) == (50, 50, 100)
    assert middle_of(shapely.Point(0, 0)) is None
