"""One total printed in two tables, and not quite the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from beatwise.accountability.reconcile.papers.figure_comparison import Comparison
from beatwise.accountability.reconcile.papers.printed_figure import Figure
from beatwise.accountability.reconcile.papers.tables.figure_grid import Grid


LEAST = 1000  # smaller totals come near each other by chance
NEAR = Fraction(1, 100)
FAR_LINES = 120  # two tables further apart are of two papers
_WORD = re.compile(r"[a-z]{4,}")
_EMPTY_WORDS = frozenset(("total", "value", "year", "amount", "number", "figure"))


class TotalCell(NamedTuple):
    """A total of a table: where it stands, its figure, and the words that name it."""

    grid: Grid
    row: int
    at: int
    figure: Figure
    words: frozenset[str]


def same_totals(grids: Sequence[Grid]) -> Iterator[Comparison]:
    """Compare totals of two tables near each other that bear the same name.

    A total within a hundredth of another of its name is taken for the same.
    """
    totals = [cell for grid in grids for cell in _totals(grid)]
    for one, two in combinations(totals, 2):
        if one.grid is two.grid or not one.words & two.words:
            continue
        gap = abs(one.figure.value - two.figure.value)
        if abs(one.grid.table.line - two.grid.table.line) > FAR_LINES:
            continue
        if gap <= NEAR * abs(one.figure.value):
            yield _compared(one, two, gap)


def _compared(one: TotalCell, two: TotalCell, gap: Fraction) -> Comparison:
    name = f"{one.grid.table.name}, line {one.grid.table.lines[one.row]}"
    return two.grid.comparison(
        two.row,
        two.at,
        "the same total twice",
        one.figure.text.strip(),
        "possible" if gap else "agrees",
        f"{name} prints {one.figure.text.strip()} for '{one.grid.label(one.row)}'.",
    )


def _totals(grid: Grid) -> Iterator[TotalCell]:
    for row in range(len(grid.table.rows)):
        label = grid.label(row)
        if not label.lower().startswith("total"):
            continue
        for at in grid.numeric:
            cell = grid.figures[row][at]
            words = frozenset(_WORD.findall(f"{label} {grid.column(at)}".lower())) - _EMPTY_WORDS
            if cell is not None and abs(cell.value) >= LEAST and words:
                yield TotalCell(grid, row, at, cell, words)
