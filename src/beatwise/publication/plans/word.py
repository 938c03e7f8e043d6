"""A document as Word: headings, lists and tables; pictures by their words and numbers."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Columns,
    Document,
    Figure,
    Heading,
    Inset,
    Numbers,
    Paragraph,
    Table,
    cell_text,
)
from beatwise.publication.formats.word_archive import repeat_header, without_clock


def to_docx(document: Document) -> bytes:
    """Return the document as ``.docx`` bytes; the same document gives the same bytes."""
    import docx
    from docx.shared import Mm, Pt

    made = docx.Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10.5)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    properties = made.core_properties
    properties.title, properties.subject = document.title, document.subtitle
    properties.author, properties.language = "Beatwise", "en-GB"
    stamp = dt.datetime(document.date.year, document.date.month, document.date.day)
    properties.created = properties.modified = stamp
    made.add_heading(document.title, level=1)
    made.add_paragraph(document.subtitle)
    for term, value in document.facts:
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{term}: ").bold = True
        paragraph.add_run(value)
    numbers = Numbers.of(document)
    for block in document.blocks:
        _block(made, block, numbers)
    for line in document.footer:
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return without_clock(out.getvalue())


def _block(made: Any, block: Block, numbers: Numbers) -> None:
    match block:
        case Heading(words, level):
            made.add_heading(words, level=level)
        case Paragraph(words):
            made.add_paragraph(words)
        case Inset(words):
            made.add_paragraph(words, style="Intense Quote")
        case Bullets(items, numbered):
            for item in items:
                made.add_paragraph(item, style="List Number" if numbered else "List Bullet")
        case Columns(parts):
            for part in parts:
                for inner in part:
                    _block(made, inner, numbers)
        case Figure():
            made.add_paragraph(f"{numbers.figure(block)}. {block.alt}")
            if block.table is not None:
                _table(made, block.table, numbers)
        case Table():
            _table(made, block, numbers)


def _table(made: Any, table: Table, numbers: Numbers) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    caption = made.add_paragraph()
    caption.add_run(numbers.table(table)).bold = True
    caption.paragraph_format.keep_with_next = True
    drawn = made.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, column in zip(drawn.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(column.heading).bold = True
    for row in table.rows:
        cells = drawn.add_row().cells
        for cell, value, column in zip(cells, row, table.columns, strict=True):
            cell.text = cell_text(value, column, table.empty)
            if column.number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for row in drawn.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(8.5)
    repeat_header(drawn.rows[0])
    if table.note:
        made.add_paragraph(table.note)
    else:
        made.add_paragraph()
