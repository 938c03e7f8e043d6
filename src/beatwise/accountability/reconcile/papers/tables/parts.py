"""Rows that are parts of another: "of which", and what remains of a total after what was spent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, takewhile

from beatwise.accountability.reconcile.number import Number
from beatwise.accountability.reconcile.papers.figure_comparison import (
    Comparison,
    number_words,
    verdict_of,
)
from beatwise.accountability.reconcile.papers.tables.figure_grid import Grid, total


_OF_WHICH = re.compile(r"(?:of|in) which\b:?", re.IGNORECASE)
_TOTAL = re.compile(r"\btotal\b", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:remaining|remain|left|outstanding|balance)\b", re.IGNORECASE)
_SPENT = re.compile(r"\b(?:spent|spend|paid|expenditure|used|drawn down)\b", re.IGNORECASE)


def of_which(grid: Grid) -> Iterator[Comparison]:
    """Compare the row above "of which" with the sum of its parts.

    They are the rows below those words, to the next total, or those that say so themselves in a
    column of their own.
    """
    for whole, parts in (*_below_the_words(grid), *_marked_one_by_one(grid)):
        for at in grid.numeric:
            if len(parts) > 1 and (comparison := _whole(grid, whole, parts, at)):
                yield comparison


def remainders(grid: Grid) -> Iterator[Comparison]:
    """Compare a row of what remains with the total less what was spent, in each column.

    What remains may leave out one row more; a table in which every column then agrees is taken
    to mean that.
    """
    lefts = [row for row in range(len(grid.table.rows)) if _LEFT.search(grid.label(row))]
    if len(lefts) != 1:
        return
    left = lefts[0]
    wholes = [row for row in range(left) if _is_whole(grid, row)]
    spents = [row for row in range(left) if _SPENT.search(grid.label(row))]
    if len(wholes) != 1 or len(spents) != 1:
        return
    first = [each for at in grid.numeric if (each := _left(grid, left, wholes + spents, at))]
    if all(each.verdict in ("agrees", "rounding") for each in first):
        yield from first
        return
    others = [row for row in range(left) if row not in (*wholes, *spents)]
    yield from _with_one_more(grid, left, wholes + spents, others) or first


def _with_one_more(
    grid: Grid, left: int, rows: list[int], others: Sequence[int]
) -> list[Comparison]:
    """Return the comparisons of a reading that leaves one more row out, if all of it agrees."""
    for (other,) in combinations(others, 1):
        again = [each for at in grid.numeric if (each := _left(grid, left, [*rows, other], at))]
        if again and all(each.verdict in ("agrees", "rounding") for each in again):
            return again
    return []


def _below_the_words(grid: Grid) -> Iterator[tuple[int, list[int]]]:
    for row in range(1, len(grid.table.rows)):
        if _OF_WHICH.match(grid.label(row)):
            yield row - 1, _until_total(grid, row + 1)


def _marked_one_by_one(grid: Grid) -> Iterator[tuple[int, list[int]]]:
    rows = grid.table.rows
    marked = [any(_OF_WHICH.fullmatch(cell.strip()) for cell in row[1:]) for row in rows]
    for first in range(1, len(rows)):
        if marked[first] and not marked[first - 1]:
            run = takewhile(lambda row: marked[row], range(first, len(rows)))
            yield first - 1, list(run)


def _until_total(grid: Grid, start: int) -> list[int]:
    rows = []
    for row in range(start, len(grid.table.rows)):
        if _TOTAL.search(grid.label(row)):
            break
        rows.append(row)
    return rows


def _is_whole(grid: Grid, row: int) -> bool:
    label = grid.label(row)
    return bool(_TOTAL.search(label)) and not _SPENT.search(label) and not _LEFT.search(label)


def _whole(grid: Grid, row: int, parts: Sequence[int], at: int) -> Comparison | None:
    printed = grid.figures[row][at]
    numbers = [grid.number(part, at) for part in parts if grid.table.rows[part][at].strip()]
    if printed is None or len(numbers) < 2 or None in numbers:
        return None
    added = total([number for number in numbers if number])
    return grid.comparison(
        row,
        at,
        "of which",
        number_words(added.exact, printed),
        verdict_of(printed, added),
        f"The parts of which it consists add up to {number_words(added.exact, printed)}.",
    )


def _left(grid: Grid, left: int, rows: list[int], at: int) -> Comparison | None:
    printed = grid.figures[left][at]
    numbers = [grid.number(row, at) for row in rows]
    if printed is None or None in numbers:
        return None
    whole, *taken_off = [number for number in numbers if number]
    remainder: Number = whole
    for number in taken_off:
        remainder -= number if number.exact >= 0 else -number
    names = " less ".join(f"'{grid.label(row)}'" for row in rows)
    return grid.comparison(
        left,
        at,
        "remainder",
        number_words(remainder.exact, printed),
        verdict_of(printed, remainder),
        f"{names} is {number_words(remainder.exact, printed)}.",
    )
