"""A document as a reader of papers would read it, so that the same check runs before release."""

from __future__ import annotations

from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph, TextTable
from beatwise.publication.formats import document as blocks


def as_read(document: blocks.Document) -> Paper:
    """Return the paragraphs and tables of a document; lines are blocks, counted from 1."""
    paragraphs: list[Paragraph] = []
    tables: list[TextTable] = []
    for line, block in enumerate(blocks.flat(document.blocks), start=1):
        match block:
            case blocks.Paragraph(text) | blocks.Inset(text):
                paragraphs.append(Paragraph(line, text))
            case blocks.Bullets(items):
                paragraphs += [Paragraph(line, item) for item in items]
            case blocks.Table():
                tables.append(_table(block, line))
    return Paper(document.title, tuple(paragraphs), tuple(tables))


def _table(table: blocks.Table, line: int) -> TextTable:
    rows = tuple(
        tuple(
            blocks.cell_text(value, column, "")
            for value, column in zip(row, table.columns, strict=True)
        )
        for row in table.rows
    )
    header = tuple(column.heading for column in table.columns)
    return TextTable(line, table.caption, header, rows, (line,) * len(rows))
