"""The smallest fall that a town's counts can show."""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.towns.smallest_detectable_fall import learnable


def test_empty_towns_can_teach_nothing() -> None:
    """Without incidents no fall can be told; with many a small one can."""
    assert learnable(np.zeros(9)).fall is None
    few, many = learnable(np.full(9, 5)).fall, learnable(np.full(9, 500)).fall
    assert few is not None
    assert many is not None
    assert many < 0.1 < few


def test_learnable_by_hand() -> None:
    """At 100 a year and φ = 1 the smallest fall f solves -ln(1-f) = 2.8·√(1/100 + 1/(100(1-f)))."""
    fall = learnable(np.full(12, 100 / 12)).fall
    assert fall is not None
    need = 2.801585 * np.sqrt(0.01 + 0.01 / (1 - fall))
    assert -np.log(1 - fall) >= need
    before = fall - 0.01
    assert -np.log(1 - before) < 2.801585 * np.sqrt(0.01 + 0.01 / (1 - before))
