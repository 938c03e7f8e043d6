"""Read a Word document: its paragraphs and tables in order, tables within tables too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph, TextTable
from beatwise.errors import BadInput
from beatwise.sources.damaged_archive import DAMAGED_ARCHIVE
from beatwise.sources.papers.archive_size import check_archive
from beatwise.sources.papers.even_rows import even_rows


if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Row, CT_Tbl
    from docx.table import Table

DEEPEST = 10  # tables within tables
MOST_SPANNED = 63  # columns: Word has no more


def read_word(name: str, content: bytes) -> Paper:
    """Return the paper of a ``.docx``; lines are paragraphs and rows, counted from 1.

    Raises ``BadInput`` for a document that is damaged or unpacks to too much.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        check_archive(name, content)
        document = docx.Document(io.BytesIO(content))
        return _paper(name, document)
    except (*DAMAGED_ARCHIVE, PackageNotFoundError, LxmlError, KeyError, AttributeError) as error:
        raise _damaged(name) from error  # parts that are missing, or of another kind


def _paper(name: str, document: Document) -> Paper:
    from docx.table import Table

    paragraphs: list[Paragraph] = []
    tables: list[TextTable] = []
    line = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for table in _tables(name, block, line + 1, len(tables)):
                tables.append(table)
            line += len(block.rows)
        elif block.text.strip():
            line += 1
            paragraphs.append(Paragraph(line, " ".join(block.text.split())))
    return Paper(name, tuple(paragraphs), tuple(tables))


def _tables(name: str, block: Table, line: int, before: int, depth: int = 0) -> Iterator[TextTable]:
    """Yield a table and those inside its cells."""
    element: CT_Tbl = block._tbl
    rows = [_row(row) for row in element.tr_lst]
    if len(rows) > 1 and max(map(len, rows)) > 1:
        header, *others = even_rows(name, rows)
        lines = tuple(range(line + 1, line + len(rows)))
        yield TextTable(line, f"table {before + 1}", header, tuple(others), lines)
        before += 1
    if depth < DEEPEST:
        for inner in _inner(block):
            for table in _tables(name, inner, line, before, depth + 1):
                yield table
                before += 1


def _inner(block: Table) -> list[Table]:
    from docx.table import Table

    return [Table(element, block) for element in block._tbl.xpath("./w:tr/w:tc/w:tbl")]


def _row(row: CT_Row) -> tuple[str, ...]:
    """Return a row's cells: one that spans columns once, with empty cells in the others."""
    cells: list[str] = []
    for cell in row.tc_lst:
        words = "" if cell.vMerge == "continue" else _words(cell)
        cells += [words, *[""] * (min(cell.grid_span, MOST_SPANNED) - 1)]
    return tuple(cells)


def _words(cell: object) -> str:
    paragraphs = cell.xpath("./w:p")  # type: ignore[attr-defined]
    texts = ("".join(text.text or "" for text in each.xpath(".//w:t")) for each in paragraphs)
    return " ".join(" ".join(texts).split())


def _damaged(name: str) -> BadInput:
    return BadInput(
        "the document is damaged, or not a Word document.",
        place=name,
        next_step="Open it in Word or LibreOffice, save it again as .docx, and try that file.",
    )
