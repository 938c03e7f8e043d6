"""The cells of a lattice that hold a point."""

from __future__ import annotations

import numpy as np

from beatwise.places.lattice.lattice import Lattice
from beatwise.places.lattice.occupied_cells import occupied_cells


def test_occupied_cells_touch_with_corners():
    """Three cells: two share a corner, the third lies apart."""
    cells = occupied_cells(
        Lattice("square", 200.0), np.array([10.0, 210, 900, 20]), np.array([10.0, 210, 10, 30])
    )
    assert len(cells) == 3
    assert cells.at.tolist() == [0, 1, 2, 0]
    near = cells.neighbours().toarray()
    assert near.tolist() == [[False, True, False], [True, False, False], [False] * 3]
