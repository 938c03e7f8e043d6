"""Delivery on drawn days, and the day after: what stands beside the comparison as drawn."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.estimators.crossover import WEEK, crossover_effect, deal_again, draw_days
from beatwise.evaluation.result.crossover.delivery_by_day import delivery
from beatwise.evaluation.result.crossover.next_day import next_day


DAYS = draw_days(8, 20, 3, seed=1)


def counted(seed: int, factor: np.ndarray) -> np.ndarray:
    return np.random.default_rng(seed).poisson(3.0 * factor)


def minutes(came: np.ndarray) -> dict[str, np.ndarray]:
    """Twelve minutes for each patrol; grade A in the first half of the areas."""
    mine = 12.0 * came
    first = np.arange(len(came))[:, None] < len(came) // 2
    return {"A": np.where(first, mine, 0), "C": np.where(first, 0, mine)}


def test_kept_days_leave_the_change_as_drawn() -> None:
    """Every drawn day and no other was patrolled: the two figures are one."""
    effect = crossover_effect(counted(1, np.where(DAYS, 0.6, 1.0)), DAYS, replications=199)
    found = delivery(minutes(DAYS), DAYS, effect)
    assert found.patrol_days.share == 1
    assert found.other.patrolled == 0
    assert found.percent == pytest.approx(effect.percent)
    assert found.interval == pytest.approx(effect.percent_interval)
    assert found.hours["A"] == pytest.approx(12 * DAYS[:4].sum() / 60)


def test_missed_and_stray_days_are_made_up_for() -> None:
    """70 % of drawn and 10 % of other days patrolled: by hand, (1 + .7 k) / (1 + .1 k)."""
    rng = np.random.default_rng(2)
    came = rng.random(DAYS.shape) < np.where(DAYS, 0.7, 0.1)
    effect = crossover_effect(counted(3, np.where(came, 0.5, 1.0)), DAYS, replications=199)
    found = delivery(minutes(came), DAYS, effect)
    assert found.percent is not None
    k = found.percent / 100
    d, o = found.patrol_days.share, found.other.share
    assert (1 + d * k) / (1 + o * k) == pytest.approx(1 + effect.percent / 100)
    assert found.percent == pytest.approx(-50, abs=15)
    assert found.percent < effect.percent
    low, high = found.interval
    assert low is not None
    assert high is not None
    assert low < found.percent < high


def test_days_patrolled_alike_say_nothing_of_a_patrol() -> None:
    """Half of all days patrolled, drawn or not: refused with both shares."""
    came = np.random.default_rng(4).random(DAYS.shape) < 0.5
    effect = crossover_effect(counted(5, np.ones(DAYS.shape)), DAYS, replications=99)
    found = delivery(minutes(came), DAYS, effect)
    assert found.percent is None
    assert "too much alike" in found.refused
    assert "No ratio" in delivery(minutes(came), DAYS, None).refused


def test_incidents_that_wait_a_day_are_seen_on_the_day_after() -> None:
    """A fall on patrol days that comes back the next day is found there; no shift seldom is."""
    weeks = np.arange(20)
    again = deal_again(DAYS, 199, seed=6)
    before = np.column_stack([np.zeros(8, bool), DAYS[:, :-1]])
    moved = counted(7, np.where(DAYS, 0.5, np.where(before, 1.8, 1.0)))
    found = next_day(moved, DAYS, weeks, float(np.log(0.5)), again)
    assert found is not None
    assert found.percent > 30
    assert found.p_value < 0.05
    days = found.after_patrol.days + found.after_other.days
    assert days == (~DAYS[:, 1:]).sum()
    calm = [
        next_day(counted(s, np.where(DAYS, 0.6, 1.0)), DAYS, weeks, float(np.log(0.6)), again)
        for s in range(40)
    ]
    assert sum(one is not None and one.p_value <= 0.05 for one in calm) <= 6


def test_a_day_does_not_follow_across_a_missing_week() -> None:
    """With one week gone between them, a week's first day has no day before."""
    again = deal_again(DAYS[:, : 2 * WEEK], 19, seed=1)
    counts = counted(1, np.ones(DAYS.shape))[:, : 2 * WEEK]
    whole = next_day(counts, DAYS[:, : 2 * WEEK], np.array([0, 1]), 0.0, again)
    gap = next_day(counts, DAYS[:, : 2 * WEEK], np.array([0, 2]), 0.0, again)
    assert whole is not None
    assert gap is not None
    lost = (~DAYS[:, WEEK]).sum()
    assert (
        whole.after_patrol.days + whole.after_other.days
        == gap.after_patrol.days + gap.after_other.days + lost
    )
