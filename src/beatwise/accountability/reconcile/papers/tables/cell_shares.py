"""Cells that print counts with their shares, "Yes 77/66 %  No 40/44 %": shares of their sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from beatwise.accountability.reconcile.number import exactly
from beatwise.accountability.reconcile.papers.figure_comparison import (
    Comparison,
    number_words,
    verdict_of,
)
from beatwise.accountability.reconcile.papers.printed_figure import NUMBER, figure
from beatwise.accountability.reconcile.papers.tables.figure_grid import Grid


_PAIR = re.compile(rf"(?P<count>{NUMBER})\s*[/(]\s*(?P<share>\d+(?:\.\d+)?\s*%)\)?")


def cell_shares(grid: Grid) -> Iterator[Comparison]:
    """Compare each share with its count as a share of all counts in the same cell."""
    for row, cells in enumerate(grid.table.rows):
        for at, cell in enumerate(cells):
            pairs = list(_PAIR.finditer(cell))
            if len(pairs) > 1:
                yield from _cell(grid, row, at, pairs)


def _cell(grid: Grid, row: int, at: int, pairs: list[re.Match[str]]) -> Iterator[Comparison]:
    counts = [Fraction(pair["count"].replace(",", "")) for pair in pairs]
    whole = sum(counts)
    if not whole:
        return
    compared = []
    for pair, count in zip(pairs, counts, strict=True):
        printed = figure(pair["share"])
        if printed is None:
            return
        share = exactly(count * 100 / whole)
        text = number_words(share.exact, printed)
        compared.append(
            grid.comparison(
                row,
                at,
                "share",
                f"{pair['count']}, {text}",
                verdict_of(printed, share),
                f"{pair['count']} of {whole} is {text}.",
            )
        )
    if any(each.verdict == "agrees" for each in compared):
        yield from (
            Comparison(
                each.line, each.table, each.cell, each.rule, pair[0], each.recomputed,
                each.verdict, each.explanation,
            )
            for each, pair in zip(compared, pairs, strict=True)
        )  # fmt: skip
