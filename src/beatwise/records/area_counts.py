"""Count rows by area, month and type, so that a nought means nought.

A count of nought is only written where rows could have been there: in the months that the area's
own force published. A month that is missing is absent. Whose own an area is comes from its ground
where that is known. Where only codes are known, an area that the force's files hardly ever name is
not the force's own (points are moved, and some lie in a neighbour's area): its noughts would say
nothing, so it is left out and counted as strayed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from beatwise.records.area_tally import AreaTally


OWN_SHARE = 0.5  # of its force's months, in which an area must have a row to be the force's own
LINES_AT_ONCE = 1_000_000  # of a table that is written part by part


@dataclass(frozen=True, slots=True, eq=False)
class AreaCounts:
    """Counts by area, month and type, and what became of the rows.

    Parameters
    ----------
    areas, owner
        Names in order, and the force that the table names beside each.
    months, kinds
        Month numbers in order, and types in the order of the lines.
    there
        Which months every owner of an area published, shape (areas, months).
    counted
        Rows in the table.
    strayed
        Rows in areas that are not the publishing force's own.
    without_month
        Rows that another force put into an area in a month that the area's own force did not
        publish: a part would look like the whole.
    stray_areas
        The areas that were left out, in order.
    absent
        (force, type) pairs without lines, for the force's files lack the type.
    """

    areas: tuple[str, ...]
    owner: tuple[str, ...]
    months: tuple[int, ...]
    kinds: tuple[str, ...]
    there: NDArray[np.bool_]
    counted: int
    strayed: int
    without_month: int
    stray_areas: list[str]
    tally: AreaTally
    absent: frozenset[tuple[str, str]] = frozenset()

    @property
    def table(self) -> pd.DataFrame:
        """All lines of ``tables``, one below the other."""
        tables = list(self.tables())
        return tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True)

    @property
    def lines(self) -> int:
        """How many lines the table has."""
        lacking = {force: sum(name == force for name, _ in self.absent) for force in self.owner}
        each = len(self.kinds) - np.array([lacking[force] for force in self.owner], dtype=int)
        return int((self.there.sum(axis=1) * each).sum())

    def tables(self, most: int = LINES_AT_ONCE) -> Iterator[pd.DataFrame]:
        """Yield the lines a part of the areas at a time, about ``most`` each; at least one table.

        Columns ``area``, ``force``, ``month`` (month number), ``type``, ``rows``: one line for each
        type in each month that the area's force published, noughts included; in that order.
        """
        step = max(1, most // max(1, len(self.months) * len(self.kinds)))
        numbers = np.array([self.tally.areas.get(area, -1) for area in self.areas], dtype=int)
        for first in range(0, max(1, len(self.areas)), step):
            yield self._part(slice(first, first + step), numbers[first : first + step])

    def _part(self, part: slice, numbers: NDArray[np.int64]) -> pd.DataFrame:
        which, when = np.nonzero(self.there[part])
        each = len(self.kinds)
        forces, owner = np.unique(np.array(self.owner, dtype=str), return_inverse=True)
        months = np.array(self.months, dtype=np.int32)
        table = pd.DataFrame(
            {
                "area": _category(np.repeat(which + part.start, each), self.areas),
                "force": _category(np.repeat(owner[part][which], each), forces.tolist()),
                "month": np.repeat(months[when], each),
                "type": _category(np.tile(np.arange(each), len(which)), self.kinds),
                "rows": self._cells(numbers)[which, when].reshape(-1),
            }
        )
        if not self.absent:
            return table
        lines = zip(table["force"].astype(str), table["type"].astype(str), strict=True)
        return table[[line not in self.absent for line in lines]]

    def _cells(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the counts of some areas, shape (areas, months, kinds); -1 is one without rows."""
        cells = np.zeros((len(numbers), len(self.months), len(self.kinds)), dtype=np.int64)
        known = numbers >= 0
        for at, month in enumerate(self.months):
            cells[known, at] = _of_kinds(self.tally, month, self.kinds, numbers[known])
        return cells


def count_areas(
    tally: AreaTally,
    published: Collection[tuple[str, int]],
    kinds: Sequence[str],
    own_share: float = OWN_SHARE,
    home: Mapping[str, tuple[str, ...]] | None = None,
    everywhere: Collection[str] = (),
) -> AreaCounts:
    """Count rows of the types ``kinds`` by area, month and type.

    Parameters
    ----------
    tally
        Rows of all types: those not in ``kinds`` help to tell which areas are a force's own.
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
    months = tuple(sorted({number for _, number in published}))
    owners = _by_rows(tally, published, own_share, everywhere) if home is None else home
    areas = tuple(sorted(owners))
    there = _months_there([owners[name] for name in areas], published, months)
    known = [at for at, area in enumerate(areas) if area in tally.areas]
    numbers = np.array([tally.areas[areas[at]] for at in known], dtype=int)
    everything = np.arange(len(tally.areas))
    every = own = counted = 0
    for at, month in enumerate(months):
        rows = _of_kinds(tally, month, kinds, everything).sum(axis=1)
        every += int(rows.sum())
        own += int(rows[numbers].sum())
        counted += int(rows[numbers[there[known, at]]].sum())
    named = {area for area, flag in zip(tally.areas, tally.named().tolist(), strict=True) if flag}
    return AreaCounts(
        areas,
        tuple(owners[name][0] for name in areas),
        months,
        tuple(kinds),
        there,
        counted,
        every - own,
        own - counted,
        sorted(named - set(owners)),
        tally,
    )


def _by_rows(
    tally: AreaTally,
    published: Collection[tuple[str, int]],
    own_share: float,
    everywhere: Collection[str],
) -> dict[str, tuple[str, ...]]:
    """Return each area's force: the one that names it most, in enough of its months."""
    months = Counter(force for force, _ in published)
    return {
        area: (force,)
        for area, force, named in tally.namers(everywhere)
        if named >= own_share * months[force]
    }


def _months_there(
    owners: Sequence[tuple[str, ...]],
    published: Collection[tuple[str, int]],
    months: Sequence[int],
) -> NDArray[np.bool_]:
    """Say which months every owner of an area published, shape (areas, months)."""
    pairs = {
        each: [all((force, month) in published for force in each) for month in months]
        for each in set(owners)
    }
    there = [pairs[each] for each in owners]
    return np.array(there, dtype=bool).reshape(len(owners), len(months))


def _of_kinds(
    tally: AreaTally, month: int, kinds: Sequence[str], areas: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Return a month's counts of some areas and types, shape (areas, kinds)."""
    counts = np.pad(tally.month(month)[areas], [(0, 0), (0, 1)])  # the last: types without rows
    return counts[:, [tally.kinds.get(kind, -1) for kind in kinds]]


def _category(codes: NDArray[np.int64], words: Sequence[str]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, list(words))
