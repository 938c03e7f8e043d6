"""Read a paper of any kind: CSV, XLSX, ODS, Word, HTML, PDF or plain text."""

from __future__ import annotations

import re
from pathlib import Path

from beatwise.accountability.reconcile.papers.paper_content import Paper
from beatwise.errors import BadInput
from beatwise.sources.papers.cell_blocks import blocks, joined
from beatwise.sources.papers.pdf_file import read_pdf
from beatwise.sources.papers.plain_text import read_plain_text
from beatwise.sources.papers.sheet_size import check_sheets
from beatwise.sources.papers.web_page import read_web_page
from beatwise.sources.papers.word_file import read_word


LARGEST = 100_000_000  # bytes
_DELIMITED = frozenset((".csv", ".tsv"))
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body|<table)", re.IGNORECASE)
_PICTURE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype svg|<svg)", re.I | re.S
)
_LOOKED_AT = 4096  # bytes at the beginning
_WORKBOOKS = (b"xl/workbook", b"content.xml")


def read_paper(path: Path) -> Paper:
    """Return the paper of a file; its kind is told by its first bytes, not by its name.

    Raises ``BadInput``, naming the file, for one that is missing, empty, too large or damaged.
    """
    content = _content(path)
    if content.startswith(b"%PDF"):
        return read_pdf(path.name, content)
    if content.startswith(b"PK"):
        return _zipped(path, content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _workbook(path)
    if path.suffix.lower() in _DELIMITED:
        return _delimited(path)
    text = _text(path.name, content)
    if _PICTURE.match(content[:_LOOKED_AT]):
        raise _no_paper(path.name, "the file is a picture")
    if _HTML.match(content) or path.suffix.lower() in (".html", ".htm"):
        return read_web_page(path.name, text)
    return read_plain_text(path.name, text)


def _content(path: Path) -> bytes:
    if not path.exists():
        raise BadInput("there is no such file.", place=str(path), next_step="Check its name.")
    if path.is_dir():
        raise BadInput("this is a folder.", place=str(path), next_step="Name a file inside it.")
    if path.stat().st_size > LARGEST:
        raise BadInput(
            f"the file is larger than {LARGEST // 1_000_000} MB.",
            place=path.name,
            next_step="Give the pages or sheets of one report.",
        )
    content = path.read_bytes()
    if not content.strip():
        raise BadInput("the file is empty.", place=path.name, next_step="Ask for it again.")
    return content


def _zipped(path: Path, content: bytes) -> Paper:
    if b"word/document.xml" in content:
        return read_word(path.name, content)
    if any(mark in content for mark in _WORKBOOKS):
        check_sheets(path.name, content)
        return _workbook(path)
    raise BadInput(
        "the archive is no Word document and no workbook.",
        place=path.name,
        next_step="Unpack it and name the paper inside it.",
    )


def _workbook(path: Path) -> Paper:
    from beatwise.sources.spreadsheets.file_kinds import kind_of
    from beatwise.sources.spreadsheets.workbooks import read_workbook, visible_sheets

    kind_of(path)
    sheets = (read_workbook(path, name) for name in visible_sheets(path))
    return joined(path.name, (blocks(sheet.name, sheet.cells, place=path.name) for sheet in sheets))


def _delimited(path: Path) -> Paper:
    from beatwise.sources.spreadsheets.delimited import read_delimited

    rows, _ = read_delimited(path, "text")
    return blocks(path.name, rows)


def _text(name: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if b"\x00" in content[:_LOOKED_AT]:
        raise _no_paper(name, "the file is no text")
    return content.decode("cp1252", errors="replace")


def _no_paper(name: str, what: str) -> BadInput:
    return BadInput(
        f"{what}, and no kind of paper that can be read.",
        place=name,
        next_step="Give a CSV, XLSX, ODS, Word, HTML, PDF or text file.",
    )
