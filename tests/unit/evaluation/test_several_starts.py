"""Every panel function takes one start, or one for each unit."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput
from beatwise.evaluation import permutation_test, poisson_did, synthetic_control


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


def test_a_stepped_design_says_what_it_can_find() -> None:
    """Sixteen busy areas in four steps find a halving and seldom cry out over nothing."""
    from beatwise.evaluation.power.programme import Programme
    from beatwise.evaluation.power.stepped import stepped_power

    start = np.repeat([12, 15, 18, 21], 4)
    busy = Programme(np.full(16, 20.0), np.ones(16, bool), np.zeros(16, np.int64), 12, 12, start)
    assert stepped_power(busy, -50, 1.5, 0.1) > 0.9
    assert stepped_power(busy, 0, 1.5, 0.1) < 0.13
