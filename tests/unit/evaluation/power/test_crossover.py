"""What a crossover could find: the closed-form p against dealing, quick power against slow."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.estimators.crossover import WEEK, crossover_effect, deal_again, draw_days
from beatwise.evaluation.power.crossover import crossover_power, deal_p


@pytest.mark.parametrize(("areas", "weeks", "each", "mean"), [(12, 26, 3, 0.16), (4, 30, 2, 0.3)])
def test_the_closed_form_p_is_that_of_dealing(
    areas: int, weeks: int, each: int, mean: float
) -> None:
    """The normal form of the deals decides as 999 deals do, on all but a few of 80 programmes."""
    days = draw_days(areas, weeks, each, seed=5)
    rng = np.random.default_rng(6)
    counts = rng.poisson(mean * np.where(days, 0.8, 1.0), (80, *days.shape))
    weekly = counts.reshape(80, -1, WEEK)
    about = np.square(weekly - weekly.mean(axis=2, keepdims=True)).sum(axis=(1, 2))
    patrol = (counts * days).sum(axis=(1, 2)).astype(float)
    p, fell = deal_p(patrol, counts.sum(axis=(1, 2)).astype(float), about, each)
    again = deal_again(days, 999, seed=1)
    effects = [crossover_effect(c, days, again=again) for c in counts]
    dealt = np.array([one.p_value for one in effects])
    assert np.abs(p - dealt).max() < 0.07
    assert ((p <= 0.05) == (dealt <= 0.05)).mean() > 0.95
    assert (fell == [one.estimate < 0 for one in effects]).all()


def test_power_rises_with_the_fall_and_is_the_level_without_one() -> None:
    """Twelve busy areas find a halving nearly always, and nothing about one time in forty."""
    history = np.random.default_rng(1).poisson(0.4, (12, 140))
    days = draw_days(12, 13, 3, seed=2)
    assert crossover_power(history, days, -50) > 0.95
    assert crossover_power(history, days, 0) < 0.07
    assert crossover_power(history, days, -10) < crossover_power(history, days, -30)


def slow_power(history: np.ndarray, days: np.ndarray, effect: float, turns: int) -> float:
    """Draw weeks, take each incident of a drawn day out or leave it, and deal the days again."""
    rng, detections = np.random.default_rng(9), 0
    blocks = history.reshape(len(history), -1, WEEK)
    again = deal_again(days, 499, seed=1)
    for _ in range(turns):
        at = rng.integers(blocks.shape[1], size=days.shape[1] // WEEK)
        counts = blocks[:, at].reshape(days.shape)
        counts = np.where(days, rng.binomial(counts, 1 + effect / 100), counts)
        one = crossover_effect(counts, days, again=again)
        detections += one.p_value <= 0.05 and one.estimate < 0
    return detections / turns


def test_the_quick_power_is_that_of_whole_simulated_programmes() -> None:
    """Against 300 programmes simulated incident by incident and dealt again."""
    history = np.random.default_rng(1).poisson(0.2, (6, 40 * WEEK))
    days = draw_days(6, 26, 3, seed=2)
    assert crossover_power(history, days, -30) == pytest.approx(
        slow_power(history, days, -30, 300), abs=0.08
    )


def test_more_areas_are_copies_with_weeks_of_their_own() -> None:
    """Twice the areas find a fall about as often as twice the weeks do."""
    history = np.random.default_rng(1).poisson(0.2, (6, 52 * WEEK))
    once = crossover_power(history, draw_days(6, 13, 3, 1), -30)
    wider = crossover_power(history, draw_days(12, 13, 3, 1), -30)
    longer = crossover_power(history, draw_days(6, 26, 3, 1), -30)
    assert once < wider
    assert wider == pytest.approx(longer, abs=0.06)
