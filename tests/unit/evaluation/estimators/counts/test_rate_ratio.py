"""Two Poisson counts: the ratio of their changes, and whether their rates are equal."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation import e_test
from beatwise.evaluation.estimators.counts.rate_ratio import rate_ratio


@pytest.mark.parametrize(
    "call", [(1.5, 2), (np.nan, 2), (-1, 2), ("6", 2), (1, 2, 0, 1), (1, 2, 1, np.inf)]
)
def test_the_e_test_needs_whole_counts(call) -> None:
    """Half an incident has no Poisson probability."""
    with pytest.raises(BadInput, match="cannot be compared"):
        e_test(*call)


def test_a_count_of_zero_has_no_ratio() -> None:
    """A count of 0 has no logarithm."""
    with pytest.raises(Refused):
        rate_ratio((0, 1), (2, 3))
