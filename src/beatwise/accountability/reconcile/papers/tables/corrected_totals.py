"""Totals that do not follow from the printed rows, and do once the wrong rows are corrected.

The wrong figures are then those of the rows: the total was added up from others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from beatwise.accountability.reconcile.papers.figure_comparison import Comparison
from beatwise.accountability.reconcile.papers.printed_figure import figure
from beatwise.accountability.reconcile.papers.tables.figure_grid import Grid


TOTAL = "column total"
OF_A_ROW = frozenset({"sum of columns", "row total"})


def corrected_totals(grid: Grid, compared: Sequence[Comparison]) -> Iterator[Comparison]:
    """Yield a table's comparisons; a total that its corrected rows come to says so."""
    for each in compared:
        if each.rule == TOTAL and each.is_finding:
            wrong = _wrong_rows(grid, each, compared)
            gaps = [gap for row in wrong if (gap := _gap(row)) is not None]
            if gaps and len(gaps) == len(wrong) and sum(gaps) == -(_gap(each) or 0):
                yield replace(each, explanation=f"{each.explanation} {_sentence(wrong)}")
                continue
        yield each


def _sentence(wrong: Sequence[Comparison]) -> str:
    *lines, last = [str(row.line) for row in wrong]
    if not lines:
        return f"It follows once the figure of line {last} is corrected."
    return f"It follows once the figures of lines {', '.join(lines)} and {last} are corrected."


def _wrong_rows(
    grid: Grid, of_total: Comparison, compared: Sequence[Comparison]
) -> list[Comparison]:
    """Return the rows above a total whose figure in its column does not follow."""
    column = _column(grid, of_total)
    return [
        each
        for each in compared
        if each.rule in OF_A_ROW
        and each.is_finding
        and each.line < of_total.line
        and _column(grid, each) == column
    ]


def _column(grid: Grid, each: Comparison) -> str:
    names = [grid.column(at) for at in grid.numeric]
    return max((name for name in names if each.cell.endswith(f", {name}")), key=len, default="")


def _gap(each: Comparison) -> Fraction | None:
    """Return how far what follows lies from what is printed; nothing for what is no figure."""
    printed, follows = figure(each.printed), figure(each.recomputed)
    return None if printed is None or follows is None else follows.value - printed.value
