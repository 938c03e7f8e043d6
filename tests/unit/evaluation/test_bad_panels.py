"""What the exported functions refuse, and that they say which number is at fault."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation import (
    detectable_effect,
    displacement_quotient,
    e_test,
    permutation_test,
    poisson_did,
    synthetic_control,
    wdd,
)


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
    for function in (poisson_did, synthetic_control, permutation_test):
        with pytest.raises(Refused):
            function(COUNTS * 0, TREATED, 6)
    with pytest.raises(Refused, match="Nothing was counted"):
        wdd((0, 0), (0, 0))


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


def test_plain_lists_and_arrays_give_one_answer() -> None:
    """Lists, flags of 0 and 1, and starts as floats are the same panel."""
    plain = poisson_did(COUNTS.tolist(), [1, 1, 0, 0, 0], 6.0)
    assert plain == poisson_did(COUNTS, TREATED, np.int64(6))
    arrays = wdd(*(np.array(pair) for pair in ((207, 110), (308, 318), (178, 157), (150, 140))))
    assert arrays.estimate == -118


@pytest.mark.parametrize(
    ("areas", "blocks", "words"),
    [(6, [0, 1, 2, 0, 1, 2], r"8 possible .* 0\.25"), (7, None, r"7 possible .* 0\.143")],
)
def test_too_few_assignments_are_refused(areas, blocks, words) -> None:
    """Three pairs give .25 at best and one town of seven .14: the test is refused and says so."""
    counts = np.arange(1, 12 * areas + 1).reshape(areas, 12)
    treated = np.arange(areas) < (3 if blocks else 1)
    with pytest.raises(Refused, match=words):
        permutation_test(counts, treated, 6, blocks=blocks)
    assert permutation_test(counts, treated, 6, blocks=blocks, alpha=0.3).p_value <= 1


@pytest.mark.parametrize("pair", [(np.nan, 1), (np.inf, 1), (-1, 1), (1,), (1, 2, 3), "ab", None])
def test_a_pair_that_is_no_two_counts_is_named(pair) -> None:
    """Missing, endless and negative counts, and too few of them, are named with their place."""
    with pytest.raises(BadInput, match="the treated counts"):
        wdd(pair, (8, 9))
    with pytest.raises(BadInput, match="the buffer counts"):
        displacement_quotient((20, 10), (8, 9), pair)


@pytest.mark.parametrize(
    "call", [(1.5, 2), (np.nan, 2), (-1, 2), ("6", 2), (1, 2, 0, 1), (1, 2, 1, np.inf)]
)
def test_the_e_test_needs_whole_counts(call) -> None:
    """Half an incident has no Poisson probability."""
    with pytest.raises(BadInput, match="cannot be compared"):
        e_test(*call)


@pytest.mark.parametrize(
    "asked",
    [{"months": 0}, {"power_wanted": 1}, {"drift": -1}, {"variance_ratio": 0.5}, {"alpha": 0},
     {"replications": 0}, {"blocks": [0]}],
)  # fmt: skip
def test_a_design_that_makes_no_sense_is_named(asked) -> None:
    """What is asked of the power simulation is checked before it is run."""
    with pytest.raises(BadInput):
        detectable_effect(COUNTS, TREATED, 6, **asked)
