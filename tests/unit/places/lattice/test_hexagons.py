"""Hexagons of width 1 with two upright sides."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.places.lattice.hexagons import Hexagons


HEXAGONS = Hexagons()


def test_every_point_belongs_to_the_hexagon_whose_centre_is_nearest() -> None:
    """Rounding in cubes agrees with measuring the way to every centre round about."""
    x, y = np.random.default_rng(0).uniform(-2, 2, (2, 300))
    columns, rows = (grid.ravel() for grid in np.meshgrid(np.arange(-4, 5), np.arange(-4, 5)))
    east, north = HEXAGONS.centres(columns, rows)
    nearest = np.hypot(x[:, None] - east, y[:, None] - north).argmin(axis=1)
    column, row = HEXAGONS.locate(x, y)
    assert column.tolist() == columns[nearest].tolist()
    assert row.tolist() == rows[nearest].tolist()


def test_every_other_row_lies_half_a_hexagon_to_the_east() -> None:
    """Centres of a row are one apart; odd rows are shifted by a half, below zero too."""
    x, y = HEXAGONS.centres(np.array([0, 1, 0, 0]), np.array([0, 0, 1, -1]))
    assert x.tolist() == [0.0, 1.0, 0.5, 0.5]
    assert y == pytest.approx([0, 0, np.sqrt(3) / 2, -np.sqrt(3) / 2])


@pytest.mark.parametrize("row", [0, 1, -1, -2])
def test_the_six_neighbours_are_one_width_away(row: int) -> None:
    """From an even and from an odd row every step leads to a different centre at distance 1."""
    columns, rows = HEXAGONS.steps(np.array([row]), corners=True)
    x, y = HEXAGONS.centres(5 + columns[0], row + rows)
    here = HEXAGONS.centres(np.array([5]), np.array([row]))
    assert np.hypot(x - here[0], y - here[1]) == pytest.approx(np.ones(6))
    assert len(set(zip(columns[0].tolist(), rows.tolist(), strict=True))) == 6


def test_width_is_one_on_the_edge() -> None:
    """The middle of the right side and the top corner both lie on a hexagon of width 1."""
    width = HEXAGONS.width(np.array([0.5, 0.0, 0.0]), np.array([0.0, 1 / np.sqrt(3), 0.0]))
    assert width == pytest.approx([1.0, 1.0, 0.0])


def test_corners_lie_at_the_stated_reach() -> None:
    """Every corner is size / √3 from the centre, and the ring encloses the stated area."""
    x, y = HEXAGONS.ring.T
    assert np.hypot(x, y) == pytest.approx(np.full(6, 1 / HEXAGONS.size_over_reach))
    shoelace = 0.5 * abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))
    assert shoelace == pytest.approx(HEXAGONS.area)
