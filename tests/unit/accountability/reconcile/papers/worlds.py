"""Small papers that can be checked by hand."""

from __future__ import annotations

from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph, TextTable
from beatwise.accountability.reconcile.papers.tables.figure_grid import Grid


def table(text: str, *, name: str = "table 1", line: int = 1) -> TextTable:
    """Make a table from lines of cells parted by bars."""
    rows = [tuple(cell.strip() for cell in row.split("|")) for row in text.strip().splitlines()]
    lines = tuple(range(line + 1, line + len(rows)))
    return TextTable(line, name, rows[0], tuple(rows[1:]), lines)


def grid(text: str) -> Grid:
    """Make a grid from lines of cells parted by bars."""
    return Grid(table(text))


def prose(*paragraphs: str) -> Paper:
    """Make a paper of paragraphs, one a line."""
    return Paper("paper", tuple(Paragraph(at, text) for at, text in enumerate(paragraphs, 1)))
