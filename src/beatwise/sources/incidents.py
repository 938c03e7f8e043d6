"""Read a timed extract of incidents through its mapping, and account for every row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from beatwise.errors import BadInput
from beatwise.records.incidents import INCIDENTS
from beatwise.records.offences import ASB, CATEGORIES
from beatwise.records.wall_clock import settle
from beatwise.sources.coordinates import read_points
from beatwise.sources.mapping import Mapping, fold
from beatwise.sources.spreadsheets import Sheet, read_sheet
from beatwise.sources.wall_times import (
    read_clock,
    read_times,
    refuse_month_first,
    refuse_months_only,
)


TWICE = "the clocks went back: this time happened twice; the span covers both"
NEVER = "the clocks went forward: this time did not happen; the span covers both readings"
DATE_ONLY = "a date without a time: the span covers the day"
NO_TO = "no to: the incident is taken to have happened at its from"
NO_FROM_USED = "no from: the incident is taken to have happened at its to"
_LAST_MINUTE = pd.Timedelta(hours=23, minutes=59)
_BY_NAME = (
    {name.casefold(): slug for slug, name in CATEGORIES.items()}
    | {slug: slug for slug in CATEGORIES}
    | {"asb": ASB, "antisocial behaviour": ASB}
)


@dataclass(frozen=True, slots=True)
class ReadIncidents:
    """An extract as read.

    Parameters
    ----------
    incidents
        ``records.incidents.INCIDENTS``.
    set_aside
        Every row that was rejected or kept with an adjustment: ``row``, ``outcome``
        (``rejected`` or ``adjusted``), ``reason``, then the row as it was sent.
    rows_in
        Records in the file.
    rejected, adjusted
        Reason → rows. A row is rejected for one reason; it may be adjusted for several.
    types
        Type → incidents kept.
    notes
        What a reader should know.
    """

    incidents: pd.DataFrame
    set_aside: pd.DataFrame
    rows_in: int
    rejected: dict[str, int]
    adjusted: dict[str, int]
    types: dict[str, int]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class _End:
    """One end of each record's span."""

    wall: pd.Series
    earliest: pd.Series
    latest: pd.Series
    given: np.ndarray
    unreadable: np.ndarray
    twice: np.ndarray
    never: np.ndarray
    whole_day: np.ndarray
    formats: dict[str, int]


def read_incidents(path: Path, mapping: Mapping) -> ReadIncidents:
    """Read a CSV, XLSX or ODS extract; every row is kept, adjusted or rejected, and counted.

    Raises
    ------
    BadInput
        Naming file and row, when no row could be read rightly: a mapped column that is not
        there, month-first dates, swapped coordinates, or not one row that can be kept.
    """
    sheet = read_sheet(path, sheet=mapping.sheet, header_row=mapping.header_row)
    _check_columns(sheet, mapping)
    count = len(sheet.rows)
    rejected = np.full(count, "", dtype=object)
    adjusted: dict[str, np.ndarray] = {}
    ids = sheet.column(mapping.columns["id"][0])
    _reject(rejected, (ids == "").to_numpy(dtype=bool), "no id")
    start, end, formats = _span(sheet, mapping, rejected, adjusted)
    types = _types(sheet, mapping)
    _reject(rejected, (types == "").to_numpy(dtype=bool), "no type")
    points = read_points(sheet, mapping.columns, mapping.map_points)
    for why in sorted(set(points.why_not) - {""}):
        adjusted[f"not located: {why}"] = points.why_not == why
    codes = _codes(sheet, mapping)
    frame = pd.DataFrame(
        {
            "id": ids,
            "start": start,
            "end": end,
            "easting": points.easting,
            "northing": points.northing,
            "type": types,
            "home_office_code": codes,
            "source": mapping.name,
        }
    )
    _reject_duplicates(frame, sheet.rows, rejected)
    kept = rejected == ""
    _refuse_nothing_kept(sheet, rejected, kept)
    incidents = INCIDENTS.validate(frame[kept].reset_index(drop=True), place=sheet.source)
    adjusted = {why: hit & kept for why, hit in adjusted.items() if (hit & kept).any()}
    return ReadIncidents(
        incidents=incidents,
        set_aside=_set_aside(sheet, rejected, adjusted),
        rows_in=count,
        rejected=dict(Counter(reason.split(":")[0] for reason in rejected[~kept])),
        adjusted={why: int(hit.sum()) for why, hit in adjusted.items()},
        types=types[kept].value_counts().sort_index().to_dict(),
        notes=[*sheet.notes, *_notes(incidents, types[kept], mapping, formats, start[kept])],
    )


