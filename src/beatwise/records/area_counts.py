"""Count rows by area, month and type, so that a nought means nought.

A count of nought is only written where rows could have been there: in the months that the area's
own force published. A month that is missing is absent. Whose own an area is comes from its ground
where that is known. Where only codes are known, an area that the force's files hardly ever name is
not the force's own (points are moved, and some lie in a neighbour's area): its noughts would say
nothing, so it is left out and counted as strayed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
    home: Mapping[str, tuple[str, ...]] | None = None,
    everywhere: Collection[str] = (),
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
        Without ``home``: an area needs a row in this share of its force's months.
    home
        The forces whose own each area is, the first of them named in the table; a month counts
        where all of them published it. Areas that are not in it are left out; those in it are
        counted though no row names them. Without it, an area is of the force that names it most.
    everywhere
        Forces that record everywhere: no area is their own.
    """
    months = np.array(sorted({number for _, number in published}), dtype=np.int64)
    owners = (
        _by_rows(area, force, month, published, own_share, everywhere) if home is None else home
    )
    areas = np.array(sorted(owners), dtype=object)
    a = pd.Index(areas).get_indexer(pd.Index(area.astype(str)))
    m = pd.Index(months).get_indexer(pd.Index(month))
    t = pd.Index(list(kinds)).get_indexer(pd.Index(kind))
    there = _months_there([owners[name] for name in areas], published, months)
    wanted, own = (t >= 0) & (m >= 0), a >= 0
    good = wanted & own
    good[good] = there[a[good], m[good]]
    table = _table(areas, [owners[name][0] for name in areas], months, there, kinds)
    cells = (a[good] * len(months) + m[good]) * len(kinds) + t[good]
    every = np.bincount(cells, minlength=len(areas) * len(months) * len(kinds))
    table["rows"] = every.reshape(-1, len(kinds))[there.reshape(-1)].reshape(-1)
    return AreaCounts(
        table,
        int(good.sum()),
        int((wanted & ~own).sum()),
        int((wanted & own & ~good).sum()),
        sorted(set(area.astype(str).tolist()) - set(owners)),
    )


def _by_rows(
    area: np.ndarray,
    force: np.ndarray,
    month: np.ndarray,
    published: Collection[tuple[str, int]],
    own_share: float,
    everywhere: Collection[str],
) -> dict[str, tuple[str, ...]]:
    """Return each area's force: the one that names it most, in enough of its months."""
    local = ~np.isin(force.astype(str), list(everywhere))
    named = pd.DataFrame({"area": area[local].astype(str), "force": force[local].astype(str)})
    named["month"] = month[local]
    counted = named.groupby(["area", "force"])["month"].agg(["size", "nunique"]).reset_index()
    own = counted.sort_values(["size", "force"], ascending=[False, True], kind="stable")
    own = own.drop_duplicates("area")
    owners: dict[str, tuple[str, ...]] = {}
    for line in own.itertuples():
        months = sum(1 for name, _ in published if name == line.force)
        if line.nunique >= own_share * months:
            owners[str(line.area)] = (str(line.force),)
    return owners


def _months_there(
    owners: Sequence[tuple[str, ...]],
    published: Collection[tuple[str, int]],
    months: np.ndarray,
) -> np.ndarray:
    """Say which months every owner of an area published, shape (areas, months)."""
    pairs = {
        each: [all((force, int(month)) in published for force in each) for month in months]
        for each in set(owners)
    }
    there = [pairs[each] for each in owners]
    return np.array(there, dtype=bool).reshape(len(owners), len(months))


def _table(
    areas: np.ndarray,
    own: Sequence[str],
    months: np.ndarray,
    there: np.ndarray,
    kinds: Sequence[str],
) -> pd.DataFrame:
    """Return the lines without their counts: areas by months published by types."""
    which, when = np.nonzero(there)
    codes = np.tile(np.arange(len(kinds)), len(which))
    forces, own_codes = np.unique(np.array(own, dtype=str), return_inverse=True)
    each = len(kinds)
    return pd.DataFrame(
        {
            "area": pd.Categorical.from_codes(np.repeat(which, each), areas.tolist()),
            "force": pd.Categorical.from_codes(np.repeat(own_codes[which], each), forces.tolist()),
            "month": np.repeat(months[when], each).astype(np.int32),
            "type": pd.Categorical.from_codes(codes, list(kinds)),
        }
    )
