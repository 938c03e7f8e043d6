"""Totals: a row called total is the sum of the rows it totals, a column called total of its row.

Which rows a total adds up is not printed. The readings are tried (since the last total, all rows
that are no total, the other totals, the rows below); one that agrees is enough, since a table that
adds up in some way is not accused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from beatwise.accountability.reconcile.number import Number
from beatwise.accountability.reconcile.papers.figure_comparison import (
    Comparison,
    number_words,
    verdict_of,
)
from beatwise.accountability.reconcile.papers.tables.figure_grid import (
    Grid,
    is_average_label,
    is_total_label,
    total,
)


def column_totals(grid: Grid) -> Iterator[Comparison]:
    """Compare each total row with the rows that it adds up."""
    for row in grid.total_rows:
        readings = [part for part in _readings(grid, row) if len(part) > 1]
        compared = [
            comparison
            for at in grid.numeric
            if not is_average_label(grid.column(at))
            and (comparison := _column_total(grid, row, at, readings))
        ]
        yield from _unless_unlike(compared)


def row_totals(grid: Grid) -> Iterator[Comparison]:
    """Compare a column called total with the other figures of its row."""
    wholes = [at for at in grid.numeric if is_total_label(grid.column(at))]
    if len(wholes) != 1:
        return
    whole = wholes[0]
    parts = [at for at in grid.numeric if at != whole and not is_average_label(grid.column(at))]
    if len(parts) < 2:
        return
    compared = [
        comparison
        for row in range(len(grid.table.rows))
        if (comparison := _row_total(grid, row, whole, parts))
    ]
    if sum(each.verdict in ("agrees", "rounding") for each in compared) * 2 >= len(compared):
        yield from compared


def _readings(grid: Grid, row: int) -> list[list[int]]:
    """Return the rows a total may add up, the most likely reading first."""
    earlier = [other for other in grid.total_rows if other < row]
    since = (earlier[-1] + 1) if earlier else 0
    plain = [other for other in range(len(grid.table.rows)) if other not in grid.total_rows]
    above = [other for other in plain if other < row]
    return [
        [other for other in above if other >= since],
        above,
        earlier,
        [other for other in plain if other > row],
    ]


def _column_total(
    grid: Grid, row: int, at: int, readings: Sequence[list[int]]
) -> Comparison | None:
    printed = grid.figures[row][at]
    sums = [added for part in readings if (added := _added(grid, part, at))]
    if printed is None or printed.unit in ("%", "pp") or not sums:
        return None
    best = min(sums, key=lambda added: abs(added.exact - printed.value))
    nearest = sums[0] if verdict_of(printed, best) == "certain" else best
    return grid.comparison(
        row,
        at,
        "column total",
        number_words(nearest.exact, printed),
        verdict_of(printed, nearest),
        f"The figures above it in '{grid.column(at)}' add up to "
        f"{number_words(nearest.exact, printed)}.",
    )


def _row_total(grid: Grid, row: int, whole: int, parts: Sequence[int]) -> Comparison | None:
    printed = grid.figures[row][whole]
    numbers = [grid.number(row, at) for at in parts]
    if printed is None or printed.unit in ("%", "pp") or None in numbers:
        return None
    added = total([number for number in numbers if number])
    return grid.comparison(
        row,
        whole,
        "row total",
        number_words(added.exact, printed),
        verdict_of(printed, added),
        f"The other figures of the row add up to {number_words(added.exact, printed)}.",
    )


def _added(grid: Grid, rows: Sequence[int], at: int) -> Number | None:
    """Return the sum of some cells of a column; ``None`` when one of them is no figure.

    An empty cell is not printed, and is left out.
    """
    cells = [row for row in rows if grid.table.rows[row][at].strip()]
    numbers = [grid.number(row, at) for row in cells]
    if len(numbers) < 2 or None in numbers:
        return None
    return total([number for number in numbers if number])


def _unless_unlike(compared: list[Comparison]) -> Iterator[Comparison]:
    """Yield the comparisons of a total row; only as possible when most columns disagree.

    A table cut at a page's end fails in every column: then the reading is in doubt.
    """
    wrong = sum(each.verdict == "certain" for each in compared)
    doubtful = len(compared) > 1 and Fraction(wrong, len(compared)) > Fraction(1, 2)
    for each in compared:
        if doubtful and each.verdict == "certain":
            yield Comparison(
                each.line,
                each.table,
                each.cell,
                each.rule,
                each.printed,
                each.recomputed,
                "possible",
                f"{each.explanation} Most of the row disagrees: rows may be missing.",
            )
        else:
            yield each
