"""Delivered minutes by area and grade of evidence, from a table of visits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import MonthRange
from beatwise.errors import BadInput, MissingData


NEEDED = ("hot_spot", "start", "minutes", "grade")


def delivered_minutes(
    file: Path, areas: Sequence[str], months: MonthRange
) -> dict[str, NDArray[np.float64]]:
    """Return grade → (areas,) minutes of the visits that start in these months.

    The table has the columns hot_spot, start (ISO 8601), minutes and grade (A, B or C); one row is
    one visit. Raises ``BadInput`` naming column or row; visits elsewhere are left out.
    """
    import pandas as pd

    try:
        table = pd.read_csv(file, dtype=str)
    except FileNotFoundError as error:
        raise MissingData("there is no such file.", place=str(file)) from error
    except (UnicodeDecodeError, ValueError) as error:
        raise BadInput(f"this is not a table ({error}).", place=str(file)) from error
    absent = [name for name in NEEDED if name not in table]
    if absent:
        raise BadInput(
            f"the column '{absent[0]}' is missing.",
            place=str(file),
            next_step=f"Visits need the columns {', '.join(NEEDED)}.",
        )
    start = pd.to_datetime(table["start"], errors="coerce", utc=True, format="ISO8601")
    minutes = pd.to_numeric(table["minutes"], errors="coerce")
    _check(file, start.isna() | minutes.isna() | (minutes < 0), table)
    local = start.dt.tz_convert("Europe/London")
    month = local.dt.year * 12 + local.dt.month - 1
    inside = month.between(months.first.number, months.last.number) & table["hot_spot"].isin(areas)
    position = {area: at for at, area in enumerate(areas)}
    found: dict[str, NDArray[np.float64]] = {}
    for grade, rows in minutes[inside].groupby(table["grade"][inside].str.upper()):
        at = table.loc[rows.index, "hot_spot"].map(position).to_numpy()
        found[str(grade)] = np.bincount(at, rows.to_numpy(), len(areas)).astype(float)
    return found


def _check(file: Path, wrong: Any, table: Any) -> None:
    if wrong.any():
        row = int(wrong.to_numpy().argmax()) + 2
        raise BadInput(
            "a visit has no start that can be read, or minutes below 0.",
            place=f"{file}, row {row}",
        )
