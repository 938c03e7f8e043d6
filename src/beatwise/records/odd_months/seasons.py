"""What each month of the year usually holds of each type: a table read from the package's data."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from beatwise import data
from beatwise.fields import document
from beatwise.records.crime_types import CATEGORIES


def seasons(types: Sequence[str], months: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return what each month usually holds of an average month, shape (m, types).

    ``months`` are month numbers; one for a type that the table does not hold.
    """
    table = _table()
    plain = (1.0,) * 12
    return np.array([table.get(kind, plain) for kind in types], float).T[months % 12]


@cache
def _table() -> dict[str, tuple[float, ...]]:
    with document(data.text("recording", "seasons.toml"), "seasons.toml", decimals=False) as fields:
        fields.exactly("format", 1)
        names = [name.lower() for name in calendar.month_name[1:]]
        return {
            kind: tuple(float(fields.table(kind).number(name)) for name in names)
            for kind in CATEGORIES
            if fields.has(kind)
        }
