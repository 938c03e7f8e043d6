"""How many records a force has by month and type, and how many of them have no place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.records.crime_types import ASB


ALL_CRIME = "all-crime"  # every type but anti-social behaviour, which is never added to crime


@dataclass(frozen=True, slots=True, eq=False)
class MonthTallies:
    """The records of one force.

    ``months`` are month numbers, ascending, shape (m,); ``types`` are slugs, ``ALL_CRIME`` the last
    of them; ``rows`` and ``no_place`` count records, shape (m, types). A type without a record in a
    month that is there counts zero.
    """

    force: str
    months: NDArray[np.int64]
    types: tuple[str, ...]
    rows: NDArray[np.int64]
    no_place: NDArray[np.int64]


def month_tallies(
    force: str, by_month: Iterable[tuple[int, Mapping[str, tuple[int, int]]]]
) -> MonthTallies:
    """Put together the tallies of one force.

    ``by_month`` gives each month number with, by type, its records and those without a place.
    """
    present = sorted(by_month, key=lambda pair: pair[0])
    types = sorted({kind for _, tally in present for kind in tally})
    table = np.zeros((len(present), len(types) + 1, 2), np.int64)
    for at, (_, tally) in enumerate(present):
        for column, kind in enumerate(types):
            table[at, column] = tally.get(kind, (0, 0))
    crime = [column for column, kind in enumerate(types) if kind != ASB]
    table[:, -1] = table[:, crime].sum(axis=1)
    months = np.array([month for month, _ in present], np.int64)
    return MonthTallies(force, months, (*types, ALL_CRIME), table[:, :, 0], table[:, :, 1])
