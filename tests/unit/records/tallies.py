"""Tallies of a few rows, for tests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from beatwise.records.area_tally import AreaTally, sums_of
from beatwise.records.coded_column import CodedColumn


def tally_of(rows: Sequence[tuple[str, str, int, str]]) -> AreaTally:
    """Add up (area, force, month, type) rows, each month of a force by itself as files are."""
    tally = AreaTally()
    for force, month in sorted({(row[1], row[2]) for row in rows}):
        mine = [row for row in rows if row[1:3] == (force, month)]
        area, kind = column([row[0] for row in mine]), column([row[3] for row in mine])
        flags = {"first": np.arange(len(mine)) == 0}
        tally.add(sums_of(force, [(month, len(mine))], area, kind, flags))
    return tally


def column(words: Sequence[str]) -> CodedColumn:
    """Return words as a column of numbers."""
    known = sorted(set(words))
    return CodedColumn.of(np.array([known.index(word) for word in words], dtype=int), known)
