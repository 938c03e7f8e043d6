"""Published studies pooled, and the interval for the next one."""

from __future__ import annotations

from math import log, sqrt

import pytest
from scipy.stats import t as student

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.meta_analysis import meta_analysis


def test_pools_refuse_what_they_cannot_do() -> None:
    """One study makes no pool; a study without an error is refused."""
    with pytest.raises(Refused, match="cannot be pooled"):
        meta_analysis([0.1], [0.1])
    with pytest.raises(BadInput):
        meta_analysis([0.1, 0.2], [0.1, 0.0])


def test_studies_that_agree_are_weighted_by_their_precision() -> None:
    """The same effect three times: it comes back, no spread between studies, a fixed error."""
    pooled = meta_analysis([log(0.8)] * 3, [0.1, 0.2, 0.2])
    assert pooled.estimate == pytest.approx(log(0.8))
    assert pooled.weights == pytest.approx((100 / 150, 25 / 150, 25 / 150))
    assert (pooled.tau, pooled.i_squared) == (0, 0)
    error = 1 / sqrt(150)  # Hartung and Knapp's factor would be 0, and is never below 1
    assert pooled.standard_error == pytest.approx(error)
    reach = student.ppf(0.975, 2) * error
    assert pooled.interval == pytest.approx((log(0.8) - reach, log(0.8) + reach))
    far = student.ppf(0.975, 1) * error
    assert pooled.prediction == pytest.approx((log(0.8) - far, log(0.8) + far))


def test_studies_that_differ_show_their_spread_by_hand() -> None:
    """0 and 1 with errors of .1: q is 50, tau squared .49, and no prediction from two."""
    pooled = meta_analysis([0.0, 1.0], [0.1, 0.1])
    assert pooled.q == pytest.approx(50)
    assert pooled.tau == pytest.approx(sqrt(0.49))
    assert pooled.i_squared == pytest.approx(0.98)
    assert pooled.estimate == pytest.approx(0.5)
    assert pooled.prediction is None


@pytest.mark.parametrize(
    ("effects", "errors"),
    [([0.1, 0.2], [0.1]), ([0.1, float("nan")], [0.1, 0.1]), ([1, 1], [1, -1])],
)
def test_figures_that_are_no_studies_are_named(effects, errors) -> None:
    """Unlike numbers, a missing effect, an error below 0."""
    with pytest.raises(BadInput, match="an effect and a standard error above 0"):
        meta_analysis(effects, errors)
