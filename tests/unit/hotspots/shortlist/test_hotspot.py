"""Figures that follow from a hot spot's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from tests.unit.hotspots.shortlist.worlds import spot


def test_across_is_the_root_of_the_area() -> None:
    """A place of 100 m by 400 m is 200 m across."""
    place = replace(spot(), geometry=shapely.box(0, 0, 100, 400))
    assert (place.area_m2, place.across_m) == (40_000, pytest.approx(200))


@pytest.mark.parametrize(
    ("share", "count", "one_point"), [(0.5, 3, True), (0.499, 3, False), (1.0, 0, False)]
)
def test_half_at_one_point_is_one_point(share: float, count: int, one_point: bool) -> None:
    """From half on, and only for a type that occurs in it."""
    place = replace(
        spot(),
        counts={"drugs": 9, "shoplifting": count},
        top_share={"drugs": 0.2, "shoplifting": share},
    )
    assert place.one_point == one_point
