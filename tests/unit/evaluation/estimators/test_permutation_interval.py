"""The interval of what relabelling does not reject."""

from __future__ import annotations

import numpy as np

from beatwise.evaluation.estimators.permutation import permutation_test
from beatwise.evaluation.estimators.permutation_interval import inverted_interval
from beatwise.evaluation.estimators.study_panel import panel


def test_an_interval_from_relabelling_holds_what_the_test_does_not_reject() -> None:
    """3 of 10 units: the observed change lies inside; 1 of 7 has no ends at all."""
    rng = np.random.default_rng(2)
    before, after = rng.poisson(400, 10).astype(float), rng.poisson(200, 10).astype(float)
    treated = np.arange(10) < 3
    after[:3] *= 0.6
    counts = np.column_stack([before, after])
    low, high = inverted_interval(panel(counts, treated, 1))
    estimate = permutation_test(counts, treated, 1).estimate
    assert low is not None
    assert high is not None
    assert low < estimate < high < 0
    one = inverted_interval(panel(counts[:7], np.arange(7) < 1, 1))
    assert one == (None, None)
