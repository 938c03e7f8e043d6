"""The test of stepped starts and where its interval comes from."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.estimators.poisson_did import panel_did
from beatwise.evaluation.estimators.study_panel import Panel, panel
from beatwise.evaluation.result.inference import Inference, stepped_inference


def world(units: int) -> Panel:
    """Units of about 40 a month, halved from each one's own start, every second month."""
    start = 6 + 2 * np.arange(units)
    months = 8 + 2 * units
    on = np.arange(months) >= start[:, None]
    counts = np.random.default_rng(1).poisson(np.where(on, 20.0, 40.0))
    return panel(counts, np.ones(units, bool), start)


def judged(units: Panel, alpha: float = 0.05) -> Inference:
    return stepped_inference(units, panel_did(units, alpha), alpha=alpha, replications=99, seed=1)


def test_from_six_units_on_the_interval_is_the_jackknifes() -> None:
    """Six units: the interval is that of the fit itself."""
    units = world(6)
    inference = judged(units)
    assert inference.interval_from == "jackknife"
    assert inference.interval == panel_did(units, 0.05).percent_interval
    assert inference.refused == ""


def test_below_six_units_the_interval_is_what_dealing_keeps() -> None:
    """Five units can be dealt 120 ways: a test, and an interval around the halving."""
    inference = judged(world(5))
    assert inference.interval_from == "relabelling"
    assert inference.test is not None
    assert inference.test.smallest_p == pytest.approx(1 / 120)
    low, high = inference.interval
    assert low < -50 < high < 0


def test_too_few_ways_to_deal_refuse_the_test_and_leave_no_ends() -> None:
    """Three units can be dealt six ways: no p below a sixth, and so no end either."""
    inference = judged(world(3))
    assert inference.test is None
    assert "can be dealt in 6 ways, so the smallest p is 0.167, above 0.05" in inference.refused
    assert inference.interval == (None, None)
    assert judged(world(3), alpha=0.2).test is not None
