"""The same record more than once in one file: what is counted once, and what stays.

A Crime ID that comes again with the same type at the same place is the same record: it counts once,
and the first row stands. With another type or another place it is another offence under one
reference, and stays. Anti-social behaviour has no ID: alike rows are separate incidents at one map
point, unless every one of the month's is there two (or three …) times over, which is a file put
together twice: Derbyshire's of February 2024 holds each of its 1,104 incidents two times.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from beatwise.sources.police_uk.id_keys import KEY, NONE, id_keys


FEWEST_ROWS = 20  # different rows without an ID, all repeated, before they are called doubled
_SAME = ("crime_id", "type", "easting", "northing", "location", "lsoa")


@dataclass(frozen=True, slots=True)
class Distinct:
    """The rows of one force-month that count, with the column ``id_key``.

    ``copies`` rows were left out because they say again what a row before them says; ``references``
    stay although their Crime ID is that of a row before them.
    """

    rows: pa.Table
    copies: int
    references: int


def distinct(rows: pa.Table) -> Distinct:
    """Leave out the rows that say again what a row before them says."""
    keys = id_keys(rows["crime_id"])
    keyed = rows.append_column(KEY, pa.array(keys, pa.uint64()))
    again = _same_id(keys)
    copies = np.zeros(len(rows), bool)
    if again.any():
        copies[_later(again, keyed, _SAME)] = True
    times = _times_over(rows, keys == NONE)
    if times > 1:
        copies |= _beyond(keyed, keys == NONE, times)
    repeated = _repeats_before(keys[~copies])
    if not copies.any():
        return Distinct(keyed, 0, repeated)
    return Distinct(keyed.filter(pa.array(~copies)), int(copies.sum()), repeated)


def _same_id(keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Say which rows have an ID that another row has too."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    pair = (ordered[1:] == ordered[:-1]) & (ordered[1:] != NONE)
    flags = np.zeros(len(keys), bool)
    flags[order[1:][pair]] = True
    flags[order[:-1][pair]] = True
    return flags


def _repeats_before(keys: NDArray[np.uint64]) -> int:
    ids = keys[keys != NONE]
    return len(ids) - len(np.unique(ids))


def _later(flags: NDArray[np.bool_], rows: pa.Table, columns: Iterable[str]) -> NDArray[np.int64]:
    """Return the positions, among flagged rows, of those alike one before them."""
    at = np.flatnonzero(flags)
    earlier: set[Hashable] = set()
    later = []
    for position, row in zip(at.tolist(), _values(rows, at, columns), strict=True):
        if row in earlier:
            later.append(position)
        earlier.add(row)
    return np.array(later, np.int64)


def _times_over(rows: pa.Table, flags: NDArray[np.bool_]) -> int:
    """Return how many times over each flagged row is there; 1 in an ordinary file."""
    part = rows.filter(pa.array(flags))
    number = part.group_by(part.column_names).aggregate([([], "count_all")])["count_all"].to_numpy()
    return int(np.gcd.reduce(number)) if len(number) >= FEWEST_ROWS else 1


def _beyond(rows: pa.Table, flags: NDArray[np.bool_], times: int) -> NDArray[np.bool_]:
    """Say which flagged rows are more than one in ``times`` of those alike."""
    at = np.flatnonzero(flags)
    number: dict[Hashable, int] = {}
    beyond = np.zeros(len(rows), bool)
    for position, row in zip(at.tolist(), _values(rows, at, rows.column_names), strict=True):
        number[row] = number.get(row, 0) + 1
        beyond[position] = (number[row] - 1) % times > 0
    return beyond


def _values(
    rows: pa.Table, at: NDArray[np.int64], columns: Iterable[str]
) -> Iterable[tuple[Hashable, ...]]:
    part = rows.select(list(columns)).take(pa.array(at))
    return zip(*(part[name].to_pylist() for name in part.column_names), strict=True)
