"""A change in per cent from a log rate ratio."""

from __future__ import annotations

from math import inf, log

import pytest

from beatwise.evaluation.estimators.percent import percent_change


@pytest.mark.parametrize(
    ("log_ratio", "percent"),
    [(0.0, 0), (log(0.8), -20), (log(2), 100), (-inf, -100), (1e-12, 1e-10)],
)
def test_a_log_ratio_is_a_change_in_per_cent(log_ratio: float, percent: float) -> None:
    """A fifth fewer is -20, twice as many 100, nothing left -100, and small changes stay small."""
    assert percent_change(log_ratio) == pytest.approx(percent, rel=1e-9)


def test_no_ratio_is_no_change() -> None:
    """Where there is no ratio there is no figure, not a zero."""
    assert percent_change(None) is None
