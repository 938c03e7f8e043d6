"""What other draws would have given."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.estimators.poisson_did import poisson_did
from beatwise.evaluation.estimators.study_panel import panel
from beatwise.evaluation.result.draw_spread import draw_spread


def test_two_areas_have_two_draws() -> None:
    """10 to 20 beside 10 to 10: either area drawn, the ratio or its inverse, a half added."""
    units = panel(np.array([[10, 20], [10, 10]]), [True, False], 1)
    spread = draw_spread(units, seed=1)
    ratio = (20.5 / 10.5) / (10.5 / 10.5)
    assert spread.draws == 2
    assert (spread.least, spread.most) == pytest.approx((100 / ratio - 100, 100 * ratio - 100))
    assert "2 draws give estimates from -49 % to +95 %" in spread.words


def test_draws_stay_within_their_blocks() -> None:
    """Two pairs have four draws, not six."""
    units = panel(np.array([[9, 5], [8, 7], [3, 4], [2, 2]]), [True, False, True, False], 1)
    assert draw_spread(units.within_blocks([1, 1, 2, 2]), seed=1).draws == 4


def test_start_months_are_dealt_again() -> None:
    """Three units that start in three months have six dealings."""
    counts = np.random.default_rng(1).poisson(9.0, (3, 8))
    units = panel(counts, [True] * 3, [2, 4, 6])
    spread = draw_spread(units, seed=1)
    assert spread.draws == 6
    own = poisson_did(counts, [True] * 3, [2, 4, 6]).percent
    assert spread.least - 1e-6 <= own <= spread.most + 1e-6
