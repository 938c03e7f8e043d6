"""The enumerated distribution of neighbourhood sums."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.hotspots.significance.worlds import slow_tail

from beatwise.hotspots.significance.enumeration import tails, tails_without_own


@pytest.mark.parametrize("counts", [[0, 0, 0, 1, 2, 0, 5], [3, 3, 3, 3], [0, 0, 0, 0, 9], [7, 1]])
def test_enumerated_tails_equal_listing_every_pick(counts):
    """The enumerated distribution is that of listing every choice of k cells."""
    for k in range(len(counts) + 1):
        tail = tails(np.array(counts), np.array([k]), sum(counts) + 1)[k]
        slow = [slow_tail(counts, k, s) for s in range(sum(counts) + 2)]
        assert tail == pytest.approx(slow, abs=1e-14)


def test_a_low_cap_changes_no_tail():
    """Cutting the table at the largest total seen leaves every tail below it unchanged."""
    counts = np.array([0, 1, 1, 2, 4, 9, 0, 0])
    full = tails(counts, np.array([3]), 40)[3]
    cut = tails(counts, np.array([3]), 6)[3]
    assert cut == pytest.approx(full[:7], abs=1e-15)


def test_setting_a_cell_aside_equals_listing_the_others():
    """With one cell of each count set aside, tails are those of the remaining cells."""
    counts = [0, 0, 1, 3, 3, 8]
    own_counts = set()
    for own, by_size in tails_without_own(np.array(counts), np.array([1, 2, 4]), 16):
        own_counts.add(own)
        others = list(counts)
        others.remove(own)
        for k, tail in by_size.items():
            slow = [slow_tail(others, k, s) for s in range(17)]
            assert tail == pytest.approx(slow, abs=1e-14)
    assert own_counts == {0, 1, 3, 8}


def test_tiny_tails_keep_their_digits():
    """The chance that all ten full cells of 1,000 fall together is 1/C(1000, 10) to ten digits."""
    counts = np.zeros(1000, dtype=int)
    counts[:10] = 1
    tail = tails(counts, np.array([10]), 10)[10]
    exact = 1.0
    for i in range(10):
        exact *= (10 - i) / (1000 - i)
    assert tail[10] == pytest.approx(exact, rel=1e-10)
