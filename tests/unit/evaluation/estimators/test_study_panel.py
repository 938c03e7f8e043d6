"""What a panel of units by months refuses, and that it says which number is at fault."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput
from beatwise.evaluation import detectable_effect, poisson_did, synthetic_control


COUNTS = np.arange(1, 61).reshape(5, 12)


TREATED = np.arange(5) < 2


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: poisson_did(COUNTS, TREATED, [6, 6, 6]), "3 starts do not go with 5 areas"),
        (lambda: poisson_did([["a"]], [True], 1), "not a table of numbers"),
        (lambda: poisson_did(-COUNTS, TREATED, 6), "negative"),
        (lambda: poisson_did(COUNTS, TREATED, 12), "outside the panel"),
        (lambda: poisson_did(COUNTS, TREATED[:3], 6), "3 treated flags"),
    ],
)
def test_bad_numbers_are_named(call, words) -> None:
    """Starts and flags that do not match, words, negatives: each is named."""
    with pytest.raises(BadInput, match=words):
        call()


NEVER = [len(COUNTS[0]), -1, 0, np.inf, np.nan, None]


@pytest.mark.parametrize("never", NEVER)
def test_a_start_of_an_untreated_area_is_not_read(never) -> None:
    """However a table writes "never", the answer is that of one common start."""
    starts = [6, 6, never, never, never]
    assert poisson_did(COUNTS, TREATED, starts) == poisson_did(COUNTS, TREATED, 6)
    apart = [5, 7, never, never, never]
    assert poisson_did(COUNTS, TREATED, apart) == poisson_did(COUNTS, TREATED, [5, 7, -1, -1, -1])


@pytest.mark.parametrize("start", [6.5, np.nan, np.inf, None, "soon", True, [6, None, 0, 0, 0]])
@pytest.mark.parametrize("function", [poisson_did, synthetic_control, detectable_effect])
def test_a_start_that_is_no_month_is_named(function, start) -> None:
    """Half a month, a word or nothing at all is no first treated month of a treated area."""
    if start is None and function is detectable_effect:
        return  # all columns are history
    with pytest.raises(BadInput, match=r"treated, but its start"):
        function(COUNTS, TREATED, start)


@pytest.mark.parametrize("flags", [[0, 1, 2, 3, 4], list("ABCDE"), [1, 0, 0, np.nan, 0]])
def test_flags_are_yes_or_no(flags) -> None:
    """Row numbers and names given as flags would silently treat every area."""
    with pytest.raises(BadInput, match="flags are not all True or False"):
        poisson_did(COUNTS, flags, 6)


def test_a_masked_count_is_missing() -> None:
    """A masked array's hidden number is never read as a count."""
    with pytest.raises(BadInput, match="area 0 in month 0 is missing"):
        poisson_did(np.ma.masked_less(COUNTS, 2), TREATED, 6)
