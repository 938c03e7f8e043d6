"""A programme to be simulated."""

from __future__ import annotations

import numpy as np

from beatwise.evaluation.power.programme import Programme


def test_three_pairs_have_a_smallest_p_of_a_quarter() -> None:
    """Three matched pairs: 8 assignments, mirrored, smallest p .25."""
    trial = Programme(np.full(6, 5.0), np.array([1, 0] * 3, bool), np.repeat([1, 2, 3], 2), 24, 12)
    assert trial.smallest_p == 0.25
