"""Rows of cells, of a sheet or a delimited file, as the tables and paragraphs they hold.

A table is a run of rows with two cells or more; a row with one cell is a title or a note, and an
empty row ends a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph, TextTable
from beatwise.sources.papers.even_rows import even_rows


Cells = Sequence[str]


def blocks(name: str, rows: Sequence[Cells], *, first_line: int = 1, place: str = "") -> Paper:
    """Return rows of cells as a paper; ``name`` is that of the sheet or file.

    ``place`` is the file that a table too large is refused by, the name when it is left out.
    """
    paragraphs: list[Paragraph] = []
    tables: list[TextTable] = []
    numbered = list(enumerate(rows, start=first_line))
    for count, group in groupby(numbered, key=lambda row: min(_filled(row[1]), 2)):
        run = list(group)
        if count == 1:
            paragraphs += [Paragraph(line, " ".join(" ".join(row).split())) for line, row in run]
        elif count == 2 and len(run) > 1:
            title = paragraphs[-1].text if paragraphs and paragraphs[-1].line < run[0][0] else ""
            tables.append(_table(place or name, title or f"{name}, table {len(tables) + 1}", run))
    return Paper(name, tuple(paragraphs), tuple(tables))


def _table(place: str, name: str, run: list[tuple[int, Cells]]) -> TextTable:
    start = min(_first_filled(row) for _, row in run)
    cells = [[" ".join(cell.split()) for cell in row[start:]] for _, row in run]
    header, *rows = even_rows(place, cells)
    lines = tuple(line for line, _ in run[1:])
    return TextTable(run[0][0], name, header, tuple(rows), lines)


def _filled(row: Cells) -> int:
    return sum(1 for cell in row if cell.strip())


def _first_filled(row: Cells) -> int:
    return next((at for at, cell in enumerate(row) if cell.strip()), 0)


def joined(name: str, parts: Iterator[Paper]) -> Paper:
    """Return several papers of one file as one."""
    papers = list(parts)
    return Paper(
        name,
        tuple(paragraph for paper in papers for paragraph in paper.paragraphs),
        tuple(table for paper in papers for table in paper.tables),
        tuple(unread for paper in papers for unread in paper.unread),
    )
