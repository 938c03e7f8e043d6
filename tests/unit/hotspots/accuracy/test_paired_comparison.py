"""Two rankings compared case by case."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput
from beatwise.hotspots.accuracy import (
    paired_difference,
)


def test_verdict_words_follow_the_interval():
    """Beats only when the interval lies above zero; a wide one is "no worse"."""
    base = np.array([0.30, 0.35, 0.28, 0.33, 0.31, 0.29])
    better = paired_difference(base + np.array([0.05, 0.04, 0.06, 0.05, 0.05, 0.04]), base)
    assert better.verdict == "beats"
    assert (better.wins, better.losses, better.ties) == (6, 0, 0)
    assert paired_difference(base, base + 0.05 + np.arange(6) / 1000).verdict == "worse"
    mixed = paired_difference(base + np.array([0.05, -0.04, 0.0, 0.02, -0.01, 0.03]), base)
    assert mixed.verdict == "no worse"
    assert mixed.ties == 1
    assert paired_difference(base[:1] + 0.1, base[:1]).verdict == "not compared"


def test_paired_interval_is_students():
    """With each case alone the interval is the paired t interval."""
    gap = np.array([0.1, 0.3, -0.1, 0.2])
    comparison = paired_difference(gap, np.zeros(4))
    half = 3.182446305 * gap.std(ddof=1) / 2
    assert comparison.difference.low == pytest.approx(gap.mean() - half)
    assert comparison.difference.high == pytest.approx(gap.mean() + half)


def test_cases_of_one_town_do_not_count_as_many():
    """Doubling every case within its group changes nothing; months without events are dropped."""
    gap = np.array([0.1, 0.3, -0.1, 0.2])
    once = paired_difference(gap, np.zeros(4))
    twice = paired_difference(
        np.repeat(gap, 2), np.zeros(8), groups=np.repeat(["a", "b", "c", "d"], 2)
    )
    assert twice.difference.low == pytest.approx(once.difference.low)
    assert twice.clusters == 4
    dropped = paired_difference(np.append(gap, np.nan), np.zeros(5))
    assert (dropped.dropped, dropped.difference.n) == (1, 4)
    with pytest.raises(BadInput):
        paired_difference(gap, np.zeros(3))
