"""What a peak-time answer says of itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from beatwise.errors import UsageError
from beatwise.estimate import Estimate
from beatwise.hotspots.peaks.peak_result import PeakTimes, PeakWindow, Settings


ALL_DAYS = tuple(range(7))


@pytest.mark.parametrize(
    ("first", "hours", "begins", "ends"),
    [(20, 6, "20:00", "02:00"), (9, 1, "09:00", "10:00"), (22, 2, "22:00", "00:00"),
     (0, 24, "00:00", "00:00")],
)  # fmt: skip
def test_a_window_may_end_on_the_next_day(first: int, hours: int, begins: str, ends: str) -> None:
    """Times of day wrap round midnight and have two digits."""
    window = PeakWindow(ALL_DAYS, first, hours, Estimate(0.5), 0.4)
    assert (window.begins, window.ends) == (begins, ends)


@pytest.mark.parametrize(
    "settings",
    [{"share": 0.0}, {"share": 1.01}, {"block_hours": 0}, {"block_hours": 25}, {"minimum": 1},
     {"replicates": 0}, {"permutations": 0}, {"blocks": -1}],
)  # fmt: skip
def test_settings_outside_their_bounds_are_refused(settings: dict) -> None:
    """One beyond each bound is a usage error."""
    with pytest.raises(UsageError):
        Settings(**settings)


def test_settings_on_their_bounds_are_taken() -> None:
    """The whole share, a block of a day, no blocks and two incidents are allowed."""
    assert Settings(share=1.0, block_hours=24, blocks=0, minimum=2, replicates=1, permutations=1)


def peak(placed: int, n: int) -> PeakTimes:
    """Return an answer with one incident in each of the first hours of the week."""
    week = np.zeros(168)
    week[:placed] = 1
    return PeakTimes(
        n=n, placed=placed, too_long=n - placed, instants=placed, week=week, daily=None, blocks=(),
        middle=None, concentration=0.0, p_hours=None, p_days=None, settings=Settings(minimum=30),
    )  # fmt: skip


def test_the_day_adds_up_the_week() -> None:
    """Twenty-six hours of the week fall on Monday and the first two of Tuesday."""
    day = peak(26, 26).day
    assert day[:3].tolist() == [2, 2, 1]
    assert day.sum() == 26


def test_enough_is_counted_in_placed_incidents() -> None:
    """Thirty with one too long to place are twenty-nine, and not enough."""
    assert peak(30, 30).enough
    assert not peak(29, 30).enough


def test_the_share_too_long_of_none_is_no_number() -> None:
    """One in thirty; of none at all it is not zero."""
    assert peak(29, 30).share_too_long == pytest.approx(1 / 30)
    assert np.isnan(replace(peak(0, 0), too_long=0).share_too_long)
