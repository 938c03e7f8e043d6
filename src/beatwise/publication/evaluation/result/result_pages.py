"""The files of a result: page, PDF and sheets of one document."""

from __future__ import annotations

from beatwise.evaluation.result.result import Result
from beatwise.publication.evaluation.result.result_document import result_document
from beatwise.publication.formats.document import Document
from beatwise.publication.formats.html import page
from beatwise.publication.formats.ods import ods
from beatwise.publication.formats.pdf import compile_pdf
from beatwise.publication.formats.workbook import workbook


def result_files(result: Result, hashes: dict[str, str]) -> dict[str, bytes]:
    """Return every page of a result, by name."""
    return document_files("result", result_document(result, hashes))


def document_files(name: str, document: Document) -> dict[str, bytes]:
    """Return a document as a page, a PDF and sheets."""
    return {
        f"{name}.html": page(document).encode(),
        f"{name}.pdf": compile_pdf(document),
        f"{name}.ods": ods(workbook(document, tuple(document.tables()))),
    }
