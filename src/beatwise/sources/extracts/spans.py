"""Read when incidents happened: both ends of each span, with every adjustment counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from beatwise.records.wall_clock import settle
from beatwise.sources.extracts.mapping import Mapping
from beatwise.sources.extracts.wall_times import (
    read_clock,
    read_times,
    refuse_month_first,
    refuse_months_only,
    refuse_turned_days,
)
from beatwise.sources.spreadsheets import Sheet


TWICE = "the clocks went back: this time happened twice; the span covers both"
NEVER = "the clocks went forward: this time did not happen; the span covers both readings"
DATE_ONLY = "a date without a time: the span covers the day"
NO_TO = "no to: the incident is taken to have happened at its from"
NO_FROM_USED = "no from: the incident is taken to have happened at its to"
_LAST_MINUTE = pd.Timedelta(hours=23, minutes=59)


@dataclass(frozen=True, slots=True)
class _End:
    """One end of each record's span."""

    wall: pd.Series
    earliest: pd.Series
    latest: pd.Series
    filled: np.ndarray
    unreadable: np.ndarray
    twice: np.ndarray
    never: np.ndarray
    whole_day: np.ndarray
    formats: dict[str, int]


def reject(rejected: np.ndarray, hit: np.ndarray, reason: str) -> None:
    """Write the reason where a row has none yet: the first fault names it."""
    rejected[hit & (rejected == "")] = reason


class Spans(NamedTuple):
    """Start and end of each record in UTC, (n,), and how many cells each date format took."""

    start: pd.Series
    end: pd.Series
    formats: dict[str, int]


def read_spans(
    sheet: Sheet, mapping: Mapping, rejected: np.ndarray, adjusted: dict[str, np.ndarray]
) -> Spans:
    """Return when each record may have happened.

    ``rejected``, (n,) object, and ``adjusted``, reason → (n,) bool, are filled in.
    """
    if "time" in mapping.columns:
        first = last = _end(sheet, mapping, "time")
    else:
        first = _end(sheet, mapping, "from")
        last = _end(sheet, mapping, "to") if "to" in mapping.columns else first
    for role, side in (("from", first), ("to", last)):
        role = "time" if "time" in mapping.columns else role
        reject(rejected, side.unreadable, f"{role} cannot be read")
    only_to = ~first.filled & last.filled
    only_from = first.filled & ~last.filled
    reject(rejected, ~first.filled & ~last.filled, "no time")
    if mapping.missing_from == "use_to":
        adjusted[NO_FROM_USED] = only_to
    else:
        reject(rejected, only_to, "no from")
    adjusted[NO_TO] = only_from
    start = first.earliest.where(~only_to, last.earliest)
    end = last.latest.where(~only_from, first.latest)
    backwards = (first.wall > last.wall) | (start > end)
    reject(rejected, backwards.to_numpy(dtype=bool), "to is before from")
    for words, hit in (
        (TWICE, first.twice | last.twice),
        (NEVER, first.never | last.never),
        (DATE_ONLY, first.whole_day | last.whole_day),
    ):
        adjusted[words] = hit
    formats = Counter(first.formats) + (Counter(last.formats) if last is not first else Counter())
    return Spans(start, end, dict(formats))


def _end(sheet: Sheet, mapping: Mapping, role: str) -> _End:
    """Read one end of the span from its one or two columns."""
    names = mapping.columns[role]
    text = sheet.column(names[0])
    refuse_months_only(text, f"{sheet.source}, column '{names[0]}'")
    times = read_times(text, mapping.formats, since_1904=sheet.since_1904)
    if not mapping.formats:
        refuse_month_first(text, times, sheet.place)
        refuse_turned_days(text, sheet.place)
    wall, whole_day, unreadable = times.wall, times.whole_day, times.unreadable
    if len(names) == 2:
        clock_text = sheet.column(names[1])
        clock = read_clock(clock_text)
        timed = clock.notna() & wall.notna()
        wall = wall.where(~timed, wall.dt.normalize() + clock).astype("datetime64[s]")
        unreadable = unreadable | ((clock_text != "") & clock.isna()).to_numpy(dtype=bool)
        whole_day = whole_day & ~timed.to_numpy(dtype=bool)
    settled = settle(wall, mapping.zone)
    closing = settle(wall.where(~whole_day, wall + _LAST_MINUTE), mapping.zone)
    own = times.instant
    return _End(
        wall=wall.where(~whole_day),
        earliest=settled.earliest.where(own.isna(), own),
        latest=closing.latest.where(own.isna(), own),
        filled=(wall.notna() | own.notna()).to_numpy(dtype=bool),
        unreadable=unreadable,
        twice=settled.twice,
        never=settled.never,
        whole_day=whole_day,
        formats=times.formats,
    )
