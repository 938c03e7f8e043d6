"""Squares of side 1, their corner at the origin."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.places.lattice.squares import Squares


SQUARES = Squares()


def test_the_lower_and_left_side_belong_to_the_square() -> None:
    """A point on a shared side is in the square east or north of it, below zero too."""
    column, row = SQUARES.locate(np.array([0.0, 0.999, 1.0, -0.001]), np.array([0.5, 1.0, -1, -1]))
    assert column.tolist() == [0, 0, 1, -1]
    assert row.tolist() == [0, 1, -1, -1]


def test_the_centre_lies_in_its_own_square() -> None:
    """The middle of square (−2, 3) is (−1.5, 3.5), and is found there."""
    x, y = SQUARES.centres(np.array([-2]), np.array([3]))
    assert (x[0], y[0]) == (-1.5, 3.5)
    assert [part.tolist() for part in SQUARES.locate(x, y)] == [[-2], [3]]


@pytest.mark.parametrize(("corners", "count"), [(True, 8), (False, 4)])
def test_steps_lead_all_round_and_never_nowhere(corners: bool, count: int) -> None:
    """Eight different neighbours with the corners, four without; each step can be undone."""
    steps = set(map(tuple, np.column_stack(SQUARES.steps(np.array([0]), corners=corners)).tolist()))
    assert len(steps) == count
    assert (0, 0) not in steps
    assert steps == {(-across, -up) for across, up in steps}


def test_a_square_reaches_as_far_as_its_side_on_either_axis() -> None:
    """A point half a side away is on the edge of the square of side 1, in any direction."""
    across, up = np.array([0.5, 0.0, 0.5, 0.2]), np.array([0.0, 0.5, 0.5, 0.1])
    assert SQUARES.width(across, up).tolist() == [1.0, 1.0, 1.0, 0.4]
