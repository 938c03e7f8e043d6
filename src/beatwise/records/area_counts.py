"""Count rows by area, month and type, so that a nought means nought.

A count of nought is only written where rows could have been there: in the months that the area's
own force published. A month that is missing is absent. An area that the force's files hardly ever
name is not the force's own (points are moved, and some lie in a neighbour's area): its noughts
would say nothing, so it is left out and counted as strayed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd


OWN_SHARE = 0.5  # of its force's months, in which an area must have a row to be the force's own


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """Counts by area, month and type, and what became of the rows.

    Parameters
    ----------
    table
        Columns ``area``, ``force``, ``month`` (month number), ``type``, ``rows``: one line for each
        type in each month that the area's force published, noughts included; in that order.
    counted
        Rows in the table.
    strayed
        Rows in areas that are not the publishing force's own.
    without_month
        Rows that another force put into an area in a month that the area's own force did not
        publish: a part would look like the whole.
    stray_areas
        The areas that were left out, in order.
    """

    table: pd.DataFrame
    counted: int
    strayed: int
    without_month: int
    stray_areas: list[str]


def count_areas(
    area: np.ndarray,
    force: np.ndarray,
    month: np.ndarray,
    kind: np.ndarray,
    published: Collection[tuple[str, int]],
    kinds: Sequence[str],
    own_share: float = OWN_SHARE,
) -> AreaCounts:
    """Count rows of the types ``kinds`` by area, month and type.

    Parameters
    ----------
    area, force, month, kind
        One entry a row, (n,); every row has an area. Rows of all types: those not in ``kinds``
        help to tell which areas are a force's own.
    published
        The (force, month number) pairs that were gathered.
    own_share
        An area needs a row in this share of its force's months; 0 keeps every area.
    """
    areas, a = np.unique(area.astype(str), return_inverse=True)
    forces, f = np.unique(force.astype(str), return_inverse=True)
    months, m = np.unique(month, return_inverse=True)
    shape = len(areas), len(forces)
    named = np.bincount(a * shape[1] + f, minlength=shape[0] * shape[1]).reshape(shape)
    own = named.argmax(axis=1) if len(forces) else np.empty(0, dtype=np.int64)
    there = _published(published, forces, months)
    has_rows = np.zeros((len(areas), len(months)), dtype=bool)
    mine = f == own[a]
    has_rows[a[mine], m[mine]] = True
    stray = has_rows.sum(axis=1) < own_share * there[own].sum(axis=1)
    t = pd.Index(list(kinds)).get_indexer(pd.Index(kind))
    wanted = t >= 0
    good = wanted & ~stray[a] & there[own[a], m]
    table = _table(areas[~stray], forces[own[~stray]], months, there[own[~stray]], kinds)
    renumbered = np.cumsum(~stray) - 1
    cells = (renumbered[a[good]] * len(months) + m[good]) * len(kinds) + t[good]
    every = np.bincount(cells, minlength=int((~stray).sum()) * len(months) * len(kinds))
    table["rows"] = every.reshape(-1, len(kinds))[there[own[~stray]].reshape(-1)].reshape(-1)
    return AreaCounts(
        table,
        int(good.sum()),
        int((wanted & stray[a]).sum()),
        int((wanted & ~stray[a] & ~there[own[a], m]).sum()),
        areas[stray].tolist(),
    )


def _published(
    published: Collection[tuple[str, int]], forces: np.ndarray, months: np.ndarray
) -> np.ndarray:
    pairs = [[(force, int(month)) in published for month in months] for force in forces]
    return np.array(pairs, dtype=bool).reshape(len(forces), len(months))


def _table(
    areas: np.ndarray, own: np.ndarray, months: np.ndarray, there: np.ndarray, kinds: Sequence[str]
) -> pd.DataFrame:
    """Return the lines without their counts: areas by months published by types."""
    which, when = np.nonzero(there)
    codes = np.tile(np.arange(len(kinds)), len(which))
    forces, own_codes = np.unique(own, return_inverse=True)
    each = len(kinds)
    return pd.DataFrame(
        {
            "area": pd.Categorical.from_codes(np.repeat(which, each), areas.tolist()),
            "force": pd.Categorical.from_codes(np.repeat(own_codes[which], each), forces.tolist()),
            "month": np.repeat(months[when], each).astype(np.int32),
            "type": pd.Categorical.from_codes(codes, list(kinds)),
        }
    )
