"""Clock changes are settled by one rule: the span covers every reading of a wall time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.clock import LONDON
from beatwise.records.wall_clock import settle


HOUR = timedelta(hours=1)


@cache
def minutes_of(day: str) -> pd.Series:
    """Return every wall minute from noon the day before to noon of the day."""
    noon = pd.Timestamp(day) - pd.Timedelta(hours=12)
    return pd.Series(pd.date_range(noon, periods=1440, freq="min"))


def readings(wall: datetime) -> tuple[datetime, datetime]:
    """Return the earliest and the latest reading of a wall time, the slow plain way."""
    both = [wall.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return min(both), max(both)


@pytest.mark.parametrize(
    "day", ["2025-03-30", "2025-10-26", "2024-03-31", "2024-10-27", "2025-06-01"]
)
def test_every_minute_of_a_night(day: str) -> None:
    """Each of the 1,440 wall minutes of a night agrees with Python's own two readings."""
    wall = minutes_of(day)
    settled = settle(wall)
    expected = [readings(moment.to_pydatetime()) for moment in wall]
    assert [moment.to_pydatetime() for moment in settled.earliest] == [low for low, _ in expected]
    assert [moment.to_pydatetime() for moment in settled.latest] == [high for _, high in expected]


@pytest.mark.parametrize(
    ("day", "twice", "never"),
    [("2025-03-30", 0, 60), ("2025-10-26", 60, 0), ("2025-06-01", 0, 0)],
)
def test_sixty_minutes_are_counted(day: str, twice: int, never: int) -> None:
    """In spring 60 minutes never happen, in autumn 60 happen twice; they are counted as such."""
    settled = settle(minutes_of(day))
    assert (settled.twice.sum(), settled.never.sum()) == (twice, never)
    width = settled.latest - settled.earliest
    assert set(width[settled.twice | settled.never]) <= {pd.Timedelta(HOUR)}
    assert (width[~(settled.twice | settled.never)] == pd.Timedelta(0)).all()


@settings(max_examples=150, deadline=None)
@given(
    night=st.sampled_from(["2025-03-30", "2025-10-26"]),
    first=st.integers(0, 1439),
    last=st.integers(0, 1439),
)
def test_order_is_kept(night: str, first: int, last: int) -> None:
    """A span whose wall times run forwards never comes out backwards, whatever the night."""
    wall = minutes_of(night).iloc[sorted((first, last))].reset_index(drop=True)
    settled = settle(wall)
    assert settled.earliest[0] <= settled.latest[1]


def test_the_truth_is_inside() -> None:
    """Whenever it really happened, the span of its wall time holds the moment."""
    start = datetime(2025, 10, 25, 22, tzinfo=UTC)
    truth = [start + timedelta(minutes=m) for m in range(360)]
    wall = pd.Series([moment.astimezone(LONDON).replace(tzinfo=None) for moment in truth])
    settled = settle(wall)
    moments = pd.Series(pd.to_datetime(truth, utc=True))
    assert ((settled.earliest <= moments) & (moments <= settled.latest)).all()


def test_missing_stays_missing() -> None:
    """An empty time is neither settled nor counted."""
    settled = settle(pd.Series([pd.NaT, pd.Timestamp("2025-06-01 12:00")], dtype="datetime64[s]"))
    assert settled.earliest.isna().tolist() == [True, False]
    assert not (settled.twice | settled.never).any()


def test_another_zone() -> None:
    """A clock that never changes has one reading for every minute."""
    settled = settle(minutes_of("2025-03-30"), ZoneInfo("UTC"))
    assert np.array_equal(settled.earliest, settled.latest)
