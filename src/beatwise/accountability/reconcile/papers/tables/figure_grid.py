"""A table as a grid of figures: what its rows and columns are called, and what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from beatwise.accountability.reconcile.number import Number, exactly
from beatwise.accountability.reconcile.papers.figure_comparison import Comparison, Verdict
from beatwise.accountability.reconcile.papers.paper_content import TextTable
from beatwise.accountability.reconcile.papers.printed_figure import Figure, figure


ENOUGH_FIGURES = Fraction(3, 5)  # of the cells that are not empty, for a column of figures
_TOTAL = re.compile(r"(?:grand |overall |sub-?)?totals?(?:\s*\(.*\))?[\s:£*]*", re.IGNORECASE)
_TOTAL_START = re.compile(r"(?:grand |overall )?totals?\b", re.IGNORECASE)
_MONEY = re.compile(r"£|gbp", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:average|mean|avg)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Grid:
    """A table with its cells read as figures."""

    table: TextTable

    @cached_property
    def figures(self) -> tuple[tuple[Figure | None, ...], ...]:
        """The figure of each cell, ``None`` where it holds none."""
        return tuple(tuple(figure(cell) for cell in row) for row in self.table.rows)

    @cached_property
    def numeric(self) -> tuple[int, ...]:
        """The columns of figures, the first column (what a row is called) left out."""
        return tuple(at for at in range(1, len(self.table.header)) if self._is_numeric(at))

    @cached_property
    def total_rows(self) -> tuple[int, ...]:
        """The rows called total; the last row too when it alone begins with the word."""
        labels = [self.label(row) for row in range(len(self.table.rows))]
        named = [row for row, label in enumerate(labels) if _TOTAL.fullmatch(label)]
        begun = [row for row, label in enumerate(labels) if _TOTAL_START.match(label)]
        alone = begun == [len(labels) - 1] and not named
        return tuple(begun if alone else named)

    @cached_property
    def is_average(self) -> bool:
        """Whether the table prints averages, so that its whole numbers were rounded too."""
        return any(_AVERAGE.search(cell) for cell in (*self.table.header, self.table.name))

    @cached_property
    def rounded_money(self) -> bool:
        """Whether the table is of money without pence, so that its whole numbers were rounded."""
        money = any(_MONEY.search(cell) for cell in self.table.header) or any(
            cell is not None and cell.unit == "£" for row in self.figures for cell in row
        )
        return money and not any(
            cell is not None and cell.half < Fraction(1, 2) and cell.half
            for row in self.figures
            for cell in row
        )

    def label(self, row: int) -> str:
        """What a row is called."""
        return self.table.rows[row][0].strip()

    def column(self, at: int) -> str:
        """What a column is called, a file's underscores as spaces, or its number."""
        return self.table.header[at].replace("_", " ").strip() or f"column {at + 1}"

    def number(self, row: int, at: int) -> Number | None:
        """Return a cell as a number with its bounds; ``None`` where it holds none."""
        cell = self.figures[row][at]
        if cell is None:
            return None
        whole = cell.half == Fraction(1, 2)
        return cell.within(cell.half) if whole and self._is_rounded else cell.number

    def comparison(
        self,
        row: int,
        at: int,
        rule: str,
        recomputed: str,
        verdict: Verdict,
        explanation: str,
    ) -> Comparison:
        """Return the comparison of one cell."""
        if verdict == "certain" and self.table.guess:
            verdict = "possible"
        cell = f"{self.label(row) or f'row {row + 1}'}, {self.column(at)}"
        return Comparison(
            self.table.lines[row],
            self.table.name,
            cell,
            rule,
            self.table.rows[row][at].strip(),
            recomputed,
            verdict,
            explanation,
        )

    @property
    def _is_rounded(self) -> bool:
        return self.is_average or self.rounded_money

    def _is_numeric(self, at: int) -> bool:
        cells = [row[at].strip() for row in self.table.rows]
        filled = [row for row, cell in enumerate(cells) if cell]
        with_figure = [row for row in filled if self.figures[row][at] is not None]
        return bool(filled) and len(with_figure) >= ENOUGH_FIGURES * len(filled)


def total(numbers: list[Number]) -> Number:
    """Add numbers up, their bounds too."""
    added = exactly(0)
    for number in numbers:
        added += number
    return added


def is_average_label(label: str) -> bool:
    """Whether a row or column is called an average."""
    return bool(_AVERAGE.search(label))


def is_total_label(label: str) -> bool:
    """Whether a row or column is called total and nothing else."""
    return bool(_TOTAL.fullmatch(label.strip()))
