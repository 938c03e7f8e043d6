"""How a point is shared between the cells around it."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.density.grid import Grid
from beatwise.hotspots.density.sharing import SPREAD, Shares


GRID = Grid(left=0.0, bottom=0.0, cell=10.0, rows=4, columns=5)
RNG = np.random.default_rng(0)
X, Y = RNG.uniform(0, 50, 60), RNG.uniform(0, 40, 60)


def test_a_point_in_the_middle_of_its_cell_by_hand() -> None:
    """Three quarters stay in its row and column, an eighth goes to either side."""
    field = Shares.of(np.array([25.0]), np.array([15.0]), GRID).deal(np.ones(1))
    assert field.shape == (6, 7)
    assert field[1:4, 2:5] == pytest.approx(np.outer([1 / 8, 3 / 4, 1 / 8], [1 / 8, 3 / 4, 1 / 8]))
    assert field.sum() == pytest.approx(1.0)


def test_no_weight_is_lost_and_every_point_keeps_its_place() -> None:
    """Sums and centres of gravity are those of the points, also at the very edge."""
    weights = RNG.uniform(0, 3, 60)
    field = Shares.of(X, Y, GRID).deal(weights)
    east, north = (np.arange(7) - 0.5) * 10, (np.arange(6) - 0.5) * 10
    assert field.sum() == pytest.approx(weights.sum())
    assert (field.sum(axis=0) * east).sum() == pytest.approx((weights * X).sum())
    assert (field.sum(axis=1) * north).sum() == pytest.approx((weights * Y).sum())


@pytest.mark.parametrize("offset", [0.0, 1.0, 5.0, 9.9])
def test_every_point_is_spread_alike(offset: float) -> None:
    """A quarter of a squared cell, wherever in its cell the point lies."""
    field = Shares.of(np.array([20 + offset]), np.array([15.0]), GRID).deal(np.ones(1))
    east = (np.arange(7) - 0.5) * 10
    spread = (field.sum(axis=0) * (east - 20 - offset) ** 2).sum()
    assert spread == pytest.approx(SPREAD * 10**2)


def test_a_level_field_reads_level_and_an_empty_one_nothing() -> None:
    """The weights with which a field is read add up to one."""
    shares = Shares.of(X, Y, GRID)
    assert shares.gather(np.full((6, 7), 0.4)) == pytest.approx(np.full(60, 0.4))
    assert shares.gather(np.ones((6, 7))) == pytest.approx(np.ones(60))
    assert not shares.gather(np.zeros((6, 7))).any()


def test_reading_is_dealing_turned_round() -> None:
    """What a point reads of a single full cell is what it would deal to that cell."""
    field = np.zeros((6, 7))
    field[2, 3] = 0.9
    shares = Shares.of(X, Y, GRID)
    dealt = [Shares.of(X[[i]], Y[[i]], GRID).deal(np.ones(1))[2, 3] for i in range(60)]
    assert shares.gather(field) == pytest.approx(0.9 * np.array(dealt))
