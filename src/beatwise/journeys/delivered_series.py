"""Series of measures from what was delivered: hours on patrol by month, and partners' share."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple, cast

from beatwise.accountability.tables.computed import HOURS, Query
from beatwise.clock import Month, MonthRange
from beatwise.delivery.measurement.fidelity_json import FORMAT
from beatwise.errors import BadInput, MissingData


NEXT = "Give the folder that beatwise measure wrote, or its fidelity.json."


class _Hours(NamedTuple):
    every: float
    partners: float


def delivered_rows(query: Query, path: Path, months: MonthRange | None) -> list[dict[str, str]]:
    """Return a row of observations for each month of a measurement's document.

    A month that the measurement holds in part counts as far as it goes, and its note says so.
    Raises ``MissingData`` or ``BadInput`` naming the file.
    """
    file = path / "fidelity.json" if path.is_dir() else path
    if not file.is_file():
        raise MissingData("there is no such file.", place=str(file), next_step=NEXT)
    try:
        document = json.loads(file.read_bytes())
        if document["format"] != FORMAT:
            raise ValueError("another format")
        hours = _by_month(document)
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(
            "this is not what beatwise measure wrote.", place=str(file), next_step=NEXT
        ) from error
    mark = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return [
        {
            "measure": query.measure,
            "area": "",
            "period": month,
            "value": _value(query, one),
            "vintage": "",
            "source": f"{file.name} (SHA-256 {mark}), measured by Beatwise",
            "note": _note(month, document),
        }
        for month, one in sorted(hours.items())
        if (months is None or Month.parse(month) in months) and one.every
    ]


def _by_month(document: dict[str, object]) -> dict[str, _Hours]:
    every, partners = defaultdict[str, float](float), defaultdict[str, float](float)
    for row in cast("list[dict[str, object]]", document["months"]):
        month, hours = str(row["month"]), float(cast("float", row["patrol_hours"]))
        every[month] += hours
        partners[month] += hours if row["partner"] != document["provider"] else 0.0
    return {month: _Hours(every[month], partners[month]) for month in every}


def _value(query: Query, hours: _Hours) -> str:
    if query.figure == HOURS:
        return f"{hours.every:.1f}"
    return f"{100 * hours.partners / hours.every:.1f}"


def _note(month: str, document: dict[str, object]) -> str:
    first, last = str(document["from"]), str(document["to"])
    following = Month.parse(month) + 1
    whole = first <= f"{month}-01" and last >= f"{following}-01"
    ends = first <= f"{month}-01" and last[:7] == month and _is_last_day(last)
    return "" if whole or ends else f"measured from {first} to {last}"


def _is_last_day(day: str) -> bool:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).day == 1
