"""Close pairs counted in blocks, against looking at every pair."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.near_repeats.close_pairs import Metric, count_close, ground, shuffle_into


LIMITS_M = np.array([0.0, 50.0, 200.0])
DAY_LIMITS = np.array([1, 4], np.int16)


def slowly(x: np.ndarray, y: np.ndarray, days: np.ndarray, metric: Metric) -> list[list[int]]:
    """Count every pair one by one: two distance bands, two limits of days."""
    counts = [[0, 0], [0, 0]]
    for i in range(len(x)):
        for j in range(i):
            dx, dy = abs(x[i] - x[j]), abs(y[i] - y[j])
            apart = dx + dy if metric == "manhattan" else np.hypot(dx, dy)
            band = 0 if apart < 50 else 1 if apart < 200 else None
            if band is not None:
                for k, limit in enumerate((1, 4)):
                    counts[band][k] += abs(int(days[i]) - int(days[j])) < limit
    return counts


@pytest.mark.parametrize("metric", ["euclidean", "manhattan"])
@pytest.mark.parametrize("extent", [150.0, 3_000.0])
def test_blocks_miss_no_pair(metric: Metric, extent: float) -> None:
    """One block or many, each dating has the counts of a plain loop."""
    rng = np.random.default_rng(1)
    x, y = np.round(rng.uniform(0, extent, (2, 60)))
    days = rng.integers(0, 9, (60, 3)).astype(np.int16)
    where = ground(x, y, LIMITS_M, metric, 1.0)
    counts = count_close(where, np.ascontiguousarray(days[where.order]), DAY_LIMITS)
    for dating in range(3):
        assert counts[:, :, dating].tolist() == slowly(x, y, days[:, dating], metric)


def test_a_pair_exactly_on_a_limit_is_beyond_it() -> None:
    """50 m apart is in the upper band, 200 m in none; 30 and 40 m across are 50 m."""
    x, y = np.array([0.0, 30.0, 1_000.0, 1_200.0]), np.array([0.0, 40.0, 0.0, 0.0])
    where = ground(x, y, LIMITS_M, "euclidean", 0.1)
    counts = count_close(where, np.zeros((4, 1), np.int16), DAY_LIMITS)
    assert counts[:, :, 0].tolist() == [[0, 0], [1, 1]]


def test_events_without_company_make_no_pair() -> None:
    """One event, or none, is no pair."""
    for n in (0, 1):
        where = ground(np.zeros(n), np.zeros(n), LIMITS_M, "euclidean", 1.0)
        assert not count_close(where, np.zeros((n, 2), np.int16), DAY_LIMITS).any()


def test_a_shuffle_keeps_every_day_and_follows_its_draws() -> None:
    """The days are the same in another order; draws of just under one change nothing."""
    days = np.array([5, 5, 7, 9], np.int16)
    shuffled = np.zeros(4, np.int16)
    shuffle_into(days, np.random.default_rng(0).random(4), shuffled)
    assert sorted(shuffled.tolist()) == [5, 5, 7, 9]
    assert days.tolist() == [5, 5, 7, 9]
    shuffle_into(days, np.full(4, 0.999), shuffled)
    assert shuffled.tolist() == days.tolist()
    shuffle_into(days, np.zeros(4), shuffled)
    assert shuffled.tolist() == [5, 7, 9, 5]


def test_every_order_is_about_equally_likely() -> None:
    """Six orders of three days, 3,000 shuffles: each about 500 times."""
    rng = np.random.default_rng(2)
    days, shuffled = np.array([0, 1, 2], np.int16), np.zeros(3, np.int16)
    orders: dict[tuple[int, ...], int] = {}
    for _ in range(3_000):
        shuffle_into(days, rng.random(3), shuffled)
        order = tuple(shuffled.tolist())
        orders[order] = orders.get(order, 0) + 1
    assert len(orders) == 6
    assert all(420 < times < 580 for times in orders.values())
