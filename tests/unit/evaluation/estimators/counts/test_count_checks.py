"""What is wrong with counts before and after, or with their weights, is named."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput
from beatwise.evaluation import displacement_quotient, wdd


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: wdd((9, 5), (8, 9), area_weights=(1, 1)), "2 weights were given where 4"),
        (lambda: wdd((9, 5), (8, 9), time_weights=(1,)), "1 weights were given where 2"),
    ],
)
def test_weights_that_do_not_match_are_named(call, words) -> None:
    """A weight for each period and each area, neither fewer nor more."""
    with pytest.raises(BadInput, match=words):
        call()


@pytest.mark.parametrize("pair", [(np.nan, 1), (np.inf, 1), (-1, 1), (1,), (1, 2, 3), "ab", None])
def test_a_pair_that_is_no_two_counts_is_named(pair) -> None:
    """Missing, endless and negative counts, and too few of them, are named with their place."""
    with pytest.raises(BadInput, match="the treated counts"):
        wdd(pair, (8, 9))
    with pytest.raises(BadInput, match="the buffer counts"):
        displacement_quotient((20, 10), (8, 9), pair)
