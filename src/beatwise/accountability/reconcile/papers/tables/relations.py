"""Columns that add up: ``total = community days + others``, ``left = allocated − spent``.

A relation is taken as meant when it holds in two thirds of four rows or more and a heading says
so (total, other, remaining, change …), or in nine tenths of eight rows or more. The rows in which
it fails then stand out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from beatwise.accountability.reconcile.number import Number
from beatwise.accountability.reconcile.papers.figure_comparison import (
    Comparison,
    number_words,
    verdict_of,
)
from beatwise.accountability.reconcile.papers.tables.figure_grid import Grid, is_total_label


MOST_COLUMNS = 12
FEWEST_ROWS, ENOUGH = 4, Fraction(2, 3)
UNNAMED_ROWS, UNNAMED_ENOUGH = 8, Fraction(9, 10)
_NAMED = re.compile(
    r"\b(?:total|all|overall|remaining|balance|left|outstanding|difference|net|other|sum)\b",
    re.IGNORECASE,
)


class Relation(NamedTuple):
    """Three columns: the whole is the first part and the second; ``minus`` when it is less."""

    whole: int
    first: int
    second: int


def column_relations(grid: Grid) -> Iterator[Comparison]:
    """Compare each row with the relations that most rows keep."""
    columns = [at for at in grid.numeric if not _is_share(grid, at)][:MOST_COLUMNS]
    if len(columns) < 3 or any(is_total_label(grid.column(at)) for at in columns):
        return  # a column called just total is the sum of all others: totals.py
    for relation in _relations(grid, columns):
        for row in range(len(grid.table.rows)):
            if comparison := _compared(grid, row, relation):
                yield comparison


def _relations(grid: Grid, columns: list[int]) -> list[Relation]:
    wanted = []
    for whole in columns:
        others = [at for at in columns if at != whole]
        for first, second in combinations(others, 2):
            relation = Relation(whole, first, second)
            if _is_meant(grid, relation):
                wanted.append(relation)
    return wanted


def _is_meant(grid: Grid, relation: Relation) -> bool:
    named = any(_NAMED.search(grid.column(at)) for at in relation)
    fewest, enough = (FEWEST_ROWS, ENOUGH) if named else (UNNAMED_ROWS, UNNAMED_ENOUGH)
    most_wrong = (1 - enough) * len(grid.table.rows)  # more, and no further row can mend it
    agreeing = rows = 0
    for row in range(len(grid.table.rows)):
        cells = [grid.figures[row][at] for at in relation]
        if row in grid.total_rows or not all(cell is not None and cell.value for cell in cells):
            continue  # a zero part proves nothing
        rows += 1
        agreeing += _verdict(grid, row, relation) in ("agrees", "rounding")
        if rows - agreeing > most_wrong:
            return False
    return rows >= fewest and agreeing >= enough * rows


def _verdict(grid: Grid, row: int, relation: Relation) -> str:
    printed, added = grid.figures[row][relation.whole], _added(grid, row, relation)
    return "" if printed is None or added is None else verdict_of(printed, added)


def _added(grid: Grid, row: int, relation: Relation) -> Number | None:
    first, second = (grid.number(row, at) for at in relation[1:])
    return None if first is None or second is None else first + second


def _compared(grid: Grid, row: int, relation: Relation) -> Comparison | None:
    printed, added = grid.figures[row][relation.whole], _added(grid, row, relation)
    if printed is None or added is None:
        return None
    names = [f"'{grid.column(at)}'" for at in relation]
    return grid.comparison(
        row,
        relation.whole,
        "sum of columns",
        number_words(added.exact, printed),
        verdict_of(printed, added),
        f"In most rows {names[0]} is {names[1]} and {names[2]} together; here they come to "
        f"{number_words(added.exact, printed)}.",
    )


def _is_share(grid: Grid, at: int) -> bool:
    cells = [row[at] for row in grid.figures if row[at] is not None]
    return any(cell is not None and cell.unit in ("%", "pp") for cell in cells)
