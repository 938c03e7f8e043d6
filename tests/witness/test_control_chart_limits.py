"""Control chart limits against a published example and a slow plain second implementation."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest

from beatwise.accountability.rating.control_charts import Signal, xmr


WHEELER = [
    5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200
]  # fmt: skip


def test_wheelers_individual_values():
    """The sixteen values of Wheeler's textbook: average 4135.5, mR̄ 355.9, limits 3189 and 5082."""
    (stretch,) = xmr(WHEELER).stretches
    assert stretch.mean == 4135.5
    assert stretch.mean_range == pytest.approx(355.93, abs=0.005)
    assert stretch.lower == pytest.approx(3189, abs=0.5)
    assert stretch.upper == pytest.approx(5082, abs=0.5)
    assert stretch.range_limit == pytest.approx(1163, abs=0.5)


def plain(numbers: list[float]) -> list[set[Signal]]:
    """The four rules, point by point, as one would with a pencil, limits from the first twenty."""
    values = [Fraction(str(number)) for number in numbers]
    n, first = len(values), values[:20]
    mean = sum(first) / len(first)
    spread = sum(abs(first[i] - first[i - 1]) for i in range(1, len(first))) / (len(first) - 1)
    found: list[set[Signal]] = [set() for _ in values]
    reach = Fraction("2.66") * spread
    far = [abs(v - mean) > reach for v in values]
    near = [abs(v - mean) > reach * 2 / 3 and not f for v, f in zip(values, far, strict=True)]
    for i in range(n):
        if far[i]:
            found[i].add(Signal.OUTSIDE)
        for start in range(max(0, i - 6), i + 1):
            seven = values[start : start + 7]
            if len(seven) < 7:
                continue
            if all(v > mean for v in seven) or all(v < mean for v in seven):
                found[i].add(Signal.SHIFT)
            rises = [b - a for a, b in itertools.pairwise(seven)]
            if all(r > 0 for r in rises) or all(r < 0 for r in rises):
                found[i].add(Signal.TREND)
        for start in range(max(0, i - 2), i + 1):
            three = values[start : start + 3]
            one_side = all(v > mean for v in three) or all(v < mean for v in three)
            if len(three) == 3 and one_side and sum(near[start : start + 3]) >= 2 and near[i]:
                found[i].add(Signal.NEAR_LIMIT)
    return found


def test_all_signals_as_a_plain_reading_finds_them():
    """On 300 drifting series, every signal at every point is the one a plain reading finds."""
    rng = np.random.default_rng(20261122)
    seen: set[Signal] = set()
    for _ in range(300):
        steps = rng.normal(0, 1, 30) + rng.normal(0, 0.5, 30).cumsum()
        values = [float(v) for v in np.round(steps, 1)]
        mine = [set(found) for found in xmr(values).signals]
        assert mine == plain(values)
        seen |= set().union(*mine)
    assert seen == set(Signal)
