"""Settle wall-clock times into instants: the one place where clock changes are met.

On two nights a year a wall-clock time has two readings. In autumn it happens twice; in spring it
does not happen at all, and whoever wrote it had either not yet put the clock forward or had done
so too early. The rule is the same for both: an interval must cover every reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from beatwise.clock import LONDON


@dataclass(frozen=True, slots=True)
class Settled:
    """Wall-clock times as instants.

    Parameters
    ----------
    earliest, latest
        The earliest and latest reading, ``datetime64[s, UTC]``; equal except where ``twice`` or
        ``never``. ``NaT`` stays ``NaT``.
    twice
        True where the wall time happened twice (the hour that autumn repeats), (n,) bool.
    never
        True where it never happened (the hour that spring leaves out), (n,) bool.
    """

    earliest: pd.Series
    latest: pd.Series
    twice: np.ndarray
    never: np.ndarray


def settle(wall: pd.Series, zone: ZoneInfo = LONDON) -> Settled:
    """Turn wall-clock times without a zone into instants.

    A time that happened twice reads as its first and its second occurrence. A time that never
    happened, such as 01:30 on the last Sunday of March, reads as 01:30 by the winter clock and
    as 01:30 by the summer clock. In both cases the readings are one hour apart in Britain.
    """
    summer, winter = np.ones(len(wall), dtype=bool), np.zeros(len(wall), dtype=bool)
    local = wall.dt
    existing = local.tz_localize(zone, ambiguous=summer, nonexistent="NaT")
    later = local.tz_localize(zone, ambiguous=winter, nonexistent="NaT")
    first, second = existing.dt.tz_convert("UTC"), later.dt.tz_convert("UTC")
    never = (existing.isna() & wall.notna()).to_numpy()
    if never.any():
        first, second = first.copy(), second.copy()
        first[never], second[never] = _readings_of_never(wall[never], zone)
    return Settled(
        first.astype("datetime64[s, UTC]"),
        second.astype("datetime64[s, UTC]"),
        ((first != second) & first.notna()).to_numpy() & ~never,
        never,
    )


def _readings_of_never(wall: pd.Series, zone: ZoneInfo) -> tuple[pd.Series, pd.Series]:
    """Read missing wall times by the clock before and the clock after the change (PEP 495)."""
    moments = [moment.to_pydatetime().replace(tzinfo=zone) for moment in wall]
    before = [moment.replace(fold=0).astimezone(ZoneInfo("UTC")) for moment in moments]
    after = [moment.replace(fold=1).astimezone(ZoneInfo("UTC")) for moment in moments]
    as_series = [
        pd.Series(pd.to_datetime(readings, utc=True), index=wall.index)
        for readings in (after, before)
    ]
    return as_series[0], as_series[1]
