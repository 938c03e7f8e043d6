"""Read dates and times as people write them, into wall-clock times and instants."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from beatwise.cell_text import plain_characters
from beatwise.cell_text.day_text import (
    DATE_FORMATS,
    SHORT_YEARS,
    TURNED,
    TURNED_NEXT_STEP,
    YEARS,
    is_month_first,
    turned_day,
)
from beatwise.errors import BadInput
from beatwise.sources.spreadsheets import serial_dates


_OFFSET = r".*[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})"
_HOURS = re.compile(r"%[HIT]|%c|%X")


@dataclass(frozen=True, slots=True)
class WallTimes:
    """Dates and times as written.

    Parameters
    ----------
    wall
        Wall-clock times without a zone, ``datetime64[s]``; ``NaT`` where empty or unreadable.
    instant
        Instants in UTC for cells that give their own offset; ``NaT`` elsewhere.
    whole_day
        True where only a date was given, (n,) bool.
    unreadable
        True where the cell holds something that no format reads, (n,) bool.
    formats
        How many cells each format took.
    """

    wall: pd.Series
    instant: pd.Series
    whole_day: np.ndarray
    unreadable: np.ndarray
    formats: dict[str, int] = field(default_factory=dict)


def read_times(
    text: pd.Series, formats: Sequence[str] = (), *, since_1904: bool = False
) -> WallTimes:
    """Read date-and-time cells.

    ``formats`` are ``strptime`` formats tried in order; without them the usual British and ISO
    forms are tried and Excel's serial numbers read. A fraction of a second is dropped; a year
    outside 1950 to 2099 is unreadable. ``since_1904`` says how those numbers count.
    """
    text = text.str.strip()
    if not text.str.isascii().all():
        text = text.map(plain_characters)
    if text.str.contains("[\t\r\n\u00a0]|  ").any():
        text = text.str.replace(r"\s+", " ", regex=True)
    instant = _with_offset(text)
    wall = pd.Series(pd.NaT, index=text.index, dtype="datetime64[s]")
    whole_day = np.zeros(len(text), dtype=bool)
    by_format: dict[str, int] = {}
    waiting = (text != "") & instant.isna()
    shortened = text
    if text.str.contains(r":\d{2}\.\d+$").any():
        shortened = text.str.replace(r"(:\d{2})\.\d+$", r"\1", regex=True)
    for pattern in formats or DATE_FORMATS:
        if not waiting.any():
            break
        times = _parse(shortened[waiting], pattern)
        if len(times):
            wall[times.index] = times
            by_format[pattern] = len(times)
            waiting[times.index] = False
            if not _HOURS.search(pattern):
                whole_day[text.index.get_indexer(times.index)] = True
    if waiting.any():
        times = serial_dates(text[waiting], since_1904=since_1904).dropna().astype("datetime64[s]")
        if len(times):
            wall[times.index] = times
            waiting[times.index] = False
            by_format["Excel serial number"] = len(times)
            if (times == times.dt.normalize()).all():  # among times, a whole number is midnight
                whole_day[text.index.get_indexer(times.index)] = True
    if instant.notna().any():
        by_format["with its own offset"] = int(instant.notna().sum())
    return WallTimes(wall, instant, whole_day, waiting.to_numpy(dtype=bool), by_format)


def read_clock(text: pd.Series) -> pd.Series:
    """Read times of day (``01:30``, ``0130``, ``1:30 pm``, a day's fraction) as timedeltas.

    ``NaT`` where the cell is empty or cannot be read; ``24:00`` is the end of the day.
    """
    text = text.str.strip()
    parts = text.str.extract(
        r"^(?:\d{4}-\d{2}-\d{2}[T ])?(\d{1,2})[:.]?(\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([AaPp])?\.?"
        r"(?:[Mm]\.?)?$"
    )
    hour, minute = pd.to_numeric(parts[0]), pd.to_numeric(parts[1])
    second = pd.to_numeric(parts[2]).fillna(0)
    half = parts[3].str.lower()
    hour = hour.where(half.isna() | (hour != 12), 0) + 12.0 * (half == "p")
    total = hour * 3600 + minute * 60 + second
    good = (minute < 60) & (second < 60) & (total <= 86_400)
    fraction = pd.to_numeric(text.where(text.str.fullmatch(r"0?\.\d+|0")), errors="coerce")
    total = total.where(good).fillna((fraction * 86_400).round())
    return pd.to_timedelta(total, unit="s")


def refuse_month_first(text: pd.Series, times: WallTimes, place: Callable[[int], str]) -> None:
    """Raise ``BadInput`` if unreadable cells are month-first dates beside readable ones.

    03/04/2025 would then be read the wrong way round without anybody noticing.
    """
    for index in np.flatnonzero(times.unreadable):
        cell = str(text.iloc[index]).strip()
        if is_month_first(cell):
            raise BadInput(
                f"'{cell}' has the month before the day; in such a file 03/04/2025 cannot be "
                "distinguished from 4 March.",
                place=place(int(index)),
                next_step='Say how dates are written, for example dates = ["%m/%d/%Y %H:%M"] under '
                "[formats] in the mapping, or ask for dates as YYYY-MM-DD.",
            )


def refuse_turned_days(text: pd.Series, place: Callable[[int], str]) -> None:
    """Raise ``BadInput`` if a spreadsheet has turned day and month in some cells of a column."""
    position = turned_day(text)
    if position is not None:
        raise BadInput(
            TURNED.format(cell=text.iloc[position]),
            place=place(position),
            next_step=TURNED_NEXT_STEP,
        )


def refuse_months_only(text: pd.Series, place: str) -> None:
    """Raise ``BadInput`` if the cells are months: no day, let alone an hour, can be read."""
    filled = text[text != ""]
    if len(filled) and filled.str.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])").mean() > 0.5:
        raise BadInput(
            f"'{filled.iloc[0]}' is a month, not a time; a timed extract must say when in it.",
            place=place,
            next_step="Gather data.police.uk files with: beatwise gather police-uk FILE. To "
            "ask for times: beatwise request --to force",
        )


def _parse(text: pd.Series, pattern: str) -> pd.Series:
    parsed = pd.to_datetime(text, format=pattern, errors="coerce", exact=True)
    years = SHORT_YEARS if "%y" in pattern else YEARS
    return parsed[parsed.dt.year.between(*years)].astype("datetime64[s]")


def _with_offset(text: pd.Series) -> pd.Series:
    empty = pd.Series(pd.NaT, index=text.index, dtype="datetime64[s, UTC]")
    candidates = text[text.str.fullmatch(_OFFSET)]
    if len(candidates):
        parsed = pd.to_datetime(candidates, format="ISO8601", errors="coerce", utc=True)
        empty[candidates.index] = parsed.astype("datetime64[s, UTC]")
    return empty
