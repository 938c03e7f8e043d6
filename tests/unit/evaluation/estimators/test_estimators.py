"""What holds of several estimators: they refuse the same panels and agree on the same effect."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation import permutation_test, poisson_did, synthetic_control, wdd


COUNTS = np.arange(1, 61).reshape(5, 12)


TREATED = np.arange(5) < 2


def test_a_panel_of_zeros_is_refused() -> None:
    """Nothing recorded anywhere is no evidence that nothing changed."""
    for function in (poisson_did, synthetic_control, permutation_test):
        with pytest.raises(Refused):
            function(COUNTS * 0, TREATED, 6)
    with pytest.raises(Refused, match="Nothing was counted"):
        wdd((0, 0), (0, 0))


def test_plain_lists_and_arrays_give_one_answer() -> None:
    """Lists, flags of 0 and 1, and starts as floats are the same panel."""
    plain = poisson_did(COUNTS.tolist(), [1, 1, 0, 0, 0], 6.0)
    assert plain == poisson_did(COUNTS, TREATED, np.int64(6))
    arrays = wdd(*(np.array(pair) for pair in ((207, 110), (308, 318), (178, 157), (150, 140))))
    assert arrays.estimate == -118


def stepped() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(6)
    treated = np.arange(16) < 8
    start = np.where(np.arange(16) < 4, 10, 14)
    on = treated[:, None] & (np.arange(24)[None, :] >= start[:, None])
    return rng.poisson(np.where(on, 15.0, 30.0)), treated, start


def test_all_three_find_a_halving_with_two_starts() -> None:
    """Ratio, permutation and synthetic control agree on a halving of 30 a month."""
    counts, treated, start = stepped()
    assert poisson_did(counts, treated, start).percent == pytest.approx(-50, abs=6)
    assert permutation_test(counts, treated, start).p_value < 0.01
    assert synthetic_control(counts, treated, start).estimate == pytest.approx(-15, abs=2.5)


def test_one_start_given_for_each_unit_is_one_start() -> None:
    """The same start written out for every unit gives the same answers."""
    counts, treated, _ = stepped()
    each = np.full(16, 12)
    assert poisson_did(counts, treated, each) == poisson_did(counts, treated, 12)
    once, spelled = (permutation_test(counts, treated, s, seed=2) for s in (12, each))
    assert once.p_value == spelled.p_value
    with pytest.raises(BadInput, match="two comparison areas"):
        synthetic_control(counts[:9], treated[:9], 12)
