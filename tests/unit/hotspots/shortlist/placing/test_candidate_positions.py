"""A cell slid over the map in steps of 25 m."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.shortlist.placing import candidate_positions as module
from beatwise.hotspots.shortlist.placing.candidate_positions import points_in_cells, slide
from beatwise.places.lattice.cell_shape import CellShape


SQUARE = CellShape("square", 200.0)


def test_one_point_is_held_by_every_cell_whose_centre_is_within_half_a_side() -> None:
    """A point on the raster is held from 9 × 9 positions, most in the middle."""
    at = slide(np.array([500.0]), np.array([500.0]), np.ones(1), np.array([[3]]), SQUARE)
    assert len(at.x) == 81
    assert (at.x.min(), at.x.max(), at.y.min(), at.y.max()) == (400, 600, 400, 600)
    assert set(at.count[:, 0].tolist()) == {3.0}
    best = int(at.value.argmax())
    assert (at.x[best], at.y[best], at.value[best]) == (500, 500, 1.0)


def test_a_corner_is_worth_a_fifth_less() -> None:
    """From the furthest corner the point counts 0.8."""
    at = slide(np.array([500.0]), np.array([500.0]), np.ones(1), np.ones((1, 1)), SQUARE)
    assert at.value.min() == pytest.approx(0.8)


def test_positions_come_by_column_then_row() -> None:
    """Ties go to the west and then the south, so the order is fixed."""
    at = slide(np.array([510.0]), np.array([490.0]), np.ones(1), np.ones((1, 1)), SQUARE)
    places = list(zip(at.x.tolist(), at.y.tolist(), strict=True))
    assert places == sorted(places)


@pytest.mark.parametrize("cell", [SQUARE, CellShape("hex", 220.0)])
def test_counts_are_those_of_a_plain_loop(cell: CellShape, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every position holds what a loop over the points finds in it, however they are batched."""
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 400, (2, 12))
    count = rng.integers(0, 5, (12, 2))
    at = slide(x, y, np.ones(12), count, cell)
    inside = points_in_cells(x, y, np.column_stack([at.x, at.y]), cell)
    assert inside.any(axis=1).all()
    assert at.count.tolist() == (inside @ count).tolist()
    monkeypatch.setattr(module, "_AT_ONCE", 4)
    again = slide(x, y, np.ones(12), count, cell)
    assert (again.x.tolist(), again.value.tolist()) == (at.x.tolist(), at.value.tolist())


def test_points_without_risk_make_no_position() -> None:
    """Nothing expected anywhere: no position, and the types keep their columns."""
    nowhere = slide(np.array([1.0]), np.array([1.0]), np.zeros(1), np.ones((1, 3)), SQUARE)
    assert (len(nowhere.x), nowhere.count.shape) == (0, (0, 3))
