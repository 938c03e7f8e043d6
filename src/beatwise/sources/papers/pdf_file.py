"""Read the text layer of a PDF: tables by their ruled lines, others by the gaps in their lines."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from beatwise.accountability.reconcile.papers.paper_content import Paper, TextTable, Unread
from beatwise.errors import BadInput
from beatwise.sources.papers.cell_blocks import joined
from beatwise.sources.papers.plain_text import read_plain_text


if TYPE_CHECKING:
    from pdfplumber.page import Page

MOST_PAGES = 1_000
MOST_UNPACKED = 200_000_000  # bytes of one stream
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")


def read_pdf(name: str, content: bytes) -> Paper:
    """Return the paper of a PDF; its lines are pages, counted from 1.

    A table without ruled lines is read by the gaps between its columns and marked as a guess; a
    page without text is named as not read. Raises ``BadInput`` for a PDF that is damaged, locked,
    or unpacks to too much.
    """
    _refuse_bombs(name, content)
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise BadInput(
                    f"the PDF has more than {MOST_PAGES:,} pages.",
                    place=name,
                    next_step="Give the pages of one report.",
                )
            return joined(name, (_page(page) for page in pdf.pages))
    except (PDFException, PdfminerException, ValueError, KeyError, TypeError, IndexError) as error:
        raise _damaged(name) from error
    except (AttributeError, RecursionError, AssertionError, zlib.error) as error:
        raise _damaged(name) from error


def _page(page: Page) -> Paper:
    number = page.page_number
    tables = page.find_tables()
    rest = page
    for table in tables:
        rest = rest.outside_bbox(_inside(table.bbox, page), strict=False)
    ruled = [
        each for at, table in enumerate(tables) if (each := _table(table.extract(), number, at))
    ]
    text = rest.extract_text(layout=True) or ""
    gaps = read_plain_text(f"page {number}", _GAP.sub("\t", _left(text)))
    guesses = tuple(_guess(table, number, at) for at, table in enumerate(gaps.tables))
    paragraphs = tuple(type(each)(number, each.text) for each in gaps.paragraphs)
    is_empty = not (ruled or gaps.tables or paragraphs)
    unread = (
        (Unread(number, f"page {number}", "it has no text, only pictures"),) if is_empty else ()
    )
    page.close()
    return Paper(f"page {number}", paragraphs, (*ruled, *guesses), unread)


def _table(cells: list[list[str | None]], page: int, at: int) -> TextTable | None:
    rows = [tuple(" ".join((cell or "").split()) for cell in row) for row in cells]
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    name = f"page {page}, table {at + 1}"
    return TextTable(page, name, rows[0], tuple(rows[1:]), (page,) * (len(rows) - 1))


def _guess(table: TextTable, page: int, at: int) -> TextTable:
    name = f"page {page}, unruled table {at + 1}"
    lines = (page,) * len(table.rows)
    return TextTable(page, name, table.header, table.rows, lines, guess=True)


def _inside(box: tuple[float, ...], page: Page) -> tuple[float, float, float, float]:
    left, top, right, bottom = page.bbox
    return max(box[0], left), max(box[1], top), min(box[2], right), min(box[3], bottom)


def _left(text: str) -> str:
    """Return a page's lines without the margin that they all have."""
    lines = [line.rstrip() for line in text.splitlines()]
    margins = [len(line) - len(line.lstrip()) for line in lines if line]
    margin = min(margins, default=0)
    return "\n".join(line[margin:].lstrip() for line in lines)


def _refuse_bombs(name: str, content: bytes) -> None:
    """Raise ``BadInput`` when a stream would unpack to too much, or the PDF cannot be opened."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for raw in _streams(pdf):
                unpacked = zlib.decompressobj()
                size = len(unpacked.decompress(raw, MOST_UNPACKED + 1))
                if size > MOST_UNPACKED:
                    raise BadInput(
                        f"a part of the PDF unpacks to more than {MOST_UNPACKED // 1_000_000} MB.",
                        place=name,
                        next_step="Ask for the paper as Word or plain text.",
                    )
    except pikepdf.PasswordError as error:
        raise BadInput(
            "the PDF is locked with a password.",
            place=name,
            next_step="Save a copy without a password.",
        ) from error
    except (pikepdf.PdfError, zlib.error, ValueError, RuntimeError) as error:
        raise _damaged(name) from error


def _streams(pdf: object) -> Iterator[bytes]:
    import pikepdf

    for item in pdf.objects:  # type: ignore[attr-defined]
        if isinstance(item, pikepdf.Stream) and "FlateDecode" in str(item.get("/Filter", "")):
            raw = item.read_raw_bytes()
            if raw[:1] == b"x":  # a zlib header; what has none is refused by the reader
                yield raw


def _damaged(name: str) -> BadInput:
    return BadInput(
        "the PDF is damaged, or not a PDF.",
        place=name,
        next_step="Print it to a new PDF, or give the paper as Word or plain text.",
    )
