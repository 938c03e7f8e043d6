"""Patrol days and other days in the same places."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.crossover import WEEK, crossover_effect, deal_again, draw_days


def test_days_are_drawn_within_each_week() -> None:
    """Three of seven in every place and week, by seed."""
    days = draw_days(4, 5, 3, seed=1)
    assert (days.reshape(4, 5, 7).sum(axis=2) == 3).all()
    assert (draw_days(4, 5, 3, seed=1) == days).all()
    with pytest.raises(BadInput):
        draw_days(4, 5, 7, seed=1)


def test_a_halving_on_patrol_days_is_found_and_none_is_not() -> None:
    """Twenty places, thirteen weeks: half as many on patrol days is found; the same is not."""
    days = draw_days(20, 13, 3, seed=2)
    rng = np.random.default_rng(3)
    halved = crossover_effect(rng.poisson(np.where(days, 0.5, 1.0)), days, replications=199)
    assert halved.percent == pytest.approx(-50, abs=8)
    assert halved.p_value < 0.01
    same = crossover_effect(rng.poisson(0.8, days.shape), days, replications=199)
    assert same.p_value > 0.05


def test_days_that_do_not_fit_are_refused() -> None:
    """Not whole weeks, negative counts, no incident on patrol days."""
    days = draw_days(2, 2, 3, seed=1)
    with pytest.raises(BadInput, match="whole weeks"):
        crossover_effect(np.ones((2, 13)), days[:, :13])
    with pytest.raises(BadInput, match="negative"):
        crossover_effect(-np.ones((2, 14)), days)
    with pytest.raises(Refused):
        crossover_effect(np.where(days, 0, 1), days)


def test_the_interval_holds_what_its_test_keeps() -> None:
    """A fall of two fifths lies inside, nought lies outside exactly when p is at most alpha."""
    days = draw_days(12, 20, 3, seed=4)
    rng = np.random.default_rng(5)
    inside = rejected = 0
    for turn in range(120):
        counts = rng.poisson(np.where(days, 0.12, 0.2))
        again = deal_again(days, 199, seed=turn)  # for both counts: dealing is what takes time
        effect = crossover_effect(counts, days, again=again)
        low, high = effect.interval
        assert low is not None
        assert high is not None
        inside += low <= np.log(0.6) <= high
        same = crossover_effect(rng.poisson(0.2, days.shape), days, again=again)
        for each in (effect, same):
            ends = each.interval
            assert (ends[0] < 1e-9 and ends[1] > -1e-9) == (each.p_value > 0.05)
        rejected += same.p_value <= 0.05
    assert 107 <= inside <= 120
    assert rejected <= 13
    assert effect.patrol_count == counts[days].sum()


def test_an_end_that_no_test_rejects_is_none() -> None:
    """Two incidents in all cannot bound a ratio on either side."""
    days = draw_days(2, 2, 3, seed=1)
    counts = np.zeros(days.shape)
    counts[0, np.flatnonzero(days[0])[0]] = counts[0, np.flatnonzero(~days[0])[0]] = 1
    effect = crossover_effect(counts, days, replications=99)
    assert None in effect.interval
    assert None in effect.percent_interval


def slow_sums(values: np.ndarray, on: np.ndarray, replications: int, seed: int) -> np.ndarray:
    """Deal the days of each area and week one deal after another."""
    rng, weekly = np.random.default_rng(seed), on.reshape(len(on), -1, WEEK)
    deals = [rng.permuted(weekly, axis=2).reshape(on.shape) for _ in range(replications)]
    return np.array([(values[on & d].sum(), values[~on & d].sum()) for d in deals])


def test_days_dealt_together_are_days_dealt_one_by_one() -> None:
    """The same seed gives the same deals, and so the same p, however they are computed."""
    days = draw_days(5, 6, 3, seed=2)
    counts = np.random.default_rng(3).poisson(0.3, days.shape)
    again = deal_again(days, 199, seed=4)
    sums = np.array([(counts[days & d.reshape(days.shape)].sum(),
                      counts[~days & d.reshape(days.shape)].sum()) for d in again])  # fmt: skip
    assert (sums == slow_sums(counts, days, 199, 4)).all()
    on = sums.sum(axis=1)
    logs = np.log((on + 0.5) / days.sum()) - np.log(
        (counts.sum() - on + 0.5) / (days.size - days.sum())
    )
    patrol_count = counts[days].sum()
    mine = np.log((patrol_count + 0.5) / days.sum()) - np.log(
        (counts.sum() - patrol_count + 0.5) / (~days).sum()
    )
    p = ((np.abs(logs) >= abs(mine) - 1e-12).sum() + 1) / 200
    assert crossover_effect(counts, days, replications=199, seed=4).p_value == pytest.approx(p)
    shared = crossover_effect(counts, days, again=again)
    assert shared.p_value == pytest.approx(p)
