"""The rankings that ours is set beside."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.comparison.baselines import kernel_mass, last_quarter, then_by
from beatwise.places.lattice.lattice import Lattice
from beatwise.places.lattice.occupied_cells import occupied_cells


def test_then_by_orders_by_the_first_and_then_the_next():
    """2 before 1; among the ones the higher total; full equals stay tied."""
    scores = then_by(np.array([1, 2, 1, 1]), np.array([5, 0, 7, 5]))
    assert np.argsort(-scores, kind="stable").tolist() == [1, 2, 0, 3]
    assert scores[0] == scores[3]


def test_last_quarter_looks_at_three_months_first():
    """Cell 1 had most at first, cell 0 has most now; ties go to the training total."""
    counts = np.array([[0.0, 1, 1, 1], [9, 0, 0, 0], [1, 0, 0, 0]])
    assert np.argsort(-last_quarter(counts, np.zeros(3))).tolist() == [0, 1, 2]


def test_kernel_mass_is_one_for_a_point_far_from_every_edge():
    """All cells around a point hold its whole kernel, and as much left as right of it."""
    lattice = Lattice("square", 200.0)
    middle = np.arange(-8, 9) * 200.0 + 100
    x, y = (grid.ravel() for grid in np.meshgrid(middle, middle))
    cells = occupied_cells(lattice, x, y)
    mass = kernel_mass(cells, np.array([100.0]), np.array([100.0]), 300.0)
    assert mass.sum() == pytest.approx(1.0, abs=1e-4)
    centre = cells.find(np.array([0, 1, -1]), np.array([0, 0, 0]))
    assert mass[centre[1]] == pytest.approx(mass[centre[2]])
    assert mass[centre[0]] == pytest.approx((2 * 0.1305587) ** 2, rel=1e-5)  # Φ(1/3) − 1/2
