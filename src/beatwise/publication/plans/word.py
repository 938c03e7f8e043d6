"""A document as Word: headings, lists and tables; pictures by their words and numbers."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from beatwise.publication.formats import document as blocks
from beatwise.publication.formats.document import Document
from beatwise.publication.formats.word_archive import repeat_header, without_clock


if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def to_docx(document: Document) -> bytes:
    """Return the document as ``.docx`` bytes; the same document gives the same bytes."""
    import docx
    from docx.shared import Mm, Pt

    word_file = docx.Document()
    style = word_file.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10.5)
    section = word_file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    properties = word_file.core_properties
    properties.title, properties.subject = document.title, document.subtitle
    properties.author, properties.language = "Beatwise", "en-GB"
    stamp = dt.datetime(document.date.year, document.date.month, document.date.day)
    properties.created = properties.modified = stamp
    word_file.add_heading(document.title, level=1)
    word_file.add_paragraph(document.subtitle)
    for term, value in document.facts:
        paragraph = word_file.add_paragraph()
        paragraph.add_run(f"{term}: ").bold = True
        paragraph.add_run(value)
    numbers = blocks.Numbers.of(document)
    for block in document.blocks:
        _block(word_file, block, numbers)
    for line in document.footer:
        word_file.add_paragraph(line)
    out = io.BytesIO()
    word_file.save(out)
    return without_clock(out.getvalue())


def _block(word_file: WordDocument, block: blocks.Block, numbers: blocks.Numbers) -> None:
    match block:
        case blocks.Heading(words, level):
            word_file.add_heading(words, level=level)
        case blocks.Paragraph(words):
            word_file.add_paragraph(words)
        case blocks.Inset(words):
            word_file.add_paragraph(words, style="Intense Quote")
        case blocks.Bullets(items, numbered):
            for item in items:
                word_file.add_paragraph(item, style="List Number" if numbered else "List Bullet")
        case blocks.Links(opening, items):
            links = ", ".join(f"{link.words} ({link.address})" for link in items)
            word_file.add_paragraph(f"{opening} {links}.")
        case blocks.Columns(parts):
            for part in parts:
                for inner in part:
                    _block(word_file, inner, numbers)
        case blocks.Figure():
            word_file.add_paragraph(f"{numbers.figure(block)}. {block.alt}")
            if block.table is not None:
                _table(word_file, block.table, numbers)
        case blocks.Table():
            _table(word_file, block, numbers)


def _table(word_file: WordDocument, table: blocks.Table, numbers: blocks.Numbers) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    caption = word_file.add_paragraph()
    caption.add_run(numbers.table(table)).bold = True
    caption.paragraph_format.keep_with_next = True
    grid = word_file.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(column.heading).bold = True
    for row in table.rows:
        cells = grid.add_row().cells
        for cell, value, column in zip(cells, row, table.columns, strict=True):
            cell.text = blocks.cell_text(value, column, table.empty)
            if column.number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for row in grid.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(8.5)
    repeat_header(grid.rows[0])
    if table.note:
        word_file.add_paragraph(table.note)
    else:
        word_file.add_paragraph()
