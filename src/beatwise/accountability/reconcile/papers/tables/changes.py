"""Columns of change: a difference, a change in per cent, or percentage points, of two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from beatwise.accountability.reconcile.number import Number, exactly
from beatwise.accountability.reconcile.papers.figure_comparison import (
    Comparison,
    Verdict,
    number_words,
    verdict_of,
)
from beatwise.accountability.reconcile.papers.printed_figure import Figure
from beatwise.accountability.reconcile.papers.tables.figure_grid import Grid
from beatwise.cell_text import plain_characters


_CHANGE = re.compile(r"\b(?:change|variance|difference|diff)\b|\+/-", re.IGNORECASE)
_HALF = Fraction(1, 2)


def changes(grid: Grid) -> Iterator[Comparison]:
    """Compare each cell of a change column with the two columns of values before it.

    When fewer than half of its cells agree the column means something else, and is left out.
    """
    for at in range(1, len(grid.table.header)):
        if not _CHANGE.search(grid.column(at)):
            continue
        bases = [b for b in grid.numeric if b < at and not _CHANGE.search(grid.column(b))][-2:]
        if len(bases) < 2:
            continue
        forwards = _column(grid, at, bases[0], bases[1])
        backwards = _column(grid, at, bases[1], bases[0])
        best = max((forwards, backwards), key=_agreeing)
        if best and _agreeing(best) >= _HALF:
            yield from best


def _column(grid: Grid, at: int, before: int, after: int) -> list[Comparison]:
    return [
        comparison
        for row in range(len(grid.table.rows))
        if (comparison := _cell(grid, row, at, before, after))
    ]


def _agreeing(compared: list[Comparison]) -> Fraction:
    agreeing = sum(each.verdict in ("agrees", "rounding") for each in compared)
    return Fraction(agreeing, len(compared)) if compared else Fraction(0)


def _cell(grid: Grid, row: int, at: int, before: int, after: int) -> Comparison | None:
    printed = grid.figures[row][at]
    one, two = grid.number(row, before), grid.number(row, after)
    first = grid.figures[row][before]
    if printed is None or one is None or two is None or first is None:
        return None
    shares = first.unit in ("%", "pp")
    if printed.unit != "%" and "%" not in grid.column(at):
        return _compared(grid, row, at, two - one, "change", "The difference of the two is")
    if printed.unit == "pp":
        return _compared(grid, row, at, two - one, "points", "The difference of the two is")
    relative = _relative(one, two)
    if relative is None:
        return None
    points = _compared(grid, row, at, two - one, "points", "")
    if shares and points.verdict == "agrees":
        return _as_points(grid, row, at, printed, relative)
    return _compared(
        grid, row, at, relative, "change in per cent", "The change of the first to the second is"
    )


def _as_points(grid: Grid, row: int, at: int, printed: Figure, relative: Number) -> Comparison:
    """Return the comparison of a difference of two percentages that is printed as per cent."""
    return grid.comparison(
        row,
        at,
        "points as per cent",
        number_words(relative.exact, printed),
        verdict_of(printed, relative),
        f"The two differ by {printed.text.strip().rstrip('%').strip()} percentage points; in per "
        f"cent the change is {number_words(relative.exact, printed)}.",
    )


def _relative(one: Number, two: Number) -> Number | None:
    try:
        return two / one * exactly(100) - exactly(100)
    except ZeroDivisionError:
        return None


def _compared(
    grid: Grid, row: int, at: int, recomputed: Number, rule: str, words: str
) -> Comparison:
    printed = grid.figures[row][at]
    assert printed is not None
    verdict: Verdict = verdict_of(printed, recomputed)
    is_signed = any(sign in plain_characters(printed.text) for sign in "+-")
    if verdict != "agrees" and not is_signed and recomputed.exact < 0:
        unsigned = verdict_of(printed, -recomputed)  # a fall printed without its sign
        verdict, recomputed = (
            (unsigned, -recomputed)
            if unsigned != "certain"
            else (
                verdict,
                recomputed,
            )
        )
    text = number_words(recomputed.exact, printed)
    return grid.comparison(row, at, rule, text, verdict, f"{words} {text}.")
