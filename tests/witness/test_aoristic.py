"""Aoristic weights against published figures and a plain second-by-second share."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.clock import LONDON
from beatwise.hotspots.peaks.aoristic import aoristic_rows, aoristic_week, week_hours


def times(*texts):
    return np.array(texts, "datetime64[s]")


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("01:00", "02:30", {1: 2 / 3, 2: 1 / 3}),
        ("01:50", "02:10", {1: 0.5, 2: 0.5}),
        ("08:00", "16:00", dict.fromkeys(range(8, 16), 0.125)),
    ],
)
def test_published_weights_are_reproduced(start, end, hours):
    """01:00–02:30 is 2/3 and 1/3; 01:50–02:10 is halves; 08:00–16:00 is eighths (Ratcliffe)."""
    got = aoristic_week(times(f"2024-01-01T{start}"), times(f"2024-01-01T{end}")).day
    expected = np.zeros(24)
    expected[list(hours)] = list(hours.values())
    assert got == pytest.approx(expected, abs=1e-12)


def test_two_hundred_thousand_incidents_keep_their_total():
    """Every placed incident adds exactly one to the week."""
    rng = np.random.default_rng(5)
    start = times("2023-01-01") + rng.integers(0, 2 * 365 * 86_400, 200_000).astype("m8[s]")
    end = start + rng.integers(0, 30 * 3600, 200_000).astype("m8[s]")
    got = aoristic_week(start, end)
    assert got.profile.sum() == pytest.approx(got.placed, abs=1e-6)
    assert got.placed + got.too_long == got.n == 200_000


def plain(first: int, last: int) -> dict[int, float]:
    """Share one span by walking through it in steps that end on quarter hours."""
    share: dict[int, float] = defaultdict(float)
    if first == last:
        last = first + 1
    at = first
    while at < last:
        stop = min(last, at + 900 - at % 900)
        local = datetime.fromtimestamp(at, UTC).astimezone(LONDON)
        share[local.weekday() * 24 + local.hour] += (stop - at) / (last - first)
        at = stop
    return share


CHANGES = [datetime(2024, 3, 31, 1, tzinfo=UTC), datetime(2024, 10, 27, 1, tzinfo=UTC)]
moments = st.one_of(
    st.integers(1_600_000_000, 1_750_000_000),
    st.builds(
        lambda change, off: int(change.timestamp()) + off,
        st.sampled_from(CHANGES),
        st.integers(-40_000, 40_000),
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(moments, st.integers(0, 86_400)), min_size=1, max_size=8))
def test_a_plain_walk_through_each_span_agrees(spans):
    """Any spans, also across clock changes, have the weights of a plain walk on British clocks."""
    first = np.array([start for start, _ in spans])
    last = first + np.array([length for _, length in spans])
    rows, placed = aoristic_rows(first.astype("datetime64[s]"), last.astype("datetime64[s]"))
    assert placed.all()
    for row, begin, end in zip(rows.toarray(), first, last, strict=True):
        expected = np.zeros(168)
        for hour, weight in plain(int(begin), int(end)).items():
            expected[hour] = weight
        assert row == pytest.approx(expected, abs=1e-9)
        assert row.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("year", [1969, 1996, 2024])
def test_clock_hours_are_those_of_pandas_and_the_standard_library(year):
    """Hours of the week on British clocks agree with pandas and zoneinfo every hour of a year."""
    hours = pd.date_range(f"{year}-01-01", f"{year + 1}-01-01", freq="h", unit="s")
    local = hours.tz_localize("UTC").tz_convert("Europe/London")
    got = week_hours(hours.to_numpy())
    assert got.tolist() == (local.day_of_week * 24 + local.hour).tolist()
    plain = [stamp.replace(tzinfo=UTC).astimezone(LONDON) for stamp in hours.to_pydatetime()]
    assert got.tolist() == [one.weekday() * 24 + one.hour for one in plain]
