"""The saved mapping that says which column of a timed extract is which."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from beatwise.clock import LONDON
from beatwise.fields import Fields, read_document
from beatwise.sources.spreadsheets.sheet import words


COLUMN_ROLES: dict[str, str] = {
    "id": "the source's own identifier",
    "time": "when it happened, if one time is known",
    "from": "the earliest it can have happened",
    "to": "the latest it can have happened",
    "easting": "British National Grid easting, metres",
    "northing": "British National Grid northing, metres",
    "lat": "latitude, degrees",
    "lon": "longitude, degrees",
    "map_point": "the name of a place listed under [map_points]",
    "type": "what kind of incident",
    "home_office_code": "Home Office offence code",
}
MISSING_FROM = ("reject", "use_to")
_TIME_ROLES = ("time", "from", "to")
_TOP = ("name", "sheet", "header_row", "licence", "time_zone", "missing_from")
_TABLES = ("columns", "formats", "values", "constants", "map_points")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column is which, and how its values are to be read.

    Parameters
    ----------
    name
        What the extract is called; becomes the incidents' source.
    columns
        Role → column names. Only times may have two: the date's and the time's.
    formats
        ``strptime`` formats of dates, tried in order; empty for the usual British and ISO ones.
    types
        The source's word → police.uk category or another word.
    constant_type
        The type of every row where the file has no such column (a shop's thefts).
    map_points
        Place → (easting, northing), metres.
    zone
        The clock that the times were written by.
    missing_from
        ``reject`` a row that has only a *to*, or ``use_to`` as both ends.
    """

    name: str
    columns: Dictionary[str, tuple[str, ...]]
    formats: tuple[str, ...] = ()
    types: Dictionary[str, str] = field(default_factory=dict)
    constant_type: str | None = None
    map_points: Dictionary[str, tuple[float, float]] = field(default_factory=dict)
    zone: ZoneInfo = LONDON
    missing_from: str = "reject"
    sheet: str | None = None
    header_row: int | None = None
    licence: str = "not stated"


def read_mapping(path: Path) -> Mapping:
    """Read a mapping from a TOML file.

    Raises ``BadInput`` naming the file and the line or key that is wrong.
    """
    path = Path(path)
    with read_document(
        path, place=path.name, noun="mapping", next_step="Check the path."
    ) as document:
        document.only(*_TOP, *_TABLES)
        columns = _columns(document.optional_table("columns"))
        constants = document.optional_table("constants")
        constants.only("type")
        if document.sound:
            _check_roles(columns, document)
        return Mapping(
            name=str(document.value("name", "")).strip() or path.stem,
            columns=columns,
            formats=_formats(document.optional_table("formats")),
            types=_types(document.optional_table("values")),
            constant_type=None if constants.value("type") is None else str(constants.value("type")),
            map_points=_map_points(document.optional_table("map_points")),
            zone=_zone(document),
            missing_from=_missing_from(document),
            sheet=None if document.value("sheet") is None else str(document.value("sheet")),
            header_row=_header_row(document),
            licence=str(document.value("licence", "not stated")),
        )


def _columns(fields: Fields) -> dict[str, tuple[str, ...]]:
    fields.only(*COLUMN_ROLES)
    columns = {}
    for role, value in fields.data.items():
        names = tuple(value) if isinstance(value, list) else (value,)
        most = 2 if role in _TIME_ROLES else 1
        if not 1 <= len(names) <= most or not all(isinstance(name, str) for name in names):
            fields.fault(
                role,
                f"'{role}' must be a column's name"
                + (", or two: the date's and the time's." if most == 2 else "."),
                f'Write {role} = "Column name".',
            )
        columns[role] = names
    return columns


def _check_roles(columns: dict[str, tuple[str, ...]], document: Fields) -> None:
    missing = None
    if "id" not in columns:
        missing = "id: the source's own identifier, so that gathering twice adds nothing"
    elif "time" not in columns and "from" not in columns:
        missing = "time, or from and to: when it happened"
    elif "type" not in columns and not document.optional_table("constants").has("type"):
        missing = 'type (or type = "shoplifting" under [constants] when all rows are alike)'
    elif not ({"easting", "northing"} <= set(columns) or {"lat", "lon"} <= set(columns)):
        missing = (
            None if "map_point" in columns else "easting and northing, lat and lon, or map_point"
        )
    if missing:
        document.fault(
            "columns",
            f"the mapping does not say which column holds {missing}.",
            "Add it under [columns].",
        )
    if "time" in columns and ("from" in columns or "to" in columns):
        document.fault(
            "columns",
            "the mapping gives both time and from or to.",
            "Keep time alone, or from and to.",
        )


def _formats(fields: Fields) -> tuple[str, ...]:
    fields.only("dates")
    dates = fields.value("dates", [])
    patterns = tuple(dates) if isinstance(dates, list) else (dates,)
    for pattern in patterns:
        if not isinstance(pattern, str) or "%" not in pattern or not _is_format(pattern):
            fields.fault(
                "dates",
                f"'{pattern}' is not a date format.",
                'Write formats such as "%d/%m/%Y %H:%M".',
            )
    return patterns


def _is_format(pattern: str) -> bool:
    try:
        dt.datetime.strptime("", pattern)
    except ValueError as error:
        return "directive" not in str(error) and "stray" not in str(error)
    except re.error:
        return False
    return True


def _header_row(document: Fields) -> int | None:
    row = document.value("header_row")
    if type(row) is int and row >= 1:
        return row
    if row is not None:
        document.fault(
            "header_row",
            f"header_row = {row!r} is not the number of a row.",
            "Write the row as the spreadsheet numbers it, such as header_row = 4.",
        )
    return None


def _types(fields: Fields) -> dict[str, str]:
    fields.only("type")
    return {_fold(word): str(value) for word, value in fields.optional_table("type").data.items()}


def _fold(word: str) -> str:
    return " ".join(word.split()).casefold()


def _map_points(fields: Fields) -> dict[str, tuple[float, float]]:
    points = {}
    for name, value in fields.data.items():
        try:
            easting, northing = (float(number) for number in value)  # type: ignore[attr-defined]
        except (TypeError, ValueError):
            fields.fault(
                name,
                f"the map point '{name}' is not a pair of numbers.",
                f'Write "{name}" = [easting, northing] in metres.',
            )
        else:
            points[_fold(name)] = (easting, northing)
    return points


def _zone(document: Fields) -> ZoneInfo:
    name = document.value("time_zone", "Europe/London")
    try:
        return ZoneInfo(str(name))
    except (KeyError, ValueError, OSError):
        document.fault(
            "time_zone",
            f"'{name}' is not a time zone.",
            'Use "Europe/London" for British clock time or "UTC".',
        )
        return LONDON


def _missing_from(document: Fields) -> str:
    word = str(document.value("missing_from", "reject"))
    if word not in MISSING_FROM:
        document.fault(
            "missing_from", f"missing_from = '{word}' is not known.", f"Use {words(MISSING_FROM)}."
        )
    return word
