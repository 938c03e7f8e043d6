"""A log rate ratio with its interval."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from scipy.stats import t as student

from beatwise.evaluation.estimators.rate_ratio_result import Spread, with_interval
from beatwise.evaluation.estimators.study_panel import panel


UNITS = panel(np.ones((8, 4)), np.arange(8) < 6, 2)


def test_the_interval_is_students_with_its_degrees_of_freedom() -> None:
    """A variance of .04 with 5 degrees: .2 times the quantile either side of the estimate."""
    change = with_interval(log(0.8), Spread(0.04, 5), UNITS, 0.05, "closed")
    reach = 0.2 * student.ppf(0.975, 5)
    assert change.standard_error == pytest.approx(0.2)
    assert change.interval == pytest.approx((log(0.8) - reach, log(0.8) + reach))
    assert change.percent == pytest.approx(-20)
    assert change.percent_interval == pytest.approx(
        (100 * (0.8 * exp(-reach) - 1), 100 * (0.8 * exp(reach) - 1))
    )
    assert change.p_value == pytest.approx(2 * student.sf(-log(0.8) / 0.2, 5))
    assert (change.treated_areas, change.comparison_areas) == (6, 2)


def test_without_a_spread_there_is_an_estimate_alone() -> None:
    """No error, no interval, no p, and CR3 is not the default."""
    change = with_interval(log(0.8), None, UNITS, 0.05, "closed")
    assert change.percent == pytest.approx(-20)
    assert (change.interval, change.percent_interval, change.p_value) == (None, None, None)
    assert not change.cr3_is_default


def test_cr3_is_the_default_from_six_treated_units_on() -> None:
    """Six are enough and five are not."""
    change = with_interval(0.0, Spread(0.04, 5), UNITS, 0.05, "closed")
    assert change.cr3_is_default
    assert not replace(change, treated_areas=5).cr3_is_default
