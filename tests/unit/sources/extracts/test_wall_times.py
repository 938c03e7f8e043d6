"""Dates and times are read day first, in the forms people use, and never guessed."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.errors import BadInput
from beatwise.sources.extracts.wall_times import (
    DATE_FORMATS,
    read_clock,
    read_times,
    refuse_month_first,
)


def text(*cells: str) -> pd.Series:
    return pd.Series(list(cells), dtype="str")


MOMENT = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2060, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@settings(max_examples=40, deadline=None)
@given(
    moments=st.lists(MOMENT, min_size=1, max_size=12),
    pattern=st.sampled_from([p for p in DATE_FORMATS if "%y" not in p]),
)
def test_every_format_comes_back(moments: list[dt.datetime], pattern: str) -> None:
    """Moments written in any of the usual forms are read as those moments, or as those days."""
    times = read_times(text(*(moment.strftime(pattern) for moment in moments)))
    whole_day = "%H" not in pattern and "%I" not in pattern
    days = [moment.replace(hour=0, minute=0) for moment in moments]
    assert times.wall.tolist() == (days if whole_day else moments)
    assert times.whole_day.tolist() == [whole_day] * len(moments)


def test_three_formats_in_one_file() -> None:
    """Dates written in three ways are each read, and the ways are counted."""
    times = read_times(text("05/03/2025 13:45", "2025-03-05 13:45:00", "5 March 2025", ""))
    assert times.wall.dt.strftime("%d %H:%M").tolist()[:3] == ["05 13:45", "05 13:45", "05 00:00"]
    assert times.formats == {"%d/%m/%Y %H:%M": 1, "%Y-%m-%d %H:%M:%S": 1, "%d %B %Y": 1}
    assert not times.unreadable.any()


def test_serial_numbers() -> None:
    """Excel's day numbers are read: 45746.0625 is 30 March 2025, 01:30."""
    assert str(read_times(text("45746.0625")).wall[0]) == "2025-03-30 01:30:00"
    assert read_times(text("123456")).unreadable.all()
    assert read_times(text("45746", "45747")).whole_day.all()
    assert not read_times(text("45746", "45747.5")).whole_day.any()


def test_a_slip_in_the_year_is_not_read() -> None:
    """A year such as 0205 or 2205 is a slip of the hand, and told as unreadable."""
    assert read_times(text("05/03/0205 10:00", "05/03/2205 10:00", "5/3/2205")).unreadable.all()


def test_an_offset_settles_the_time() -> None:
    """A time with its own offset is an instant, and no clock change can touch it."""
    times = read_times(text("2025-10-26T01:30:00+01:00", "2025-10-26T01:30:00Z"))
    assert [str(moment) for moment in times.instant] == [
        "2025-10-26 00:30:00+00:00",
        "2025-10-26 01:30:00+00:00",
    ]


def test_stated_formats_are_the_only_ones() -> None:
    """With stated formats a month-first file reads rightly, and nothing else is tried."""
    times = read_times(text("03/25/2025 13:00", "2025-03-25"), ["%m/%d/%Y %H:%M"])
    assert times.wall[0] == pd.Timestamp("2025-03-25 13:00")
    assert times.unreadable.tolist() == [False, True]


def test_month_first_is_refused_not_half_read() -> None:
    """One date that can only be month first makes all the others doubtful: refused by row."""
    cells = text("03/04/2025 10:00", "03/25/2025 10:00")
    with pytest.raises(BadInput, match="row 3"):
        refuse_month_first(cells, read_times(cells), lambda index: f"a.csv, row {index + 2}")


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("01:30", 5400), ("0130", 5400), ("1:30 pm", 48600), ("12:15 AM", 900), ("12:15pm", 44100),
        ("0.0625", 5400), ("24:00", 86400), ("13:45:59.5", 49559), ("1899-12-31 01:30:00", 5400),
    ],
)  # fmt: skip
def test_times_of_day(cell: str, seconds: int) -> None:
    """Times of day are read with a colon, without, with am and pm, and as a day's fraction."""
    assert read_clock(text(cell))[0] == pd.Timedelta(seconds=seconds)


@pytest.mark.parametrize("cell", ["", "25:00", "12:60", "noon", "24:01"])
def test_what_is_no_time_of_day(cell: str) -> None:
    """What is no time of day is left empty."""
    assert pd.isna(read_clock(text(cell))[0])
