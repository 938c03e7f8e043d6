"""Accuracy out of time."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from beatwise.errors import BadInput, MissingData, UsageError
from beatwise.hotspots.accuracy import (
    accuracy_at,
    pai_interval,
    paired_difference,
    rolled_origins,
    score,
    share_captured,
)
from beatwise.hotspots.accuracy.attainable import most_in_area, most_in_whole_units


SQUARE = np.full(4, 40_000.0)


def test_the_last_cell_is_taken_in_part():
    """A tenth of four equal cells is 0.4 of the first; 30 % is the first and 0.2 of the next."""
    observed = np.array([10, 5, 0, 5])
    order = np.array([0, 1, 2, 3])
    got = share_captured(order, observed, SQUARE, np.array([0.1, 0.3, 1.0]))
    assert got == pytest.approx([0.2, 0.55, 1.0])
    at = accuracy_at(order, observed, SQUARE, fraction=0.3)
    assert (at.units, at.captured, at.share) == pytest.approx((1.2, 11.0, 0.55))
    assert at.pai == pytest.approx(0.55 / 0.3)
    assert at.rri is None


def test_unequal_areas_count_by_area_not_by_number():
    """A unit three times as large uses up three times the area."""
    observed, area = np.array([6, 6]), np.array([3.0, 1.0])
    at = accuracy_at(np.array([0, 1]), observed, area, fraction=0.25)
    assert at.captured == pytest.approx(2.0)
    assert at.pei == pytest.approx(2 / 6)


def test_pei_star_compares_whole_units_only():
    """With 1.5 cells of area, PEI* sets the one whole cell taken beside the best whole cell."""
    observed = np.array([4, 8, 2, 0])
    at = accuracy_at(np.array([0, 1, 2, 3]), observed, SQUARE, fraction=0.375)
    assert at.captured == pytest.approx(8.0)
    assert at.pei == pytest.approx(8 / 10)
    assert at.pei_star == pytest.approx(4 / 8)


def test_pei_star_is_undefined_when_no_whole_unit_fits():
    """Half a cell holds no whole unit, so PEI* is not a number rather than 0 or 1."""
    at = accuracy_at(np.array([0]), np.array([3, 1, 1, 1]), SQUARE, fraction=0.1)
    assert np.isnan(at.pei_star)
    assert at.pei == pytest.approx(1.0)


def test_best_whole_units_is_the_best_of_all_subsets():
    """The knapsack equals trying every set of units, on small random maps of unequal units."""
    rng = np.random.default_rng(0)
    for _ in range(30):
        observed, area = rng.poisson(2, 7).astype(float), rng.uniform(1, 9, 7)
        limit = rng.uniform(0.5, area.sum())
        best = max(
            observed[list(pick)].sum()
            for k in range(8)
            for pick in combinations(range(7), k)
            if area[list(pick)].sum() <= limit
        )
        assert most_in_whole_units(observed, area, limit) == pytest.approx(best)
        assert most_in_area(observed, area, limit) >= best - 1e-12


def test_best_whole_units_of_weights_is_never_understated():
    """For weights that are not whole the bound with cut units stands in."""
    observed, area = np.array([1.5, 2.5]), np.array([1.0, 2.0])
    assert most_in_whole_units(observed, area, 2.0) == most_in_area(observed, area, 2.0)


def test_a_short_list_is_scored_as_it_stands():
    """Units not listed are not taken, however much area is left."""
    at = accuracy_at(np.array([1]), np.array([4, 8, 2, 0]), SQUARE, units=3)
    assert at.area_share == pytest.approx(0.25)
    assert at.captured == 8


def test_no_events_means_no_figure():
    """Without events the share is not a number; it is not 0."""
    at = accuracy_at(np.array([0]), np.zeros(4), SQUARE, units=1)
    assert np.isnan(at.share)
    assert np.isnan(at.pai)
    assert np.isnan(share_captured(np.array([0]), np.zeros(4), SQUARE, np.array([0.5]))).all()


def test_score_prints_each_month_and_pools_counts():
    """Monthly shares stand beside the pooled one, which weighs months by their events."""
    counts = np.array([[2, 0, 6], [2, 0, 0], [0, 0, 2], [0, 0, 0]])
    found = score(np.arange(4), counts, SQUARE, months=[24300, 24301, 24303], fractions=[0.25, 0.5])
    assert found.months == (24300, 24301, 24303)
    assert found.monthly[0] == pytest.approx([0.5, 1.0])
    assert np.isnan(found.monthly[1]).all()
    assert found.pooled[0].share == pytest.approx(8 / 12)
    assert found.mean_share == pytest.approx((8 / 12 + 10 / 12) / 2)


def test_interval_holds_the_value_and_widens_with_uneven_months():
    """With few months the interval is Wilson's, wider when months disagree."""
    even = np.array([[10, 10, 10], [10, 10, 10]])
    uneven = np.array([[20, 0, 10], [0, 20, 10]])
    area = np.ones(2)
    calm = pai_interval(score(np.arange(2), even, area, fractions=[0.5]))
    wild = pai_interval(score(np.arange(2), uneven, area, fractions=[0.5]))
    assert calm.value == wild.value == pytest.approx(1.0)
    assert wild.low < calm.low < 1 < calm.high < wild.high
    n, z = 60, 1.959963985
    middle, half = 0.5, z / (1 + z**2 / n) * np.sqrt(0.25 / n + z**2 / 4 / n**2)
    assert calm.low == pytest.approx((middle - half) * 2)


