"""Running totals of two series, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput
from beatwise.evaluation.estimators.cumulative import cumulative_effect


def test_totals_run_and_their_limits_are_two_poisson_errors() -> None:
    """Four months by hand: 1, 3, 6 and 10 against 4 a month."""
    effect = cumulative_effect([1, 2, 3, 4], [4, 4, 4, 4])
    assert effect.focus.tolist() == [1, 3, 6, 10]
    assert effect.comparison.tolist() == [4, 8, 12, 16]
    assert effect.difference.tolist() == [-3, -5, -6, -6]
    assert effect.standard_error == pytest.approx(np.sqrt([5, 11, 18, 26]))
    assert effect.difference_limits[0] == pytest.approx(
        effect.difference - 2 * np.sqrt([5, 11, 18, 26])
    )
    assert effect.ratio == pytest.approx([0.25, 0.375, 0.5, 0.625])
    spread = np.exp(2 * np.sqrt(1 / 10 + 1 / 16))
    assert effect.ratio_limits[0][-1] == pytest.approx(0.625 / spread)
    assert effect.ratio_limits[1][-1] == pytest.approx(0.625 * spread)


def test_a_ratio_is_no_number_while_a_total_is_zero() -> None:
    """Until both series hold an incident there is no ratio and no limit, and no warning."""
    effect = cumulative_effect([0, 2, 1], [3, 0, 0])
    for values in (effect.ratio, *effect.ratio_limits):
        assert np.isnan(values).tolist() == [True, False, False]
    assert np.isnan(cumulative_effect([1, 1], [0, 0]).ratio).all()


def test_wider_limits_are_asked_for_by_errors() -> None:
    """Three standard errors reach half as far again as two."""
    two, three = (cumulative_effect([5, 6], [7, 8], errors=errors) for errors in (2.0, 3.0))
    reach = [limits.difference_limits[1] - limits.difference for limits in (two, three)]
    assert reach[1] == pytest.approx(1.5 * reach[0])


@pytest.mark.parametrize(
    ("focus", "comparison"), [([1, 2], [1]), ([[1]], [[1]]), ([-1], [1]), ([1], [-1])]
)
def test_series_that_do_not_match_are_refused(focus, comparison) -> None:
    """Unlike lengths, tables and negative counts are no two series."""
    with pytest.raises(BadInput, match="two series of the same months"):
        cumulative_effect(focus, comparison)
