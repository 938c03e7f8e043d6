"""A paper that someone uploads: its kind, its size, and how it is read without harm."""

from __future__ import annotations

import io
from collections.abc import Sequence

from beatwise.accountability.reconcile.papers.paper_content import Paper
from beatwise.cell_text.delimited_text import Row, delimiter_of, divided
from beatwise.cell_text.number_text import as_text
from beatwise.errors import BadInput
from beatwise.sources.papers.cell_blocks import blocks, joined
from beatwise.sources.papers.pdf_file import read_pdf
from beatwise.sources.papers.plain_text import read_plain_text
from beatwise.sources.papers.web_page import read_web_page
from beatwise.sources.papers.word_file import read_word
from beatwise.web.imports import file_types
from beatwise.web.imports.cell_limits import LOOKED_AT
from beatwise.web.imports.laying_out.workbook_layout import laid_out


WORKBOOKS, PAGES = ("xlsx", "ods"), ("html", "htm")
ENDINGS = ("csv", "docx", "htm", "html", "ods", "pdf", "txt", "xlsx")
HEAVY = 400_000  # bytes: what is larger, and every PDF, is read by the worker


def check_kind(name: str, content: bytes) -> None:
    """Raise ``BadInput`` for a file that is not read, too large, or not what its name says.

    A web page is read and never kept as one: nothing hands it out again.
    """
    ending = ending_of(name)
    if ending not in ENDINGS:
        raise BadInput(
            "this is no kind of paper that can be read.",
            place=file_types.safe_name(name),
            next_step=f"Give one of: {', '.join(ENDINGS)}.",
        )
    if ending not in PAGES:
        file_types.kind(name, content)
        return
    as_text = f"{name.rpartition('.')[0]}.txt"
    file_types.kind(as_text, content)


def is_heavy(name: str, content: bytes) -> bool:
    """Whether a file is read by the worker and not while someone waits."""
    return ending_of(name) == "pdf" or len(content) > HEAVY


def read_upload(name: str, content: bytes) -> Paper:
    """Return the paper of a file whose kind was checked; raise ``BadInput`` for one not whole.

    Workbooks are measured and laid out as every workbook that comes in, hidden sheets left out.
    """
    ending = ending_of(name)
    if ending == "pdf":
        return read_pdf(name, content)
    if ending == "docx":
        return read_word(name, content)
    if ending in WORKBOOKS:
        sheets = (sheet for sheet in laid_out(name, content) if not sheet.hidden)
        return joined(name, (blocks(sheet.name, _as_words(sheet.rows)) for sheet in sheets))
    words = file_types.plain(content)
    if ending in PAGES:
        return read_web_page(name, words)
    return read_plain_text(name, words) if ending == "txt" else blocks(name, _rows(name, words))


def ending_of(name: str) -> str:
    """Return the ending of a file's name, in small letters."""
    return name.rpartition(".")[2].lower()


def _as_words(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: object) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return as_text(cell)
    return "" if cell is None else str(cell)


def _rows(name: str, words: str) -> list[Row]:
    """Return the cells of a delimited file; its first lines say what divides them."""
    mark = delimiter_of(words.splitlines()[:LOOKED_AT])
    return list(divided(io.StringIO(words, newline=""), mark, place=name))
