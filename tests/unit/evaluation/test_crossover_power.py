"""What a crossover could find: the closed-form p against dealing, the reach, the days' traits."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.estimators.crossover import WEEK, crossover_effect, deal_again, draw_days
from beatwise.evaluation.power.crossover import crossover_power, deal_p
from beatwise.evaluation.power.crossover_reach import crossover_reach, weeks_in
from beatwise.evaluation.power.daily_history import day_traits, windows
from beatwise.evaluation.power.monthly_history import traits
from beatwise.evaluation.power.programme import History, Programme


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
    seen = counts[days].sum()
    mine = np.log((seen + 0.5) / days.sum()) - np.log((counts.sum() - seen + 0.5) / (~days).sum())
    p = ((np.abs(logs) >= abs(mine) - 1e-12).sum() + 1) / 200
    assert crossover_effect(counts, days, replications=199, seed=4).p_value == pytest.approx(p)
    shared = crossover_effect(counts, days, again=again)
    assert shared.p_value == pytest.approx(p)


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
    found = [crossover_effect(c, days, again=again) for c in counts]
    dealt = np.array([one.p_value for one in found])
    assert np.abs(p - dealt).max() < 0.07
    assert ((p <= 0.05) == (dealt <= 0.05)).mean() > 0.95
    assert (fell == [one.estimate < 0 for one in found]).all()


def slow_power(history: np.ndarray, days: np.ndarray, effect: float, turns: int) -> float:
    """Draw weeks, take each incident of a drawn day out or leave it, and deal the days again."""
    rng, found = np.random.default_rng(9), 0
    blocks = history.reshape(len(history), -1, WEEK)
    again = deal_again(days, 499, seed=1)
    for _ in range(turns):
        at = rng.integers(blocks.shape[1], size=days.shape[1] // WEEK)
        counts = blocks[:, at].reshape(days.shape)
        counts = np.where(days, rng.binomial(counts, 1 + effect / 100), counts)
        one = crossover_effect(counts, days, again=again)
        found += one.p_value <= 0.05 and one.estimate < 0
    return found / turns


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


def test_a_crossover_says_what_it_can_find_over_effect_months_and_areas() -> None:
    """The table holds every shape, power grows with each, and a change that would do is named."""
    history = np.random.default_rng(1).poisson(0.15, (4, 60 * WEEK))
    months = traits(history.reshape(4, -1, 28).sum(axis=2))
    programme = Programme(months.mean, np.ones(4, bool), np.zeros(4, np.int64), 14, 6)
    days = draw_days(4, weeks_in(6), 2, 1)
    found = crossover_reach(History(programme, months, history), days)
    power = {(c.treated, c.months, c.effect): c.power for c in found.table}
    assert set(power) == {
        (areas, months, effect)
        for areas in (4, 8, 12) for months in (6, 12, 24) for effect in (-10.0, -20.0, -30.0)
    }  # fmt: skip
    assert power[4, 6, -10.0] < power[4, 24, -30.0]
    assert power[4, 6, -20.0] < power[12, 6, -20.0]
    assert not found.can_answer
    assert found.tried[0].words == "3 patrol days a week instead of 2"
    assert found.cheapest is not None
    assert found.cheapest.power >= found.floor
    power_at = found.at_smallest
    assert power_at.highest_noise <= power_at.middle <= power_at.lowest_noise + 0.03
    assert weeks_in(12) == 52


def test_days_of_pure_chance_have_a_variance_ratio_of_one() -> None:
    """Two years of weeks are two windows; Poisson days show 1, days in bursts show more."""
    rng = np.random.default_rng(2)
    even = rng.poisson(0.3, (8, 104 * WEEK))
    seen = day_traits(even)
    assert seen.window == 52
    assert len(windows(even)) == 2
    assert seen.variance_ratio.value == pytest.approx(1, abs=0.06)
    assert seen.typical == pytest.approx(2.1, abs=0.3)
    bursts = day_traits(rng.poisson(rng.gamma(0.3, 1.0, even.shape)))
    assert bursts.variance_ratio.low > 1.3
