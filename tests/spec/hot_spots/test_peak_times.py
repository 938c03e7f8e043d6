"""Peak times: when, as far as the data can say."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.peaks.aoristic import aoristic_week, random_moments
from beatwise.hotspots.peaks.peak_times import Settings, peak_times, peak_times_by_hotspot
from beatwise.hotspots.peaks.window_search import turn


def times(*texts):
    return np.array(texts, "datetime64[s]")


def test_a_span_is_shared_by_the_minute():
    """A theft between 01:50 and 02:10 is half in each hour."""
    got = aoristic_week(times("2024-01-01T01:50"), times("2024-01-01T02:10"))
    assert got.day[1:3].tolist() == [0.5, 0.5]


def test_clocks_that_change_are_followed():
    """On the night the clocks go back, 00:00 to 03:00 has two hours' worth in hour 01."""
    got = aoristic_week(times("2024-10-26T23:00"), times("2024-10-27T03:00"))
    assert got.day[:3].tolist() == [0.25, 0.5, 0.25]


def test_a_span_over_a_day_is_counted_apart_not_spread():
    """A bicycle stolen some time in a fortnight says nothing about the hour, and is reported."""
    got = aoristic_week(times("2024-01-01"), times("2024-01-15"))
    assert (got.placed, got.too_long) == (0, 1)
    assert got.profile.sum() == 0


def test_random_allocation_agrees_with_the_weights_on_average():
    """Moments drawn within spans fall in each hour as often as its aoristic weight says."""
    start, end = times("2024-01-01T22:20"), times("2024-01-02T01:50")
    drawn = random_moments(np.repeat(start, 20_000), np.repeat(end, 20_000), seed=1)
    share = aoristic_week(drawn, drawn).profile / 20_000
    assert share == pytest.approx(aoristic_week(start, end).profile, abs=0.012)


def test_a_hot_spot_with_few_incidents_borrows_and_says_so():
    """Below the minimum a hot spot shows the peak of all hot spots together, marked as pooled."""
    moments = np.repeat(times("2024-01-05T21:30"), 45)
    which = np.array([0] * 40 + [1] * 5)
    settings = Settings(replicates=19, permutations=19)
    own, borrowed = peak_times_by_hotspot(moments, moments, which, ["1", "2"], settings)
    assert not own.pooled
    assert borrowed.pooled
    assert (borrowed.n, borrowed.peak.n) == (5, 45)


@pytest.mark.soak
def test_the_interval_of_the_middle_covers_it(soak):
    """The interval round the clock holds the true middle hour about 95 times in 100."""
    worlds = max(60, int(1000 * soak))
    rng, covered, truth = np.random.default_rng(8), 0, 23.5
    settings = Settings(replicates=199, permutations=1, blocks=0)
    for _ in range(worlds):
        hours = rng.integers(0, 28, 60) * 24 + rng.normal(truth, 3, 60)
        moments = times("2024-01-01") + (hours * 3600).astype("m8[s]")
        middle = peak_times(moments, moments, settings).middle
        low, high = (
            float(turn(np.array(end - middle.value), 24)) for end in (middle.low, middle.high)
        )
        covered += low <= float(turn(np.array(truth - middle.value), 24)) <= high
    assert covered / worlds >= 0.93 - 2 * np.sqrt(0.93 * 0.07 / worlds)


@pytest.mark.soak
def test_a_flat_clock_is_called_a_rhythm_one_time_in_twenty(soak):
    """Incidents at any hour alike give p ≤ .05 at most one time in twenty, spans or not."""
    worlds = max(60, int(1000 * soak))
    rng, called = np.random.default_rng(9), 0
    settings = Settings(replicates=1, permutations=99, blocks=0)
    for _ in range(worlds):
        start = times("2024-01-01") + rng.integers(0, 28 * 86_400, 40).astype("m8[s]")
        end = start + rng.integers(0, 6 * 3600, 40).astype("m8[s]")
        called += peak_times(start, end, settings).p_hours <= 0.05
    assert called / worlds <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / worlds)


def test_a_window_is_judged_on_incidents_that_did_not_choose_it():
    """On noise the busiest block looks fuller than it is; the other half's share shows it."""
    rng = np.random.default_rng(10)
    moments = times("2024-01-01") + rng.integers(0, 28 * 86_400, 60).astype("m8[s]")
    block = peak_times(moments, moments, Settings(replicates=19, permutations=19)).blocks[0]
    assert block.share.value > 0.08
    assert block.share_elsewhere < block.share.value
