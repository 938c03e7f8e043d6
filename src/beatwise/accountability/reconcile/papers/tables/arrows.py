"""Arrows beside two values: one that points the other way than the values went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from beatwise.accountability.reconcile.papers.figure_comparison import Comparison, Verdict
from beatwise.accountability.reconcile.papers.tables.figure_grid import Grid


_WAYS = {"↑": 1, "up": 1, "increase": 1, "↓": -1, "down": -1, "decrease": -1}
_SAME = {"↔": 0, "→": 0, "same": 0, "stable": 0, "no change": 0}
_DIRECTION = re.compile(r"\b(?:direction|trend|movement)\b", re.IGNORECASE)
_WORDS = {1: "up", -1: "down", 0: "no change"}


def arrows(grid: Grid) -> Iterator[Comparison]:
    """Compare each arrow with the two columns of values before it.

    An arrow for "the same" beside a small change is a matter of the office's own rule, and agrees;
    beside a change of a tenth or more it may be meant otherwise, and is named as possible.
    """
    for at in range(1, len(grid.table.header)):
        bases = [base for base in grid.numeric if base < at][-2:]
        if _DIRECTION.search(grid.column(at)) and len(bases) == 2:
            for row in range(len(grid.table.rows)):
                if comparison := _arrow(grid, row, at, bases[0], bases[1]):
                    yield comparison


def _arrow(grid: Grid, row: int, at: int, before: int, after: int) -> Comparison | None:
    word = grid.table.rows[row][at].strip().lower()
    way = (_WAYS | _SAME).get(word)
    one, two = grid.figures[row][before], grid.figures[row][after]
    if way is None or one is None or two is None:
        return None
    went = (two.value > one.value) - (two.value < one.value)
    return grid.comparison(
        row,
        at,
        "direction",
        _WORDS[went],
        _verdict(way, went, one.value, two.value),
        f"From {one.text.strip()} to {two.text.strip()} is {_WORDS[went]}.",
    )


def _verdict(way: int, went: int, one: Fraction, two: Fraction) -> Verdict:
    if way == went:
        return "agrees"
    if way == 0:
        large = abs(two - one) * 10 > abs(one)
        return "possible" if large else "agrees"
    return "certain"
