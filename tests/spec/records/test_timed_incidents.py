"""Timed incidents: a span of time that holds the truth, settled once at the door."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from beatwise.records.wall_clock import settle
from beatwise.sources.extracts.incidents import ReadIncidents, read_incidents
from beatwise.sources.extracts.mapping import Mapping


MAPPING = Mapping(
    "Extract",
    {
        "id": ("id",),
        "from": ("from",),
        "to": ("to",),
        "easting": ("x",),
        "northing": ("y",),
        "type": ("kind",),
    },
)


def extract(folder: Path, *rows: str) -> ReadIncidents:
    """Read an extract of a few rows."""
    path = folder / "extract.csv"
    path.write_text("\n".join(["id,from,to,x,y,kind", *rows]), "utf-8")
    return read_incidents(path, MAPPING)


def test_an_hour_that_happens_twice_is_not_guessed() -> None:
    """A wall time that happened twice in autumn spans from its first occurrence to its second."""
    settled = settle(pd.Series([pd.Timestamp("2025-10-26 01:30")]))
    assert settled.twice[0]
    assert str(settled.earliest[0]) == "2025-10-26 00:30:00+00:00"
    assert str(settled.latest[0]) == "2025-10-26 01:30:00+00:00"


def test_an_hour_that_never_happens_is_kept() -> None:
    """A wall time that spring leaves out is kept and counted; its span covers both clocks."""
    settled = settle(pd.Series([pd.Timestamp("2025-03-30 01:30")]))
    assert settled.never[0]
    assert settled.latest[0] - settled.earliest[0] == pd.Timedelta(hours=1)


def test_rows_add_up(tmp_path: Path) -> None:
    """Rows kept and rejected add up to the rows sent; each rejected one is listed with why."""
    read = extract(
        tmp_path,
        "1,01/05/2025 10:00,01/05/2025 11:00,458700,304500,Drugs",
        "2,01/05/2025 12:00,01/05/2025 11:00,458700,304500,Drugs",
        "3,,,458700,304500,Drugs",
    )
    assert read.rows_in == len(read.incidents) + sum(read.rejected.values())
    assert read.set_aside[["row", "reason"]].values.tolist() == [
        [3, "to is before from"],
        [4, "no time"],
    ]


def test_an_unknown_place_is_not_a_missing_incident(tmp_path: Path) -> None:
    """An incident without a place is kept and counted; it is neither dropped nor put at zero."""
    read = extract(tmp_path, "1,01/05/2025 10:00,01/05/2025 11:00,,,Drugs")
    assert read.incidents["easting"].isna().tolist() == [True]
    assert read.adjusted == {"not located: no coordinates": 1}


def test_a_date_alone_is_a_whole_day(tmp_path: Path) -> None:
    """A date without a time is a span of a day, never midnight."""
    read = extract(tmp_path, "1,01/12/2025,01/12/2025,458700,304500,Drugs")
    span = read.incidents.iloc[0]
    assert (span["start"].strftime("%H:%M"), span["end"].strftime("%H:%M")) == ("00:00", "23:59")
