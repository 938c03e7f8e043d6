"""Read a timed extract of incidents through its mapping, and account for every row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from beatwise.cell_text.day_order import DayOrder, date_doubt
from beatwise.cell_text.rewritten_ids import REWRITTEN_ID, rewritten
from beatwise.errors import BadInput
from beatwise.plurals import counted
from beatwise.records.crime_types import ASB, CATEGORIES
from beatwise.records.incidents import INCIDENTS
from beatwise.sources.extracts.mapping import Mapping
from beatwise.sources.extracts.spans import read_spans, reject
from beatwise.sources.geography.coordinates import read_points
from beatwise.sources.spreadsheets import Sheet, read_sheet
from beatwise.sources.spreadsheets.sheet import fold


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
    _refuse_rewritten(sheet, ids)
    reject(rejected, (ids == "").to_numpy(dtype=bool), "no id")
    start, end, formats = read_spans(sheet, mapping, rejected, adjusted)
    types = _types(sheet, mapping)
    reject(rejected, (types == "").to_numpy(dtype=bool), "no type")
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
    valid = rejected == ""
    _refuse_nothing_kept(sheet, rejected, valid)
    incidents = INCIDENTS.validate(frame[valid].reset_index(drop=True), place=sheet.source)
    adjusted = {why: hit & valid for why, hit in adjusted.items() if (hit & valid).any()}
    return ReadIncidents(
        incidents=incidents,
        set_aside=_set_aside(sheet, rejected, adjusted),
        rows_in=count,
        rejected=dict(Counter(reason.split(":")[0] for reason in rejected[~valid])),
        adjusted={why: int(hit.sum()) for why, hit in adjusted.items()},
        types=types[valid].value_counts().sort_index().to_dict(),
        notes=[
            *sheet.notes,
            *_day_first(sheet, mapping),
            *_in_the_future(start[valid]),
            *_notes(incidents, types[valid], mapping, formats, start[valid]),
        ],
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


def _refuse_rewritten(sheet: Sheet, ids: pd.Series) -> None:
    lost = ids.str.match(REWRITTEN_ID).to_numpy(dtype=bool)
    if lost.any():
        first = int(np.flatnonzero(lost)[0])
        message, step = rewritten(str(ids.iloc[first]))
        raise BadInput(message, place=sheet.place(first), next_step=step)


def _day_first(sheet: Sheet, mapping: Mapping) -> list[str]:
    """Say how dates were read that could all be read both ways; nothing where the mapping says."""
    if mapping.formats:
        return []
    doubts = (
        date_doubt(name, sheet.column(name))
        for role in ("time", "from", "to")
        for name in mapping.columns.get(role, ())
    )
    step = 'If the month comes first, state it: dates = ["%m/%d/%Y %H:%M"] under [formats].'
    return [f"{doubt.read_as(DayOrder.UNKNOWN)} {step}" for doubt in doubts if doubt]


def _in_the_future(start: pd.Series) -> list[str]:
    """Say that incidents are dated after today: a date was read or written wrongly."""
    late = start[start > pd.Timestamp.now(tz="UTC") + pd.Timedelta(days=1)]
    if not len(late):
        return []
    number, last = counted(len(late), "incident"), f"{late.max():%Y-%m-%d}"
    return [f"{number} dated in the future, up to {last}: check how the dates are written."]


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


def _refuse_nothing_kept(sheet: Sheet, rejected: np.ndarray, valid: np.ndarray) -> None:
    if valid.any():
        return
    reason, count = Counter(rejected).most_common(1)[0]
    first = int(np.flatnonzero(rejected == reason)[0])
    raise BadInput(
        f"not one of {counted(len(valid), 'row')} could be kept; the commonest reason: {reason} "
        f"({counted(count, 'row')}).",
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
    rows = sheet.frame[hit].reset_index(drop=True)
    head = pd.DataFrame(
        {"row": sheet.rows[hit], "outcome": outcome, "reason": pd.array(reasons[hit], dtype="str")}
    )
    return pd.concat([head, rows.add_prefix("file: ")], axis=1)


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
        examples = ", ".join(f"'{word}'" for word in own[:10]) + (" …" if len(own) > 10 else "")
        notes.append(
            f"{len(own)} types are kept in the source's own words: {examples}. "
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
        lost = int(incidents["easting"].isna().sum())
        notes.append(f"{counted(lost, 'incident')} without a location.")
    return notes
