"""P-values adjusted for their number."""

from __future__ import annotations

import pytest

from beatwise.evaluation.estimators.holm import holm


def test_holm_keeps_order_and_missing_values() -> None:
    """.01, .04 and .03 become .03, .06 and .06; no test stays none."""
    assert holm([0.01, 0.04, None, 0.03]) == pytest.approx((0.03, 0.06, None, 0.06))
