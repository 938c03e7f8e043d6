"""The ends of the effects that a test does not reject."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.estimators.permutation_result import (
    MOST_ENUMERATED,
    STEPS,
    WIDEST,
    ends_of,
)


EFFECTS = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])


@pytest.mark.parametrize(
    ("not_rejected", "ends"),
    [
        ([0, 1, 1, 1, 0], (-1.0, 1.0)),
        ([0, 0, 1, 0, 0], (0.0, 0.0)),
        ([1, 1, 0, 0, 0], (None, -1.0)),
        ([0, 0, 0, 1, 1], (1.0, None)),
        ([1, 1, 1, 1, 1], (None, None)),
        ([0, 0, 0, 0, 0], (None, None)),
        ([0, 1, 0, 1, 0], (-1.0, 1.0)),
    ],
)
def test_an_end_at_the_edge_of_what_was_tried_is_none(not_rejected, ends) -> None:
    """Inside lie all effects between the first and last not rejected; an edge is no end."""
    assert ends_of(EFFECTS, np.array(not_rejected, dtype=bool)) == ends


def test_the_bounds_are_those_that_the_methods_print() -> None:
    """20,000 assignments are listed; effects from -3 to 3 are tried in steps of a fortieth."""
    assert MOST_ENUMERATED == 20_000
    assert np.linspace(-WIDEST, WIDEST, STEPS)[[0, 1, 120, -1]] == pytest.approx([-3, -2.975, 0, 3])
