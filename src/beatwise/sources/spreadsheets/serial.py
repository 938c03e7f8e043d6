"""Excel's serial dates: days since the end of 1899, the time of day as a fraction."""

from __future__ import annotations

import pandas as pd


_FIRST, _LAST = 20_000.0, 80_000.0  # October 1954 to January 2119
_SECONDS = 86_400
_DAYS_TO_1904 = 1_462


def serial_dates(text: pd.Series, *, since_1904: bool = False) -> pd.Series:
    """Return wall-clock times for cells such as ``45746.0625``; ``NaT`` for anything else.

    Numbers from 20,000 to 80,000 of the 1900 date system are read (1954 to 2119), to the second;
    ``since_1904`` is for a workbook that counts from the first day of 1904, and the same years.
    """
    shape = text.str.fullmatch(r"\d{5}(?:\.\d+)?")
    number = pd.to_numeric(text.where(shape), errors="coerce")
    number = number + (_DAYS_TO_1904 if since_1904 else 0)
    number = number.where(number.between(_FIRST, _LAST))
    seconds = (number * _SECONDS).round()
    return pd.Timestamp("1899-12-30") + pd.to_timedelta(seconds, unit="s")