def _check_columns(sheet: Sheet, mapping: Mapping) -> None:
    for names in mapping.columns.values():
        for name in names:
            sheet.column(name)
    if not len(sheet.rows):
        raise BadInput(
            "there are column names but no records.",
            place=sheet.source,
            next_step="Ask for the extract again.",
        )


def _reject(rejected: np.ndarray, hit: np.ndarray, reason: str) -> None:
    """Write the reason where a row has none yet: the first fault names it."""
    rejected[hit & (rejected == "")] = reason


def _span(
    sheet: Sheet, mapping: Mapping, rejected: np.ndarray, adjusted: dict[str, np.ndarray]
) -> tuple[pd.Series, pd.Series, dict[str, int]]:
    """Return start and end in UTC, and how many cells each format took."""
    if "time" in mapping.columns:
        first = last = _end(sheet, mapping, "time")
    else:
        first = _end(sheet, mapping, "from")
        last = _end(sheet, mapping, "to") if "to" in mapping.columns else first
    for role, side in (("from", first), ("to", last)):
        role = "time" if "time" in mapping.columns else role
        _reject(rejected, side.unreadable, f"{role} cannot be read")
    only_to = ~first.given & last.given
    only_from = first.given & ~last.given
    _reject(rejected, ~first.given & ~last.given, "no time")
    if mapping.missing_from == "use_to":
        adjusted[NO_FROM_USED] = only_to
    else:
        _reject(rejected, only_to, "no from")
    adjusted[NO_TO] = only_from
    start = first.earliest.where(~only_to, last.earliest)
    end = last.latest.where(~only_from, first.latest)
    backwards = (first.wall > last.wall) | (start > end)
    _reject(rejected, backwards.to_numpy(dtype=bool), "to is before from")
    for words, hit in (
        (TWICE, first.twice | last.twice),
        (NEVER, first.never | last.never),
        (DATE_ONLY, first.whole_day | last.whole_day),
    ):
        adjusted[words] = hit
    formats = Counter(first.formats) + (Counter(last.formats) if last is not first else Counter())
    return start, end, dict(formats)


def _end(sheet: Sheet, mapping: Mapping, role: str) -> _End:
    """Read one end of the span from its one or two columns."""
    names = mapping.columns[role]
    text = sheet.column(names[0])
    refuse_months_only(text, f"{sheet.source}, column '{names[0]}'")
    times = read_times(text, mapping.formats)
    if not mapping.formats:
        refuse_month_first(text, times, sheet.place)
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
        given=(wall.notna() | own.notna()).to_numpy(dtype=bool),
        unreadable=unreadable,
        twice=settled.twice,
        never=settled.never,
        whole_day=whole_day,
        formats=times.formats,
    )


def _types(sheet: Sheet, mapping: Mapping) -> pd.Series:
    """Return each record's type: the mapping's word, a police.uk category, or its own word."""
    if "type" not in mapping.columns:
        word = str(mapping.constant_type)
        return pd.Series(_BY_NAME.get(word.casefold(), word), index=sheet.frame.index, dtype="str")
    own = sheet.column(mapping.columns["type"][0])
    by_word = {word: _BY_NAME.get(value.casefold(), value) for word, value in mapping.types.items()}
    known = own.drop_duplicates()
    folded = fold(known)
    table = folded.map({**_BY_NAME, **by_word})
    meaning = dict(zip(known, table.fillna(known), strict=True))
    typed = own.map(meaning).astype("str")
    if mapping.constant_type is not None:
        typed = typed.where(typed != "", mapping.constant_type)
    return typed