def test_interval_resamples_months_from_twelve_on():
    """With a year of months they are resampled, seeded."""
    counts = np.random.default_rng(0).poisson(5, (4, 12))
    found = score(np.arange(4), counts, SQUARE, fractions=[0.25])
    one, two = pai_interval(found, seed=1), pai_interval(found, seed=1)
    assert (one.low, one.high) == (two.low, two.high)
    assert one.low < one.value < one.high
    assert one.n == 12
    nothing = score(np.arange(4), np.zeros((4, 2)), SQUARE, fractions=[0.25])
    assert pai_interval(nothing).low is None


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
    found = paired_difference(gap, np.zeros(4))
    half = 3.182446305 * gap.std(ddof=1) / 2
    assert found.difference.low == pytest.approx(gap.mean() - half)
    assert found.difference.high == pytest.approx(gap.mean() + half)


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


def test_origins_roll_and_skip_missing_months():
    """A month without data is neither trained on as zero nor scored."""
    months = [0, 1, 2, 3, 4, 6, 7]
    found = rolled_origins(months, 3)
    assert [(o.train, o.score) for o in found] == [((0, 1, 2), (3,)), ((1, 2, 3), (4,))]
    loose = rolled_origins(months, 3, least=2)
    assert ((3, 4), (6,)) in [(o.train, o.score) for o in loose]
    late = rolled_origins(range(6), 2, gap=2)
    assert late[-1].train == (1, 2)
    assert late[-1].score == (5,)
    quarters = rolled_origins(range(12), 3, score_months=3)
    assert [o.score for o in quarters] == [(3, 4, 5), (6, 7, 8), (9, 10, 11)]
    with pytest.raises(MissingData):
        rolled_origins([0, 2, 4], 2)
    with pytest.raises(UsageError):
        rolled_origins([0, 1], 0)


def test_bad_orders_and_areas_are_refused():
    """A unit named twice, an unknown unit, no area, missing counts."""
    good = np.array([1.0, 2.0])
    for order, observed, area in (
        ([0, 0], good, good),
        ([2], good, good),
        ([0], good, np.array([0.0, 1.0])),
        ([0], np.array([np.nan, 1.0]), good),
        ([0], good, np.ones(3)),
    ):
        with pytest.raises(BadInput):
            accuracy_at(np.array(order), observed, area, units=1)
    with pytest.raises(UsageError):
        accuracy_at(np.array([0]), good, good)
    with pytest.raises(UsageError):
        accuracy_at(np.array([0]), good, good, fraction=1.5)
    with pytest.raises(BadInput):
        score(np.array([0]), np.zeros((3, 2)), good)
