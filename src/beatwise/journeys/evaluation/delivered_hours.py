"""Delivered minutes by area and grade of evidence, from a table of visits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import MonthRange
from beatwise.errors import BadInput, MissingData


if TYPE_CHECKING:
    import pandas as pd

NEEDED = ("hot_spot", "start", "minutes", "grade")


def delivered_minutes(
    file: Path, areas: Sequence[str], months: MonthRange
) -> dict[str, NDArray[np.float64]]:
    """Return grade → (areas,) minutes of the visits that start in these months.

    The table has the columns hot_spot, start (ISO 8601), minutes and grade (A, B or C); one row is
    one visit. Raises ``BadInput`` naming column or row, and ``MissingData`` where no visit is to
    one of these areas in these months: nothing known is not nothing done. Visits elsewhere are
    left out.
    """
    table, local, minutes = visits(file)
    month = local.dt.year * 12 + local.dt.month - 1
    inside = month.between(months.first.number, months.last.number) & table["hot_spot"].isin(areas)
    if not inside.any():
        raise MissingData(
            f"no visit is to an area of the protocol in {months.words}.",
            place=str(file),
            next_step=f"The areas are called {', '.join(areas[:4])}; check hot_spot and start.",
        )
    position = {area: at for at, area in enumerate(areas)}
    of_grade: dict[str, NDArray[np.float64]] = {}
    for grade, rows in minutes[inside].groupby(table["grade"][inside].str.upper()):
        at = table.loc[rows.index, "hot_spot"].map(position).to_numpy()
        of_grade[str(grade)] = np.bincount(at, rows.to_numpy(), len(areas)).astype(float)
    return of_grade


def delivered_days(
    file: Path, areas: Sequence[str], first: int, days: int
) -> dict[str, NDArray[np.float64]]:
    """Return grade → (areas, days) minutes of the visits that start on each day (London).

    ``first`` is the ordinal of the first day. Raises as ``delivered_minutes``, and ``MissingData``
    where no visit is to one of these areas on one of these days: nothing known is not nothing done.
    """
    table, local, minutes = visits(file)
    epoch = np.datetime64("0001-01-01")
    start = local.dt.tz_localize(None).to_numpy("datetime64[D]")
    day = (start - epoch).astype("timedelta64[D]").astype(np.int64) + 1 - first
    position = {area: at for at, area in enumerate(areas)}
    area = table["hot_spot"].map(position)
    inside = (area.notna() & (day >= 0) & (day < days)).to_numpy()
    if not inside.any():
        raise MissingData(
            "no visit is to an area of the protocol on one of its days.",
            place=str(file),
            next_step=f"The areas are called {', '.join(areas[:4])}; check hot_spot and start.",
        )
    grade = table["grade"].str.upper().to_numpy()
    of_grade: dict[str, NDArray[np.float64]] = {}
    for name in sorted(set(grade[inside])):
        mine = inside & (grade == name)
        cell = area.to_numpy()[mine].astype(np.int64) * days + day[mine]
        counted = np.bincount(cell, minutes.to_numpy()[mine], len(areas) * days)
        of_grade[str(name)] = counted.reshape(len(areas), days).astype(float)
    return of_grade


class Visits(NamedTuple):
    """A table of visits, when each starts (London), and its minutes, row by row."""

    table: pd.DataFrame
    start: pd.Series[pd.Timestamp]
    minutes: pd.Series[float]


def visits(file: Path) -> Visits:
    """Return the visits of a file, one a row.

    Raises ``MissingData`` when there is none, ``BadInput`` naming the column or row at fault.
    """
    import pandas as pd

    from beatwise.sources.geography.coordinates import numbers
    from beatwise.sources.spreadsheets import read_sheet

    if not file.is_file():
        raise MissingData("there is no such file.", place=str(file))
    sheet = read_sheet(file)
    absent = [name for name in NEEDED if name not in sheet.frame]
    if absent:
        raise BadInput(
            f"the column '{absent[0]}' is missing.",
            place=str(file),
            next_step=f"Visits need the columns {', '.join(NEEDED)}.",
        )
    columns = {name: sheet.column(name) for name in NEEDED}
    start = pd.to_datetime(columns["start"], errors="coerce", utc=True, format="ISO8601")
    minutes = pd.Series(numbers(columns["minutes"]), index=sheet.frame.index)
    wrong = (start.isna() | minutes.isna() | (minutes < 0)).to_numpy()
    if wrong.any():
        raise BadInput(
            "a visit has no start that can be read, or minutes below 0.",
            place=f"{file}, row {sheet.rows[int(wrong.argmax())]}",
            next_step="Write starts as 2026-03-05T10:00:00Z and minutes as plain numbers.",
        )
    return Visits(sheet.frame, start.dt.tz_convert("Europe/London"), minutes)
