"""Which column of a table of positions is which, and the table as positions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from beatwise import data
from beatwise.clock import LONDON
from beatwise.errors import BadInput
from beatwise.fields import document
from beatwise.sources.tracks.moments import moments
from beatwise.sources.tracks.track_file import Positions


ROLES = (
    "device", "time", "latitude", "longitude", "easting", "northing", "accuracy", "bad", "good",
)  # fmt: skip
_NEEDED = "a time, and latitude with longitude or easting with northing"


@cache
def usual_names() -> dict[str, tuple[str, ...]]:
    """Return role → the names that trackers give it, from ``data/delivery/track_fields.toml``."""
    path = ("delivery", "track_fields.toml")
    with document(data.text(*path), "/".join(path)) as fields:
        fields.exactly("format", 1)
        names = fields.table("names")
        return {role: names.texts(role) for role in ROLES}


def columns_of(
    frame: pd.DataFrame, place: str, mapping: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return role → column; ``mapping`` first, then the usual names.

    Raises ``BadInput`` listing the columns when no time or no place can be read.
    """
    by_key = {_key(name): name for name in reversed([str(c) for c in frame.columns])}
    columns = {}
    for role, names in usual_names().items():
        wanted = (mapping[role],) if mapping and role in mapping else names
        match = next((by_key[_key(name)] for name in wanted if _key(name) in by_key), None)
        if match is not None:
            columns[role] = match
        elif mapping and role in mapping:
            raise BadInput(f"there is no column '{mapping[role]}'.", place=place)
    degrees = {"latitude", "longitude"} <= columns.keys()
    if "time" not in columns or not (degrees or {"easting", "northing"} <= columns.keys()):
        listing = ", ".join(f"'{c}'" for c in frame.columns)
        raise BadInput(
            f"positions need {_NEEDED}; the columns are {listing}.",
            place=place,
            next_step='Name them in a mapping: [columns] time = "…", latitude = "…" and so on.',
        )
    return columns


def positions(
    frame: pd.DataFrame,
    place: str,
    *,
    device: str,
    mapping: Mapping[str, str] | None = None,
    zone: ZoneInfo = LONDON,
) -> Positions:
    """Return a table's rows as positions; ``device`` names the device where the table does not."""
    columns = columns_of(frame, place, mapping)
    number = {
        role: _numbers(frame, columns.get(role))
        for role in ("latitude", "longitude", "easting", "northing", "accuracy")
    }
    unusable = _flags(frame, columns.get("bad")) | ~_flags(frame, columns.get("good"), usual=True)
    return Positions(
        _devices(frame, columns.get("device"), device),
        moments(frame[columns["time"]], zone),
        number["longitude"],
        number["latitude"],
        number["easting"],
        number["northing"],
        number["accuracy"].astype(np.float32),
        unusable,
    )


def _key(name: str) -> str:
    return re.sub(r"[\s_\-.:]+", "", name).casefold()


def _numbers(frame: pd.DataFrame, column: str | None) -> NDArray[np.float64]:
    if column is None:
        return np.full(len(frame), np.nan)
    return pd.to_numeric(frame[column], errors="coerce").to_numpy(float, na_value=np.nan)


def _flags(frame: pd.DataFrame, column: str | None, *, usual: bool = False) -> NDArray[np.bool_]:
    """Read true and false; what is neither counts as ``usual``."""
    if column is None:
        return np.full(len(frame), usual)
    words = frame[column].astype("str").str.strip().str.casefold()
    yes, no = words.isin(["true", "1", "yes"]), words.isin(["false", "0", "no"])
    return np.where(yes, True, np.where(no, False, usual))


def _devices(frame: pd.DataFrame, column: str | None, usual: str) -> NDArray[np.object_]:
    if column is None:
        return np.full(len(frame), usual, object)
    names = frame[column].astype("str").str.strip().str.removesuffix(".0")
    return names.where(frame[column].notna() & (names != ""), "").to_numpy(object)
