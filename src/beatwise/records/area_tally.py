"""Rows by area, month and type, added up one month of one force at a time.

A nation's rows need not be in memory together: what is kept grows with areas, months and types.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from beatwise.records.coded_column import CodedColumn


class AreaTally:
    """Counts of rows by area, month and type, and which force has how many in which area."""

    def __init__(self) -> None:
        self.areas: dict[str, int] = {}
        self.kinds: dict[str, int] = {}
        self._months: dict[int, NDArray[np.int32]] = {}
        self._rows_of: dict[str, NDArray[np.int64]] = {}
        self._months_of: dict[str, NDArray[np.int64]] = {}
        self._read = np.zeros(0, dtype=np.int64)
        self._fates: dict[str, NDArray[np.int64]] = {}

    def add(
        self,
        force: str,
        month: int,
        area: CodedColumn,
        kind: CodedColumn,
        fates: Mapping[str, NDArray[np.bool_]],
    ) -> None:
        """Add the rows of a force in a month (number), each (n,); every row has a type.

        ``fates`` says of which rows (n,) something was so.
        """
        areas, kinds = _numbers(self.areas, area.words), _numbers(self.kinds, kind.words)
        shape = len(area.words), len(kind.words)
        has = area.codes >= 0
        cells = area.codes[has] * shape[1] + kind.codes[has]
        here = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
        of_month = self.month(month)
        of_month[np.ix_(areas, kinds)] += here.astype(np.int32)
        rows = here.sum(axis=1)
        for counts, more in ((self._rows_of, rows), (self._months_of, rows > 0)):
            counts[force] = _grown(counts.get(force, rows[:0]), len(self.areas))
            counts[force][areas] += more
        self._read = self._with(self._read, kinds, kind.codes)
        for fate, flag in fates.items():
            before = self._fates.get(fate, self._read[:0])
            codes = kind.codes[flag] if flag.any() else kind.codes[:0]
            self._fates[fate] = self._with(before, kinds, codes)

    def month(self, number: int) -> NDArray[np.int32]:
        """Return the counts of a month, shape (areas, kinds) in the order in which they came."""
        known = self._months.get(number, np.zeros((0, 0), dtype=np.int32))
        self._months[number] = _grown(known, len(self.areas), len(self.kinds))
        return self._months[number]

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

    def _with(
        self, counts: NDArray[np.int64], kinds: NDArray[np.int64], codes: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        grown = _grown(counts, len(self.kinds))
        grown[kinds] += np.bincount(codes, minlength=len(kinds))
        return grown

    def _of(self, counts: NDArray[np.int64], kinds: Sequence[str]) -> int:
        grown = _grown(counts, len(self.kinds))
        return int(sum(grown[self.kinds[kind]] for kind in kinds if kind in self.kinds))


def _numbers(known: dict[str, int], words: Sequence[str]) -> NDArray[np.int64]:
    """Return the number of each word, a new one where it was not known."""
    return np.array([known.setdefault(word, len(known)) for word in words], dtype=np.int64)


def _grown(counts: NDArray, *shape: int) -> NDArray:
    """Return counts in a larger shape, zeros where there were none; the same where it fits."""
    if counts.shape == shape:
        return counts
    return np.pad(counts, [(0, new - old) for old, new in zip(counts.shape, shape, strict=True)])
