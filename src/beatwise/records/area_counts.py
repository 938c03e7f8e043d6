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
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from beatwise.records.area_tally import AreaTally


OWN_SHARE = 0.5  # of its force's months, in which an area must have a row to be the force's own
LINES_AT_ONCE = 1_000_000  # of a table that is written part by part


@dataclass(frozen=True, slots=True, eq=False)
class CountLines:
    """Lines of a table of counts, each (n,).

    ``area``, ``force``, ``month`` and ``kind`` point into the ``areas``, ``forces``, ``months`` and
    ``kinds`` of the ``AreaCounts``.
    """

    area: NDArray[np.int32]
    force: NDArray[np.int32]
    month: NDArray[np.int32]
    kind: NDArray[np.int32]
    rows: NDArray[np.int64]

    def where(self, flag: NDArray[np.bool_]) -> CountLines:
        """Return the lines of which ``flag`` (n,) is true."""
        return CountLines(*(getattr(self, field.name)[flag] for field in fields(self)))


@dataclass(frozen=True, eq=False)
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

    @cached_property
    def forces(self) -> tuple[str, ...]:
        """The forces that the table names, in order."""
        return tuple(sorted(set(self.owner)))

    def tables(self, most: int = LINES_AT_ONCE) -> Iterator[pd.DataFrame]:
        """Yield the lines of ``parts`` as tables.

        Columns ``area``, ``force``, ``month`` (month number), ``type``, ``rows``.
        """
        months = np.array(self.months, dtype=np.int32)
        words = (self.areas, self.forces, self.kinds)
        areas, forces, kinds = (pd.CategoricalDtype(list(each)) for each in words)
        for part in self.parts(most):
            yield pd.DataFrame(
                {
                    "area": pd.Categorical.from_codes(part.area, dtype=areas),
                    "force": pd.Categorical.from_codes(part.force, dtype=forces),
                    "month": months[part.month],
                    "type": pd.Categorical.from_codes(part.kind, dtype=kinds),
                    "rows": part.rows,
                }
            )

    def parts(self, most: int = LINES_AT_ONCE) -> Iterator[CountLines]:
        """Yield the lines a part of the areas at a time, about ``most`` each; at least one part.

        One line for each type in each month that the area's force published, noughts included; in
        that order.
        """
        step = max(1, most // max(1, len(self.months) * len(self.kinds)))
        numbers = np.array([self.tally.areas.get(area, -1) for area in self.areas], dtype=int)
        of_force = {force: at for at, force in enumerate(self.forces)}
        owner = np.array([of_force[force] for force in self.owner], dtype=np.int32)
        has_line = np.array(
            [[(force, kind) not in self.absent for kind in self.kinds] for force in self.forces]
        ).reshape(len(self.forces), len(self.kinds))
        for first in range(0, max(1, len(self.areas)), step):
            part = slice(first, first + step)
            yield self._part(first, numbers[part], owner[part], has_line)

    def _part(
        self,
        first: int,
        numbers: NDArray[np.int64],
        owner: NDArray[np.int32],
        has_line: NDArray[np.bool_],
    ) -> CountLines:
        which, when = np.nonzero(self.there[first : first + len(numbers)])
        each = len(self.kinds)
        rows = self.tally.cells(numbers, self.months, self.kinds)[which, when]
        lines = CountLines(
            np.repeat((which + first).astype(np.int32), each),
            np.repeat(owner[which], each),
            np.repeat(when.astype(np.int32), each),
            np.tile(np.arange(each, dtype=np.int32), len(which)),
            rows.reshape(-1).astype(np.int64),
        )
        return lines if has_line.all() else lines.where(has_line[owner[which]].reshape(-1))


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
    rows = tally.rows(months, kinds)
    every, own = int(rows.sum()), int(rows[numbers].sum())
    counted = int(rows[numbers][there[known]].sum())
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
