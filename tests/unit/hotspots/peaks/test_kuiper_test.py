"""Whether there is a rhythm at all."""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.peaks.kuiper_test import rhythm_p_value


def instants(*hours: int) -> np.ndarray:
    """Return rows of incidents known to the hour."""
    return np.eye(24)[list(hours)]


def test_all_at_one_hour_is_as_uneven_as_can_be() -> None:
    """No random turn of ten incidents gathers them again: the smallest p there is."""
    assert rhythm_p_value(instants(*[21] * 10), permutations=99, seed=0) == 0.01


def test_a_level_clock_has_no_rhythm() -> None:
    """One in every hour: every turn is at least as uneven, so p is one."""
    assert rhythm_p_value(instants(*range(24)), permutations=99, seed=0) == 1.0


def test_where_nothing_can_vary_p_is_one() -> None:
    """One incident, or spans of the whole day, are level under every turn: ties count in full."""
    assert rhythm_p_value(instants(5), permutations=49, seed=0) == 1.0
    assert rhythm_p_value(np.full((8, 24), 1 / 24), permutations=49, seed=0) == 1.0


def test_turning_the_clock_changes_nothing() -> None:
    """All incidents some hours later give the same p under the same seed."""
    hours = np.random.default_rng(3).integers(18, 24, 12)
    one, other = instants(*hours), instants(*((hours + 7) % 24))
    p = rhythm_p_value(one, permutations=99, seed=4)
    assert rhythm_p_value(other, permutations=99, seed=4) == p
    assert p < 0.2


def test_p_agrees_with_turning_each_row_the_slow_way() -> None:
    """The sparse reckoning equals rolling every incident's row by its own draw."""
    rows = np.random.default_rng(5).dirichlet(np.ones(24), 6)
    rng = np.random.default_rng(8)
    observed = (rows.sum(axis=0) ** 2).sum()
    uneven = 0
    for _ in range(50):
        turns = rng.integers(0, 24, 6)
        profile = sum(np.roll(row, turn) for row, turn in zip(rows, turns, strict=True))
        uneven += (profile**2).sum() >= observed * (1 - 1e-12)
    assert rhythm_p_value(rows, permutations=50, seed=8) == (1 + uneven) / 51
