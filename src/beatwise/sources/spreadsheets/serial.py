"""Excel's serial dates: days since the end of 1899, the time of day as a fraction."""

from __future__ import annotations

import pandas as pd


_FIRST, _LAST = 20_000.0, 80_000.0  # October 1954 to January 2119
_SECONDS = 86_400


def serial_dates(text: pd.Series) -> pd.Series:
    """Return wall-clock times for cells such as ``45746.0625``; ``NaT`` for anything else.

    Uses the 1900 date system and numbers from 20,000 to 80,000 (1954 to 2119), to the second.
    """
    shape = text.str.fullmatch(r"\d{5}(?:\.\d+)?")
    number = pd.to_numeric(text.where(shape), errors="coerce")
    number = number.where(number.between(_FIRST, _LAST))
    seconds = (number * _SECONDS).round()
    return pd.Timestamp("1899-12-30") + pd.to_timedelta(seconds, unit="s")
