"""Peak times, their doubt, and pooling."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from beatwise.errors import UsageError
from beatwise.hotspots.peaks.peak_times import (
    Settings,
    peak_times,
    peak_times_by_hotspot,
    refuse_month_only,
)


FAST = Settings(replicates=99, permutations=99, seed=7)


def evenings(n, seed=0, spread_h=1.5):
    """Instants around 21:00 UTC in January (British winter time), any day."""
    rng = np.random.default_rng(seed)
    seconds = rng.integers(0, 28, n) * 86_400 + rng.normal(21, spread_h, n) * 3600
    return np.datetime64("2024-01-01T00:00:00") + seconds.astype("m8[s]")


def test_an_evening_peak_is_found_with_its_interval():
    """Incidents around 21:00 peak around 21:00, surely so, and on incidents not used to choose."""
    got = peak_times(evenings(200), evenings(200), FAST)
    assert got.daily is not None
    assert got.middle is not None
    assert got.daily.first_hour in (19, 20)
    assert got.daily.share.low <= got.daily.share.value <= got.daily.share.high
    assert got.daily.share_elsewhere > 0.4
    assert got.middle.low < 21 < got.middle.high
    assert got.p_hours == 0.01
    assert got.p_days > 0.05
    assert got.n == got.placed == got.instants == 200
    assert got.day.sum() == pytest.approx(200)


def test_the_middle_is_told_round_midnight():
    """A peak at midnight has an interval from before it to after it."""
    moments = evenings(150) + np.timedelta64(3, "h")
    got = peak_times(moments, moments, FAST)
    assert got.middle.low > 23 or got.middle.low < 1
    assert (got.middle.high - got.middle.low) % 24 < 2


def test_below_the_minimum_counts_are_given_but_no_window():
    """Twenty-nine incidents are counted; no peak is named from them."""
    got = peak_times(evenings(29), evenings(29), FAST)
    assert not got.enough
    assert got.placed == 29
    assert got.daily is got.middle is got.p_hours is None
    assert got.blocks == ()


def test_long_spans_do_not_count_towards_the_minimum():
    """Thirty incidents of which one spans two days are twenty-nine to go by."""
    start = evenings(30)
    end = start.copy()
    end[0] += np.timedelta64(2, "D")
    got = peak_times(start, end, FAST)
    assert (got.n, got.placed, got.too_long, got.enough) == (30, 29, 1, False)


def test_a_hot_spot_with_too_few_gets_all_together_and_says_so():
    """Forty incidents speak for themselves; ten borrow from all fifty inside hot spots."""
    moments = evenings(60)
    which = np.array([0] * 40 + [1] * 10 + [-1] * 10)
    busy, quiet = peak_times_by_hotspot(moments, moments, which, ["A", "B"], FAST)
    assert (busy.id, busy.n, busy.pooled, busy.peak.n) == ("A", 40, False, 40)
    assert (quiet.id, quiet.n, quiet.pooled, quiet.peak.n) == ("B", 10, True, 50)


def test_the_same_seed_gives_the_same_answer():
    """Everything drawn at random follows the seed."""
    moments = evenings(80)
    one, other = (peak_times(moments, moments, FAST) for _ in range(2))
    assert one.daily == other.daily
    assert one.blocks == other.blocks
    assert peak_times(moments, moments, replace(FAST, seed=8)).daily.share != one.daily.share


def test_no_incidents_have_no_peak():
    """Nothing given: zero counts, an empty week, nothing named."""
    none = np.array([], "datetime64[s]")
    got = peak_times(none, none, FAST)
    assert (got.n, got.placed, got.daily) == (0, 0, None)
    assert np.isnan(got.concentration)
    assert np.isnan(got.share_too_long)


def test_a_flat_day_has_no_interval_for_its_middle():
    """When the middle could be anywhere, no interval pretends otherwise."""
    moments = np.datetime64("2024-01-01T00:30:00") + (np.arange(48) * 3600).astype("m8[s]")
    got = peak_times(moments, moments, FAST)
    assert got.p_hours > 0.05
    assert got.middle.low is None


@pytest.mark.parametrize(
    "settings", [{"share": 0}, {"block_hours": 25}, {"minimum": 1}, {"replicates": 0}]
)
def test_settings_that_make_no_sense_are_usage_errors(settings):
    """Shares lie within 0 to 1, blocks within a day."""
    with pytest.raises(UsageError):
        Settings(**settings)


def test_the_refusal_says_what_to_ask_the_force_for():
    """Month-only data: the reason, the place, and the letter to write."""
    error = refuse_month_only("Ashby-de-la-Zouch")
    assert error.exit_code == 12
    assert error.place == "Ashby-de-la-Zouch"
    assert "beatwise request" in error.next_step
