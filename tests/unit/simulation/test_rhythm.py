"""The county's clock is London's, on the nights when it changes too."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from beatwise.clock import LONDON, MonthRange
from beatwise.simulation.incident_kinds import SLUGS
from beatwise.simulation.rhythm import clock, draw_hours, seasons, wall_offset


def test_clock_change_nights() -> None:
    """The last Sunday of March has 23 hours and of October 25; every other day has 24."""
    hours = clock(MonthRange.parse("2025-01:2025-12"))
    lengths = np.bincount(hours.day)
    assert len(lengths) == 365
    short, long = 31 + 28 + 29, 365 - 31 - 30 - 6  # 30 March and 26 October, counted from 0
    assert (lengths[short], lengths[long]) == (23, 25)
    assert (np.delete(lengths, [short, long]) == 24).all()


def test_wall_time_agrees_with_the_time_zone_database() -> None:
    """The offset from UTC agrees with zoneinfo at every third hour of four years."""
    start = int(datetime(2023, 1, 1, tzinfo=UTC).timestamp())
    seconds = start + 3600 * np.arange(0, 4 * 365 * 24, 3)
    offsets = [datetime.fromtimestamp(int(s), LONDON).utcoffset().seconds for s in seconds]
    assert wall_offset(seconds).tolist() == offsets


def test_no_shoplifting_at_night() -> None:
    """Shops are shut from ten at night to seven in the morning by London time, all year."""
    hours = clock(MonthRange.parse("2025-01:2025-12"))
    kind = np.full(5_000, SLUGS.index("shoplifting"))
    first, last = np.zeros(5_000, dtype=int), np.full(5_000, len(hours.day))
    drawn = draw_hours(hours, kind, first, last, np.random.default_rng(1))
    assert set(hours.local_hour[drawn]) <= set(range(7, 22))
    assert set(hours.local_hour[drawn]) >= set(range(10, 20))


def test_the_year_averages_to_one() -> None:
    """The yearly cycle moves incidents between months and adds none."""
    table = seasons(MonthRange.parse("2024-01:2025-12"), 0.3)
    np.testing.assert_allclose(table.mean(axis=1), 1, atol=1e-12)
    assert (table > 0).all()
