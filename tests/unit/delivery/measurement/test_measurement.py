"""A measurement is the same for any order and batching of its positions."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.delivery.delivery_world import HERE, THERE, at, joined, measured, walked


PINGS = joined(
    [
        walked([(at(10), at(10, 20), HERE), (at(12), at(12, 9), THERE)], at(9), at(17)),
        walked([(at(10, 5), at(10, 12), HERE)], at(9), at(13), device=1),
        walked([(at(15), at(15, 30), THERE)], at(9), at(17), device=2),
    ]
)
PARTNERS = ("force", "council", "force")
WHOLE = measured(PINGS, partners=PARTNERS)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, len(PINGS)))
def test_order_and_batches_change_nothing(seed: int, again: int) -> None:
    """Shuffled, and with some positions sent twice: the same visits and days to the last bit."""
    draw = np.random.default_rng(seed)
    rows = draw.permutation(np.concatenate((np.arange(len(PINGS)), np.arange(again))))
    other = measured(PINGS.of(rows), partners=PARTNERS)
    assert other.visits == WHOLE.visits
    assert other.no_data == WHOLE.no_data
    assert other.spans == WHOLE.spans
    assert np.array_equal(other.days.officer_minutes, WHOLE.days.officer_minutes, equal_nan=True)
    assert np.array_equal(other.days.checked.patrol_minutes, WHOLE.days.checked.patrol_minutes)
