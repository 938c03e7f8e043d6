"""The counts story, with its spread from the areas themselves."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import ttest_ind

from beatwise.evaluation.estimators.counts.wdd_corrected import corrected_wdd


def test_the_corrected_difference_is_welchs_test() -> None:
    """With as many areas a side the interval is Welch's for the areas' own changes."""
    rng = np.random.default_rng(1)
    before, after = rng.poisson(50, 20).astype(float), rng.poisson(25, 20).astype(float)
    treated = np.arange(20) < 10
    difference = corrected_wdd(before, after, treated, (24, 12))
    change = after - before / 2
    welch = ttest_ind(change[treated], change[~treated], equal_var=False)
    assert difference.p_value == pytest.approx(welch.pvalue)
    assert difference.estimate == pytest.approx(change[treated].sum() - change[~treated].sum())
    assert corrected_wdd(before, after, np.arange(20) < 1, (24, 12)).interval is None
