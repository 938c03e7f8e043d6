"""The saved mapping that says which column of a timed extract is which."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from beatwise.clock import LONDON
from beatwise.errors import BadInput
from beatwise.sources.spreadsheets.sheet import closest, words


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
    place = path.name
    try:
        document = tomllib.loads(path.read_text("utf-8-sig"))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise BadInput(
            "there is no such mapping.", place=str(path), next_step="Check the path."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            f"the mapping is not valid TOML: {error}.",
            place=place,
            next_step='Write lines such as id = "Reference" under [columns].',
        ) from error
    _check_keys(document, (*_TOP, *_TABLES), place)
    columns = _columns(document.get("columns", {}), place)
    constants = document.get("constants", {})
    _check_keys(constants, ("type",), f"{place}, [constants]")
    _check_roles(columns, constants, place)
    return Mapping(
        name=str(document.get("name", "")).strip() or path.stem,
        columns=columns,
        formats=_formats(document.get("formats", {}), place),
        types=_types(document.get("values", {}), place),
        constant_type=constants.get("type"),
        map_points=_map_points(document.get("map_points", {}), path),
        zone=_zone(document.get("time_zone", "Europe/London"), place),
        missing_from=_one_of(document.get("missing_from", "reject"), ("reject", "use_to"), place),
        sheet=None if document.get("sheet") is None else str(document["sheet"]),
        header_row=_row_number(document.get("header_row"), place),
        licence=str(document.get("licence", "not stated")),
    )


def _check_keys(table: Iterable[str], known: tuple[str, ...], place: str) -> None:
    for key in table:
        if key not in known:
            near = closest(key, known)
            raise BadInput(
                f"'{key}' is not a setting of a mapping. Settings here: {words(known)}.",
                place=place,
                next_step=f"Did you mean '{near}'?" if near else "Remove it.",
            )


def _columns(table: dict[str, str | list[str]], place: str) -> dict[str, tuple[str, ...]]:
    _check_keys(table, tuple(COLUMN_ROLES), f"{place}, [columns]")
    columns = {}
    for role, value in table.items():
        names = (value,) if isinstance(value, str) else tuple(value)
        most = 2 if role in _TIME_ROLES else 1
        if not 1 <= len(names) <= most or not all(isinstance(name, str) for name in names):
            raise BadInput(
                f"'{role}' must be a column's name"
                + (", or two: the date's and the time's." if most == 2 else "."),
                place=f"{place}, [columns]",
                next_step=f'Write {role} = "Column name".',
            )
        columns[role] = names
    return columns


def _check_roles(
    columns: dict[str, tuple[str, ...]], constants: dict[str, str], place: str
) -> None:
    missing = None
    if "id" not in columns:
        missing = "id: the source's own identifier, so that gathering twice adds nothing"
    elif "time" not in columns and "from" not in columns:
        missing = "time, or from and to: when it happened"
    elif "type" not in columns and "type" not in constants:
        missing = 'type (or type = "shoplifting" under [constants] when all rows are alike)'
    elif not ({"easting", "northing"} <= set(columns) or {"lat", "lon"} <= set(columns)):
        missing = (
            None if "map_point" in columns else "easting and northing, lat and lon, or map_point"
        )
    if missing:
        raise BadInput(
            f"the mapping does not say which column holds {missing}.",
            place=f"{place}, [columns]",
            next_step="Add it under [columns].",
        )
    if "time" in columns and ("from" in columns or "to" in columns):
        raise BadInput(
            "the mapping gives both time and from or to.",
            place=f"{place}, [columns]",
            next_step="Keep time alone, or from and to.",
        )


def _formats(table: dict[str, str | list[str]], place: str) -> tuple[str, ...]:
    _check_keys(table, ("dates",), f"{place}, [formats]")
    dates = table.get("dates", ())
    formats = (dates,) if isinstance(dates, str) else tuple(dates)
    for pattern in formats:
        if not isinstance(pattern, str) or "%" not in pattern or not _is_format(pattern):
            raise BadInput(
                f"'{pattern}' is not a date format.",
                place=f"{place}, [formats]",
                next_step='Write formats such as "%d/%m/%Y %H:%M".',
            )
    return formats


def _is_format(pattern: str) -> bool:
    try:
        dt.datetime.strptime("", pattern)
    except ValueError as error:
        return "directive" not in str(error) and "stray" not in str(error)
    except re.error:
        return False
    return True


def _row_number(value: object, place: str) -> int | None:
    if value is None or (type(value) is int and value >= 1):
        return value
    raise BadInput(
        f"header_row = {value!r} is not the number of a row.",
        place=place,
        next_step="Write the row as the spreadsheet numbers it, such as header_row = 4.",
    )


def _types(table: dict[str, dict[str, object]], place: str) -> dict[str, str]:
    _check_keys(table, ("type",), f"{place}, [values]")
    return {_fold(word): str(value) for word, value in table.get("type", {}).items()}


def _fold(word: str) -> str:
    return " ".join(word.split()).casefold()


def _map_points(table: dict[str, list[float]], path: Path) -> dict[str, tuple[float, float]]:
    points = {}
    for name, value in table.items():
        try:
            easting, northing = (float(number) for number in value)
        except (TypeError, ValueError) as error:
            raise BadInput(
                f"the map point '{name}' is not a pair of numbers.",
                place=f"{path.name}, [map_points]",
                next_step=f'Write "{name}" = [easting, northing] in metres.',
            ) from error
        points[_fold(name)] = (easting, northing)
    return points


def _zone(name: str, place: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadInput(
            f"'{name}' is not a time zone.",
            place=place,
            next_step='Use "Europe/London" for British clock time or "UTC".',
        ) from error


def _one_of(value: str, choices: tuple[str, ...], place: str) -> str:
    if value not in choices:
        raise BadInput(
            f"missing_from = '{value}' is not known.",
            place=place,
            next_step=f"Use {words(choices)}.",
        )
    return value
