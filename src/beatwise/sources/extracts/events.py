"""Read what else happened: dated, placed programmes and changes, from a table or TOML."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from beatwise.cell_text import heading_key
from beatwise.clock import MONTH_NAMES
from beatwise.errors import BadInput
from beatwise.fields import read_document
from beatwise.places.projection import to_grid
from beatwise.plurals import counted
from beatwise.records.events import EVENT_KINDS, EVENTS
from beatwise.sources.extracts.wall_times import read_times, refuse_turned_days
from beatwise.sources.geography.coordinates import GRID_BOUNDS, in_degrees, numbers
from beatwise.sources.spreadsheets import Sheet, read_sheet
from beatwise.sources.spreadsheets.sheet import closest, words


COLUMNS = ("name", "kind", "start", "end", "area", "easting", "northing", "lat", "lon", "note")
_NEEDED = ("name", "kind", "start")
GOES_ON = -1
_ONGOING = ("", "ongoing", "now", "present", "-")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_NAMED_MONTH = re.compile(r"([a-z]+)[ -](\d{4})", re.IGNORECASE)
_BY_WORDS = {words_.casefold(): kind for kind, words_ in EVENT_KINDS.items()}


@dataclass(frozen=True, slots=True)
class ReadEvents:
    """Events as read: ``records.events.EVENTS``, rows in the file, kind → events, and notes."""

    events: pd.DataFrame
    rows_in: int
    kinds: dict[str, int]
    notes: list[str]


def read_events(path: Path) -> ReadEvents:
    """Read events from CSV, XLSX, ODS or TOML (``[[event]]`` tables with the same names).

    The columns are name, kind, start and, where known, end, area, easting and northing (or lat
    and lon), note. Dates may be months (2025-03, March 2025) or days, of which the month is kept.

    Raises ``BadInput`` naming the row: an unknown kind, a date that cannot be read, an end before
    its start, half a pair of coordinates.
    """
    path = Path(path)
    sheet = _from_toml(path) if path.suffix.lower() == ".toml" else _from_table(path)
    if not len(sheet.rows):
        raise BadInput("it holds no events.", place=sheet.source, next_step="Add a row for each.")
    for name in {"start", "end"} & set(sheet.columns):
        refuse_turned_days(sheet.frame[name], sheet.place)
    frame = pd.DataFrame([_event(sheet, index) for index in range(len(sheet.rows))])
    events = EVENTS.validate(frame, place=sheet.source)
    notes = list(sheet.notes)
    repeated = int(events.duplicated().sum())
    if repeated:
        notes.append(f"{counted(repeated, 'row')} left out: each repeats an earlier one.")
    events = events.drop_duplicates(ignore_index=True)
    return ReadEvents(events, len(sheet.rows), dict(Counter(events["kind"])), notes)


def _from_table(path: Path) -> Sheet:
    sheet = read_sheet(path)
    renamed = sheet.frame.rename(columns=heading_key)
    twins = {name for name in renamed.columns if list(renamed.columns).count(name) > 1}
    if doubled := sorted((twins | sheet.twins) & set(COLUMNS)):
        raise BadInput(
            f"two columns are called '{doubled[0]}', and nobody can know which is meant.",
            place=f"{sheet.source}, row {sheet.header_row}",
            next_step="Remove one of them.",
        )
    unread = [name for name in renamed.columns if name not in COLUMNS]
    if unread:
        sheet.notes.append(f"Columns that were not read: {words(unread)}.")
    _check_names(list(renamed.columns), f"{sheet.source}, row {sheet.header_row}")
    return Sheet(sheet.source, renamed, sheet.rows, sheet.header_row, sheet.notes)


def _check_names(names: list[str], place: str) -> None:
    for needed in _NEEDED:
        if needed not in names:
            near = closest(needed, names)
            raise BadInput(
                f"there is no column '{needed}'. The columns are: {words(names)}.",
                place=place,
                next_step=(f"Rename '{near}' to '{needed}'. " if near else "")
                + f"The columns read are: {', '.join(COLUMNS)}.",
            )


def _from_toml(path: Path) -> Sheet:
    with read_document(path, place=path.name, next_step="Check the path.") as document:
        events = document.tables("event")
    rows = [{name: _as_text(event.value(name, "")) for name in COLUMNS} for event in events]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")
    return Sheet(path.name, frame, np.arange(1, len(rows) + 1), 0)


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _event(sheet: Sheet, index: int) -> dict[str, object]:
    cell = _cells(sheet, index)
    place = sheet.place(index)
    if not cell("name"):
        raise BadInput("the event has no name.", place=place, next_step="Name it.")
    start = _month(cell("start"), "start", place)
    ongoing = cell("end").casefold() in _ONGOING
    end = GOES_ON if ongoing else _month(cell("end"), "end", place)
    if not ongoing and end < start:
        raise BadInput(
            f"the event ends ({cell('end')}) before it starts ({cell('start')}).",
            place=place,
            next_step="Correct one of the two, or leave end empty while it goes on.",
        )
    easting, northing = _point(cell, place)
    return {
        "name": cell("name"),
        "kind": _kind(cell("kind"), place),
        "start": start,
        "end": end,
        "area": cell("area") or None,
        "easting": easting,
        "northing": northing,
        "note": cell("note") or None,
    }


def _cells(sheet: Sheet, index: int) -> Callable[[str], str]:
    row = sheet.frame.iloc[index]
    return lambda name: str(row[name]).strip() if name in sheet.frame else ""


def _kind(text: str, place: str) -> str:
    folded = text.casefold()
    kind = folded if folded in EVENT_KINDS else _BY_WORDS.get(folded)
    if kind is None:
        near = closest(text, [*EVENT_KINDS, *EVENT_KINDS.values()]) if text else None
        listed = ", ".join(f"{key} ({meaning})" for key, meaning in EVENT_KINDS.items())
        raise BadInput(
            f"'{text}' is not a kind of event.",
            place=place,
            next_step=(f"Did you mean '{near}'? " if near else "") + f"Use one of: {listed}.",
        )
    return kind


def _month(text: str, what: str, place: str) -> int:
    """Return a month number from a month or a day."""
    if match := _YEAR_MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
    elif (match := _NAMED_MONTH.fullmatch(text)) and (month := _named(match[1])):
        year = int(match[2])
    else:
        moment = read_times(pd.Series([text], dtype="str")).wall.iloc[0] if text else pd.NaT
        if pd.isna(moment):
            raise _no_date(text, what, place)
        year, month = moment.year, moment.month
    if not 1 <= month <= 12 or not 1900 <= year <= 2199:
        raise _no_date(text, what, place)
    return year * 12 + month - 1


def _named(text: str) -> int:
    matches = [
        number
        for number, name in enumerate(MONTH_NAMES, start=1)
        if text.casefold() in (name.casefold(), name[:3].casefold())
    ]
    return matches[0] if matches else 0


def _no_date(text: str, what: str, place: str) -> BadInput:
    return BadInput(
        f"the {what} '{text}' is not a month or a date." if text else f"the {what} is empty.",
        place=place,
        next_step="Write it as YYYY-MM, such as 2025-03, or DD/MM/YYYY.",
    )


def _point(cell: Callable[[str], str], place: str) -> tuple[float, float]:
    for x_name, y_name in (("easting", "northing"), ("lon", "lat")):
        x_text, y_text = cell(x_name), cell(y_name)
        if not x_text and not y_text:
            continue
        x, y = map(float, numbers(pd.Series([x_text, y_text], dtype="str")))
        if np.isnan(x) or np.isnan(y):
            raise BadInput(
                f"'{x_text}', '{y_text}' are not a pair of numbers.",
                place=place,
                next_step=f"Give both {x_name} and {y_name}, or neither.",
            )
        _refuse_elsewhere(x, y, x_name, place)
        if x_name == "lon":
            east, north = to_grid([x], [y])
            return float(east[0]), float(north[0])
        return x, y
    return float("nan"), float("nan")


def _refuse_elsewhere(x: float, y: float, x_name: str, place: str) -> None:
    west, south, east, north = GRID_BOUNDS
    good = (
        west < x < east and south < y < north
        if x_name == "easting"
        else bool(in_degrees(np.array([x]), np.array([y]))[0])
    )
    degrees = x_name == "easting" and abs(x) <= 180 and abs(y) <= 90
    if not good or degrees:
        raise BadInput(
            f"{x:g}, {y:g} is not in Great Britain"
            + (" as easting and northing; it looks like degrees." if degrees else "."),
            place=place,
            next_step="Give easting and northing in metres, or lat and lon in degrees.",
        )
