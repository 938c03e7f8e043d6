"""Print a run of missing months as one row: a page of *no data* hides what there is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from beatwise.clock import Month, MonthRange
from beatwise.publication.formats.document import Cell


Row = tuple[Cell, ...]


def fold(
    rows: Sequence[Row],
    months: Sequence[Month],
    missing: Sequence[bool],
    groups: Sequence[str] | None = None,
) -> tuple[Row, ...]:
    """Return the rows of a page: consecutive missing months that say the same become one.

    Parameters
    ----------
    rows
        One a month; the first cell names it.
    months, missing
        Each row's month, and whether it has no data.
    groups
        What stands before the month in the first cell (a force), where there is more than one.
    """
    group = list(groups) if groups is not None else [""] * len(rows)
    starts = [0] if rows else []
    for at, after in pairwise(range(len(rows))):
        same = missing[at] and missing[after] and months[after] == months[at] + 1
        if not (same and group[at] == group[after] and rows[at][1:] == rows[after][1:]):
            starts.append(after)
    folded = []
    for first, end in pairwise([*starts, len(rows)]):
        row = rows[first]
        if end - first > 1:
            words = MonthRange(months[first], months[end - 1]).words
            before = f"{group[first]}, " if group[first] else ""
            row = (f"{before}{words} ({end - first} months)", *row[1:])
        folded.append(row)
    return tuple(folded)