def _codes(sheet: Sheet, mapping: Mapping) -> pd.Series:
    if "home_office_code" not in mapping.columns:
        return pd.Series(None, index=sheet.frame.index, dtype="str")
    codes = sheet.column(mapping.columns["home_office_code"][0])
    return codes.where(codes != "")


def _reject_duplicates(frame: pd.DataFrame, rows: np.ndarray, rejected: np.ndarray) -> None:
    """Keep the first record of each id; say whether a later one repeats or contradicts it."""
    good = rejected == ""
    later = np.zeros(len(frame), dtype=bool)
    later[good] = frame["id"][good].duplicated().to_numpy(dtype=bool)
    if not later.any():
        return
    same = np.zeros(len(frame), dtype=bool)
    same[good] = frame[good].duplicated().to_numpy(dtype=bool)
    candidates = frame.index[good]
    firsts = frame.loc[candidates].drop_duplicates("id")
    first_row = dict(zip(firsts["id"], rows[firsts.index], strict=True))
    for index in np.flatnonzero(later):
        what = "repeats an earlier row" if same[index] else "same id as an earlier row but differs"
        rejected[index] = f"{what}: row {first_row[frame['id'].iloc[index]]}"


def _refuse_nothing_kept(sheet: Sheet, rejected: np.ndarray, kept: np.ndarray) -> None:
    if kept.any():
        return
    reason, count = Counter(rejected).most_common(1)[0]
    first = int(np.flatnonzero(rejected == reason)[0])
    raise BadInput(
        f"not one of {len(kept)} rows could be kept; the commonest reason: {reason} "
        f"({count} rows).",
        place=sheet.place(first),
        next_step="Check the mapping against that row.",
    )


def _set_aside(sheet: Sheet, rejected: np.ndarray, adjusted: dict[str, np.ndarray]) -> pd.DataFrame:
    parts = [_listed(sheet, rejected != "", "rejected", rejected)]
    for why, hit in adjusted.items():
        parts.append(_listed(sheet, hit, "adjusted", np.full(len(rejected), why, dtype=object)))
    together = pd.concat(parts, ignore_index=True)
    return together.sort_values("row", kind="stable", ignore_index=True)


def _listed(sheet: Sheet, hit: np.ndarray, outcome: str, reasons: np.ndarray) -> pd.DataFrame:
    chosen = sheet.frame[hit].reset_index(drop=True)
    head = pd.DataFrame(
        {"row": sheet.rows[hit], "outcome": outcome, "reason": pd.array(reasons[hit], dtype="str")}
    )
    return pd.concat([head, chosen.add_prefix("file: ")], axis=1)


def _notes(
    incidents: pd.DataFrame,
    types: pd.Series,
    mapping: Mapping,
    formats: dict[str, int],
    start: pd.Series,
) -> list[str]:
    notes = []
    if len(formats) > 1:
        listed = ", ".join(f"{count} as {pattern}" for pattern, count in formats.items())
        notes.append(f"Dates are written in {len(formats)} ways: {listed}.")
    own = sorted(set(types) - set(CATEGORIES) - set(mapping.types.values()))
    if own and "type" in mapping.columns:
        shown = ", ".join(f"'{word}'" for word in own[:10]) + (" …" if len(own) > 10 else "")
        notes.append(
            f"{len(own)} types are kept in the source's own words: {shown}. "
            "Give them police.uk categories under [values.type] where they are the same thing."
        )
    local = start.dt.tz_convert(mapping.zone).dt
    midnight = ((local.hour == 0) & (local.minute == 0)).mean()
    if midnight > 0.02:
        notes.append(
            f"{midnight:.0%} of incidents begin at exactly 00:00; a day has 1,440 minutes, so most "
            "of these are dates without a time. Ask the source how it records an unknown time."
        )
    if incidents["easting"].isna().any():
        notes.append(f"{int(incidents['easting'].isna().sum())} incidents have no location.")
    return notes
