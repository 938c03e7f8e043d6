"""Ways in which start months could have been dealt."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.estimators.stepped.dealings import (
    every_dealing,
    possible_dealings,
    smallest_dealt_p,
)


def test_every_dealing_is_listed_once() -> None:
    """Two units in the first step, one in each of two others: twelve ways."""
    dealt = every_dealing(np.array([4, 4, 7, 9]))
    assert len(dealt) == len({tuple(row) for row in dealt.tolist()}) == 12
    assert {tuple(sorted(row)) for row in dealt.tolist()} == {(4, 4, 7, 9)}
    assert possible_dealings(np.repeat([1, 2, 3], 2)) == 90
    assert smallest_dealt_p(np.repeat([1, 2, 3], 2)) == pytest.approx(1 / 90)
    assert smallest_dealt_p(np.repeat([1, 2, 3, 4], 3)) == 1 / 2000
