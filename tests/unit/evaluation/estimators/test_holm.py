"""P-values adjusted for their number."""

from __future__ import annotations

import pytest

from beatwise.evaluation.estimators.holm import holm


def test_holm_keeps_order_and_missing_values() -> None:
    """.01, .04 and .03 become .03, .06 and .06; no test stays none."""
    assert holm([0.01, 0.04, None, 0.03]) == pytest.approx((0.03, 0.06, None, 0.06))


@pytest.mark.parametrize(
    ("p_values", "adjusted"),
    [
        ([], ()),
        ([None, None], (None, None)),
        ([0.2], (0.2,)),
        ([0.6, 0.7], (1.0, 1.0)),
        ([0.01, 0.01], (0.02, 0.02)),
        ([0.04, 0.01], (0.04, 0.02)),
        ([0.02, 0.025, 0.03], (0.06, 0.06, 0.06)),
    ],
)
def test_adjusted_values_never_fall_and_stay_below_one(p_values, adjusted) -> None:
    """Nothing, one, ties, a larger value that would overtake, and more than 1."""
    assert holm(p_values) == pytest.approx(adjusted)
