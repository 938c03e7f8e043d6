"""The fitted effect of stepped starts, with its jackknife interval."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.evaluation.estimators.stepped.worlds import slow_fit, world

from beatwise.errors import Refused
from beatwise.evaluation.estimators.stepped.stepped_did import fit, fit_stepped
from beatwise.evaluation.estimators.study_panel import panel


def test_the_spread_is_the_jackknife_over_units() -> None:
    """Each unit left out once, refitted the slow way."""
    counts, on = world(7, 8, 20, 4.0)
    whole = slow_fit(counts, on)
    left = [slow_fit(np.delete(counts, i, 0), np.delete(on, i, 0)) - whole for i in range(8)]
    start = 20 - on.sum(axis=1).astype(int)
    change = fit_stepped(panel(counts, np.ones(8, bool), start), 0.05)
    assert change.standard_error == pytest.approx((np.square(left).sum() * 7 / 8) ** 0.5, abs=1e-9)
    assert change.degrees_of_freedom == 7


def test_an_effect_that_cannot_be_told_is_refused() -> None:
    """Nothing counted on patrol; and one unit only, whose months are its own comparison."""
    counts, on = world(3, 6, 12, 3.0)
    with pytest.raises(Refused, match="in or out of patrol"):
        fit(counts * (1 - on), on)
    with pytest.raises(Refused, match="cannot be distinguished"):
        fit(counts[:1], on[:1])
