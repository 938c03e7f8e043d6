"""What the exported functions refuse, and that they say which number is at fault."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation import poisson_did, synthetic_control, wdd


COUNTS = np.arange(1, 61).reshape(5, 12)
TREATED = np.arange(5) < 2


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: wdd((9, 5), (8, 9), area_weights=(1, 1)), "2 weights were given where 4"),
        (lambda: wdd((9, 5), (8, 9), time_weights=(1,)), "1 weights were given where 2"),
        (lambda: poisson_did(COUNTS, TREATED, [6, 6, 6]), "3 starts do not go with 5 areas"),
        (lambda: poisson_did([["a"]], [True], 1), "not a table of numbers"),
        (lambda: poisson_did(-COUNTS, TREATED, 6), "negative"),
        (lambda: poisson_did(COUNTS, TREATED, 12), "outside the panel"),
        (lambda: poisson_did(COUNTS, TREATED[:3], 6), "3 treated flags"),
    ],
)
def test_bad_numbers_are_named(call, words) -> None:
    """Weights that do not match, starts that do not match, words, negatives: exit code 10."""
    with pytest.raises(BadInput, match=words):
        call()


def test_a_panel_of_zeros_is_refused() -> None:
    """Nothing recorded anywhere is no evidence that nothing changed."""
    for function in (poisson_did, synthetic_control):
        with pytest.raises(Refused):
            function(COUNTS * 0, TREATED, 6)
