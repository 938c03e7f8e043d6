"""Times of positions: ISO 8601 with or without a zone, or seconds or milliseconds since 1970."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from beatwise.clock import LONDON
from beatwise.records.wall_clock import settle
from beatwise.sources.tracks.track_file import NO_TIME


_SECONDS_UNTIL = 100_000_000_000  # as seconds the year 5138, as milliseconds 1973
_EARLIEST, _LATEST = 946_684_800_000, 4_102_444_800_000  # the years 2000 and 2100


def moments(values: pd.Series, zone: ZoneInfo = LONDON) -> NDArray[np.int64]:
    """Return milliseconds since 1970 in UTC, ``NO_TIME`` where a value is no time.

    A time without a zone is by the clock of ``zone``; of the hour that autumn repeats the first
    reading counts. What lies before 2000 or after 2100 is no time of a patrol.
    """
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return _milliseconds(values)
    number = pd.to_numeric(values, errors="coerce").to_numpy(float)
    since_1970 = np.where(np.abs(number) < _SECONDS_UNTIL, number * 1000, number)
    text = values.astype("str").str.strip()
    dated = text.where(np.isnan(number), None)
    zoned = dated.str.contains(r"(?:[zZ]|[+-]\d{2}:?\d{2})$", na=False)
    result = np.full(len(values), NO_TIME, np.int64)
    known = np.isfinite(since_1970)
    result[known] = np.rint(since_1970[known]).astype(np.int64)
    at = zoned.to_numpy(bool)
    if at.any():
        result[at] = _milliseconds(_read(dated[zoned], utc=True))
    bare = (dated.notna() & ~zoned).to_numpy(bool)
    if bare.any():
        wall = _read(dated[bare], utc=False)
        result[bare] = _milliseconds(settle(wall, zone).earliest)
    result[(result < _EARLIEST) | (result > _LATEST)] = NO_TIME
    return result


def _read(text: pd.Series, *, utc: bool) -> pd.Series:
    iso = pd.to_datetime(text, errors="coerce", utc=utc, format="ISO8601")
    if iso.isna().any():  # as British exports write it, day first and never guessed
        for pattern in ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d-%b-%Y %H:%M:%S"):
            iso = iso.fillna(pd.to_datetime(text, errors="coerce", utc=utc, format=pattern))
    return iso


def _milliseconds(values: pd.Series) -> NDArray[np.int64]:
    stamps = values.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy("datetime64[ms]")
    numbers = stamps.astype(np.int64)
    return np.where(np.isnat(stamps), NO_TIME, numbers)
