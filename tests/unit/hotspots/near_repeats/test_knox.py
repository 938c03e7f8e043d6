"""Bands, labels and seeds of a near-repeat test."""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.near_repeats import knox as module
from beatwise.hotspots.near_repeats.knox import day_labels, distance_labels, near_repeat


X, Y, DAYS = [0, 100, 5000], [0, 0, 0], [1, 4, 9]


def test_a_pair_exactly_on_both_limits_falls_in_the_upper_bands():
    """100 m and 3 days apart is not under 100 m and not under 3 days."""
    got = near_repeat(X, Y, DAYS, distance_limits=[0.5, 100, 200], permutations=1)
    assert got.observed.tolist() == [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 2]]


def test_labels_say_which_differences_they_hold():
    """A column named 1 day holds differences of one day and nothing else."""
    assert day_labels([1, 2, 3]) == ("0 days", "1 day", "2 days", ">=3 days")
    assert day_labels([7]) == ("0 to 6 days", ">=7 days")
    assert distance_labels([0.5, 100]) == (
        "same place (under 0.5 m)", "0.5 m to under 100 m", "100 m or more",
    )  # fmt: skip
    assert distance_labels([100]) == ("under 100 m", "100 m or more")


def test_dates_and_day_numbers_give_the_same_table():
    """Hours are dropped: 23:00 and 01:00 the next day are one day apart."""
    dates = np.array(["2024-01-01T23:00", "2024-01-02T01:00", "2024-01-09"], "datetime64[s]")
    one = near_repeat(X, Y, dates, permutations=9)
    other = near_repeat(X, Y, [0, 1, 8], permutations=9)
    assert one.observed.tolist() == other.observed.tolist()
    assert one.observed.sum(axis=0).tolist() == [0, 1, 0, 2]


def test_the_same_seed_gives_the_same_answer_whatever_the_batch(monkeypatch):
    """How many datings are counted at once changes nothing."""
    rng = np.random.default_rng(0)
    world = (*rng.uniform(0, 800, (2, 80)), rng.integers(0, 30, 80))
    one = near_repeat(*world, permutations=50, seed=3)
    monkeypatch.setattr(module, "_DATINGS_A_BATCH", 7)
    other = near_repeat(*world, permutations=50, seed=3)
    assert np.array_equal(one.p_value, other.p_value)
    assert np.allclose(one.shuffled_sd, other.shuffled_sd)


def test_counters_do_not_overflow_when_many_pairs_are_close():
    """400 events at one place on one day are 79,800 pairs, more than 16 bits hold."""
    got = near_repeat(np.zeros(400), np.zeros(400), np.zeros(400, int), permutations=1)
    assert got.observed[0, 0] == 79_800
    assert got.p_value[0, 0] == 1.0


def test_nothing_expected_gives_no_ratio():
    """A band no pair falls in has no ratio of observed to expected."""
    got = near_repeat(X, Y, DAYS, permutations=1)
    assert np.isnan(got.ratio[0]).all()
