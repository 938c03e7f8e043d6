"""The day after a patrol day: incidents that only wait come back."""

from __future__ import annotations

import numpy as np
from tests.unit.evaluation.result.crossover.worlds import DAYS, incidents

from beatwise.evaluation.estimators.crossover import WEEK, deal_again
from beatwise.evaluation.result.crossover.next_day import next_day


def test_incidents_that_wait_a_day_are_seen_on_the_day_after() -> None:
    """A fall on patrol days that comes back the next day is found there; no shift seldom is."""
    weeks = np.arange(20)
    again = deal_again(DAYS, 199, seed=6)
    before = np.column_stack([np.zeros(8, bool), DAYS[:, :-1]])
    moved = incidents(7, np.where(DAYS, 0.5, np.where(before, 1.8, 1.0)))
    after = next_day(moved, DAYS, weeks, float(np.log(0.5)), again)
    assert after is not None
    assert after.percent > 30
    assert after.p_value < 0.05
    days = after.after_patrol.days + after.after_other.days
    assert days == (~DAYS[:, 1:]).sum()
    calm = [
        next_day(incidents(s, np.where(DAYS, 0.6, 1.0)), DAYS, weeks, float(np.log(0.6)), again)
        for s in range(40)
    ]
    assert sum(one is not None and one.p_value <= 0.05 for one in calm) <= 6


def test_a_day_does_not_follow_across_a_missing_week() -> None:
    """With one week gone between them, a week's first day has no day before."""
    again = deal_again(DAYS[:, : 2 * WEEK], 19, seed=1)
    counts = incidents(1, np.ones(DAYS.shape))[:, : 2 * WEEK]
    whole = next_day(counts, DAYS[:, : 2 * WEEK], np.array([0, 1]), 0.0, again)
    gap = next_day(counts, DAYS[:, : 2 * WEEK], np.array([0, 2]), 0.0, again)
    assert whole is not None
    assert gap is not None
    lost = (~DAYS[:, WEEK]).sum()
    assert (
        whole.after_patrol.days + whole.after_other.days
        == gap.after_patrol.days + gap.after_other.days + lost
    )
