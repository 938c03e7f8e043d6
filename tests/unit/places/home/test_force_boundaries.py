"""Shares of an area within force outlines."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from beatwise.places.home.force_boundaries import ForceBoundaries


HALVES = ForceBoundaries({"west": shapely.box(0, 0, 10, 10), "east": shapely.box(10, 0, 20, 10)})


def test_shares_are_of_the_area() -> None:
    """A square over the border has its parts, and one inside has all."""
    assert HALVES.shares(shapely.box(8, 2, 12, 6)) == {
        "west": pytest.approx(0.5), "east": pytest.approx(0.5),
    }  # fmt: skip
    assert HALVES.shares(shapely.box(1, 1, 2, 2)) == {"west": 1.0}
    assert HALVES.shares(shapely.box(90, 0, 91, 1)) == {}


def test_points_have_the_force_around_them() -> None:
    """Each point has its force, and none outside."""
    assert HALVES.at(np.array([5.0, 15.0, 99.0]), np.array([5.0, 5.0, 5.0])).tolist() == [
        "west", "east", "",
    ]  # fmt: skip
