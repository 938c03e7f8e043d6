"""The fast fit of stepped starts against a slow one, and one step against the whole jackknife."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.evaluation.estimators.stepped.worlds import slow_fit, world

from beatwise.evaluation.estimators.stepped.poisson_fit import by_period, fit_many, fit_with_spread
from beatwise.evaluation.estimators.stepped.stepped_did import fit, jackknife


@pytest.mark.parametrize(("seed", "mean"), [(1, 0.3), (2, 2.0), (3, 20.0), (4, 5.0), (5, 1.0)])
def test_the_fast_fit_is_the_slow_fit(seed: int, mean: float) -> None:
    """Months pooled by period and Newton steps give what proportional fitting gives."""
    counts, on = world(seed, 9, 24, mean)
    assert fit(counts, on) == pytest.approx(slow_fit(counts, on), abs=1e-9)
    sums, pattern = by_period(counts, on)
    assert sums.sum() == counts.sum()
    assert pattern.shape[1] <= 10


def test_many_panels_are_fitted_as_one_by_one() -> None:
    """A batch holds an empty panel, one without incidents on patrol, and ordinary ones."""
    _, on = world(3, 6, 12, 3.0)
    rng = np.random.default_rng(8)
    panels = rng.poisson(3.0, (5, 6, 12)).astype(float)
    panels[1] = 0
    panels[2] *= 1 - on
    sums, pattern = by_period(panels, on)
    estimates = fit_many(sums, pattern)[:, 0]
    assert np.isnan(estimates[[1, 2]]).all()
    for at in (0, 3, 4):
        assert estimates[at] == pytest.approx(slow_fit(panels[at], on), abs=1e-9)


@pytest.mark.parametrize(("units", "steps", "mean"), [(6, 3, 30.0), (12, 4, 10.0), (24, 4, 3.0)])
def test_one_step_is_all_but_the_whole_jackknife(units: int, steps: int, mean: float) -> None:
    """Over 60 simulated panels the one-step variance is within a tenth of the full one."""
    step = 1 + np.arange(units) * steps // units
    on = (np.arange(steps + 1) >= step[:, None]).astype(float)
    rng = np.random.default_rng(4)
    level = mean * np.exp(0.5 * rng.standard_normal((60, units, 1)))
    counts = rng.poisson(level * np.ones(steps + 1)).astype(float)
    beta, quick = fit_with_spread(counts, on)
    full = jackknife(counts, on, fit_many(counts, on)[:, 0])
    assert np.abs(quick / full - 1).max() < 0.1
    assert np.abs(np.median(quick / full) - 1) < 0.01
    assert beta == pytest.approx(fit_many(counts, on)[:, 0])
