"""Rows by area, month and type, added up some months of one force at a time.

A nation's rows need not be in memory together: what is kept grows with areas, months and types.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from beatwise.records.coded_column import CodedColumn


_Word = TypeVar("_Word", bound=Hashable)
_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class AreaSums:
    """Counts of the rows of a force in some months.

    ``months`` are numbers. ``counts`` has shape (areas, months, kinds); ``read`` says how many rows
    each type has, with an area or without, shape (kinds,), and ``fates`` of how many something was.
    """

    force: str
    areas: list[str]
    months: list[int]
    kinds: list[str]
    counts: NDArray[np.int32]
    read: NDArray[np.int64]
    fates: dict[str, NDArray[np.int64]]


def sums_of(
    force: str,
    months: Sequence[tuple[int, int]],
    area: CodedColumn,
    kind: CodedColumn,
    fates: Mapping[str, NDArray[np.bool_]],
) -> AreaSums:
    """Count the rows of a force in some months, each (n,); every row has a type.

    ``months`` says how many rows each month (number) has, in the order of the rows; ``fates`` of
    which rows (n,) something was so.
    """
    shape = len(area.words), len(months), len(kind.words)
    of_month = np.repeat(np.arange(shape[1]), [rows for _, rows in months])
    cells = (area.codes * shape[1] + of_month) * shape[2] + kind.codes
    has = area.codes >= 0
    cells = cells if has.all() else cells[has]
    counts = np.bincount(cells, minlength=int(np.prod(shape))).reshape(shape).astype(np.int32)
    numbers = [number for number, _ in months]
    by_fate = {
        fate: np.bincount(kind.codes[flag] if flag.any() else [], minlength=shape[2])
        for fate, flag in fates.items()
    }
    read = np.bincount(kind.codes, minlength=shape[2])
    return AreaSums(force, area.words, numbers, kind.words, counts, read, by_fate)


class AreaTally:
    """Counts of rows by area, month and type, and which force has how many in which area."""

    def __init__(self) -> None:
        self.areas: dict[str, int] = {}
        self.kinds: dict[str, int] = {}
        self._months: dict[int, int] = {}
        self._counts = np.zeros((0, 0, 0), dtype=np.int32)
        self._to_add: list[tuple[_Numbers, _Numbers, NDArray[np.int32]]] = []
        self._rows_of: dict[str, NDArray[np.int64]] = {}
        self._months_of: dict[str, NDArray[np.int64]] = {}
        self._read = np.zeros(0, dtype=np.int64)
        self._fates: dict[str, NDArray[np.int64]] = {}

    def add(self, sums: AreaSums) -> None:
        """Add what was counted of a force in some months."""
        areas, kinds = _numbers(self.areas, sums.areas), _numbers(self.kinds, sums.kinds)
        when = _numbers(self._months, sums.months)
        here = np.zeros((*sums.counts.shape[:2], len(self.kinds)), dtype=np.int32)
        here[:, :, kinds] = sums.counts
        self._to_add.append((areas, when, here))
        rows = here.sum(axis=2)
        for counts, more in ((self._rows_of, rows), (self._months_of, rows > 0)):
            counts[sums.force] = _grown(counts.get(sums.force, self._read[:0]), len(self.areas))
            counts[sums.force][areas] += more.sum(axis=1)
        self._read = self._with(self._read, kinds, sums.read)
        for fate, numbers in sums.fates.items():
            before = self._fates.get(fate, self._read[:0])
            self._fates[fate] = self._with(before, kinds, numbers)

    def cells(
        self, areas: NDArray[np.int64], months: Sequence[int], kinds: Sequence[str]
    ) -> NDArray[np.int32]:
        """Return the counts of some areas, shape (areas, months, kinds).

        An area is its number in ``areas``; -1 is one without rows.
        """
        every = self._added_up()
        if not every.size:
            return np.zeros((len(areas), len(months), len(kinds)), dtype=np.int32)
        when, of = _places(self._months, months), _places(self.kinds, kinds)
        cells = every[areas][:, when][:, :, of]
        cells[areas < 0] = cells[:, when < 0] = cells[:, :, of < 0] = 0
        return cells

    def rows(self, months: Sequence[int], kinds: Sequence[str]) -> NDArray[np.int64]:
        """Return the rows of these types together, shape (areas, months)."""
        every, when = self._added_up(), _places(self._months, months)
        if not every.size:
            return np.zeros((len(self.areas), len(months)), dtype=np.int64)
        of = _places(self.kinds, kinds)
        rows = (every @ np.bincount(of[of >= 0], minlength=len(self.kinds)))[:, when]
        rows[:, when < 0] = 0
        return rows

    def rows_read(self, kinds: Sequence[str]) -> int:
        """Return how many rows of these types were added, with an area or without."""
        return self._of(self._read, kinds)

    def fates(self, kinds: Sequence[str]) -> dict[str, int]:
        """Return of how many rows of these types each thing was so."""
        return {fate: self._of(counts, kinds) for fate, counts in self._fates.items()}

    def named(self) -> NDArray[np.bool_]:
        """Say which areas have a row of any force, shape (areas,)."""
        rows = [_grown(counts, len(self.areas)) for counts in self._rows_of.values()]
        return np.sum(rows, axis=0) > 0 if rows else np.zeros(0, dtype=bool)

    def namers(self, everywhere: Collection[str]) -> list[tuple[str, str, int]]:
        """Return each area, the force that names it most, and in how many months it does.

        Of forces with as many rows the first by name; forces of ``everywhere`` do not count.
        """
        forces = sorted(force for force in self._rows_of if force not in everywhere)
        if not forces or not self.areas:
            return []
        rows = np.stack([_grown(self._rows_of[force], len(self.areas)) for force in forces])
        months = np.stack([_grown(self._months_of[force], len(self.areas)) for force in forces])
        most = rows.argmax(axis=0)
        return [
            (area, forces[most[at]], int(months[most[at], at]))
            for area, at in self.areas.items()
            if rows[most[at], at]
        ]

    def _added_up(self) -> NDArray[np.int32]:
        """Return every count, shape (areas, months, kinds) in the order in which they came."""
        self._counts = _grown(self._counts, len(self.areas), len(self._months), len(self.kinds))
        while self._to_add:
            areas, when, here = self._to_add.pop()
            self._counts[areas[:, None], when, : here.shape[2]] += here
        return self._counts

    def _with(
        self, counts: NDArray[np.int64], kinds: NDArray[np.int64], more: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        grown = np.array(_grown(counts, len(self.kinds)))
        grown[kinds] += more
        return grown

    def _of(self, counts: NDArray[np.int64], kinds: Sequence[str]) -> int:
        grown = _grown(counts, len(self.kinds))
        return int(sum(grown[self.kinds[kind]] for kind in kinds if kind in self.kinds))


def _numbers(known: dict[_Word, int], words: Sequence[_Word]) -> NDArray[np.int64]:
    """Return the number of each word, a new one where it was not known."""
    return np.array([known.setdefault(word, len(known)) for word in words], dtype=np.int64)


def _places(known: Mapping[_Word, int], words: Sequence[_Word]) -> NDArray[np.int64]:
    """Return the number of each word, -1 where it is not known."""
    return np.array([known.get(word, -1) for word in words], dtype=np.int64)


def _grown(counts: NDArray, *shape: int) -> NDArray:
    """Return counts in a larger shape, zeros where there were none; the same where it fits."""
    if counts.shape == shape:
        return counts
    if not counts.size:
        return np.zeros(shape, dtype=counts.dtype)
    return np.pad(counts, [(0, new - old) for old, new in zip(counts.shape, shape, strict=True)])
