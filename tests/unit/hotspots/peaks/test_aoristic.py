"""Clock changes, instants, long spans and random allocation."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, UsageError
from beatwise.hotspots.peaks.aoristic import (
    aoristic_rows,
    aoristic_week,
    random_moments,
    week_hours,
)


def times(*texts):
    return np.array(texts, "datetime64[s]")


def week_of(start, end, **settings):
    got = aoristic_week(times(start), times(end), **settings).profile
    return {int(hour): float(got[hour]) for hour in np.flatnonzero(got)}


SUNDAY = 6 * 24


def test_the_hour_spring_leaves_out_gets_nothing():
    """Midnight to 04:00 on the night the clocks go forward is three hours: 00, 02 and 03."""
    got = week_of("2024-03-31T00:00", "2024-03-31T03:00")
    assert got == pytest.approx({SUNDAY: 1 / 3, SUNDAY + 2: 1 / 3, SUNDAY + 3: 1 / 3})


def test_the_hour_autumn_repeats_gets_two_hours_worth():
    """Midnight to 03:00 on the night the clocks go back is four hours, two of them hour 01."""
    got = week_of("2024-10-26T23:00", "2024-10-27T03:00")
    assert got == pytest.approx({SUNDAY: 1 / 4, SUNDAY + 1: 2 / 4, SUNDAY + 2: 1 / 4})


def test_summer_times_are_an_hour_ahead_of_utc():
    """20:30 UTC on a Friday in July is 21:30 on British clocks."""
    assert week_of("2024-07-05T20:30", "2024-07-05T20:30") == {4 * 24 + 21: 1.0}


def test_a_span_over_the_end_of_the_week_comes_round():
    """Sunday 23:30 to Monday 00:30 is half in the last hour and half in the first."""
    assert week_of("2024-01-07T23:30", "2024-01-08T00:30") == pytest.approx({167: 0.5, 0: 0.5})


def test_an_instant_goes_whole_to_its_hour_even_at_its_last_second():
    """13:59:59 known to the second belongs to hour 13."""
    assert week_of("2024-01-01T13:59:59", "2024-01-01T13:59:59") == {13: 1.0}


def test_a_span_that_ends_on_the_hour_does_not_touch_the_next():
    """13:00 to 14:00 is all of hour 13."""
    assert week_of("2024-01-01T13:00", "2024-01-01T14:00") == {13: 1.0}


def test_spans_longer_than_the_limit_are_counted_apart():
    """Exactly 24 hours is placed; a second longer is reported, not spread flat."""
    got = aoristic_week(
        times("2024-01-01", "2024-01-01", "2024-01-01"),
        times("2024-01-02", "2024-01-02T00:00:01", "2024-01-01"),
    )
    assert (got.n, got.placed, got.too_long, got.instants) == (3, 2, 1, 1)
    assert got.share_too_long == pytest.approx(1 / 3)
    assert got.profile.sum() == pytest.approx(2)


def test_a_longer_limit_places_longer_spans():
    """With a limit of 168 hours a whole week is flat."""
    got = aoristic_week(times("2024-01-01"), times("2024-01-08"), limit_hours=168)
    assert got.profile == pytest.approx(np.full(168, 1 / 168))


def test_nothing_gives_nothing():
    """No incidents: an empty week, and no share."""
    got = aoristic_week(times(), times())
    assert got.profile.sum() == 0
    assert np.isnan(got.share_too_long)
    assert aoristic_rows(times(), times())[0].shape == (0, 168)


def test_random_moments_lie_in_their_spans_and_follow_the_seed():
    """A drawn moment is within its span; an instant stays; too long a span gives none."""
    start = np.repeat(times("2024-01-01T10:00"), 4000)
    end = start + np.timedelta64(7200, "s")
    start[0], end[1] = end[0], start[1] + np.timedelta64(2, "D")
    got = random_moments(start, end, seed=2)
    assert got[0] == start[0]
    assert np.isnat(got[1])
    assert np.all((got[2:] >= start[2:]) & (got[2:] < end[2:]))
    assert np.array_equal(got, random_moments(start, end, seed=2), equal_nan=True)
    assert np.mean(week_hours(got[2:]) == 10) == pytest.approx(0.5, abs=0.03)


def test_a_span_that_ends_before_it_starts_is_named():
    """Swapped times are never silently swapped back."""
    with pytest.raises(BadInput, match="incident 2"):
        aoristic_week(times("2024-01-01", "2024-01-02"), times("2024-01-01", "2024-01-01"))


def test_a_missing_time_is_named():
    """A missing end is not dropped without a word."""
    with pytest.raises(BadInput, match="incident 1"):
        aoristic_week(times("2024-01-01"), times("NaT"))
    with pytest.raises(BadInput):
        aoristic_week(times("2024-01-01"), times())


def test_the_limit_must_be_above_zero():
    """A limit of zero hours is a mistake."""
    with pytest.raises(UsageError):
        aoristic_week(times("2024-01-01"), times("2024-01-01"), limit_hours=0)
