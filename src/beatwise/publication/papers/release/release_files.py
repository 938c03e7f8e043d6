"""The files of a released paper, made from its frozen content alone: the same bytes each time.

A page, a tagged PDF, Word, a spreadsheet of its tables, and its figures as CSV with metadata and
as JSON.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from beatwise.cell_text.csv_text import csv_text
from beatwise.publication.formats import html
from beatwise.publication.formats.document import Block, Document, Link, Links
from beatwise.publication.formats.ods import ods
from beatwise.publication.formats.pdf import compile_pdf
from beatwise.publication.formats.workbook import workbook
from beatwise.publication.papers.release.frozen_paper import FrozenPaper
from beatwise.publication.plans.word import to_docx
from beatwise.publication.standards.csvw import MetadataColumn, metadata, metadata_name


PAGE, FIGURES = "paper.html", "figures.csv"
HTML, PDF, CSV, JSON = "text/html", "application/pdf", "text/csv", "application/json"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
COLUMNS = (
    MetadataColumn("reference", "reference", "string", required=True),
    MetadataColumn("printed", "printed", "string", required=True),
    MetadataColumn("about", "about", "string", required=True),
    MetadataColumn("value", "value", "decimal"),
    MetadataColumn("unit", "unit", "string"),
    MetadataColumn("period", "period", "string"),
    MetadataColumn("area", "area", "string"),
    MetadataColumn("source", "source", "string"),
    MetadataColumn("as_known_on", "as known on", "date"),
)


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release: its name, its media type and its bytes."""

    name: str
    media: str
    content: bytes


def release_files(paper: FrozenPaper) -> tuple[ReleaseFile, ...]:
    """Return the files of a released paper, the page first."""
    document = paper.printed
    tables = tuple(document.tables())
    sheets = [ReleaseFile("tables.ods", ODS, ods(workbook(document, tables)))] if tables else []
    files = (
        ReleaseFile("paper.pdf", PDF, compile_pdf(document)),
        ReleaseFile("paper.docx", DOCX, to_docx(document)),
        *sheets,
        *figure_files(paper),
    )
    page = html.page(_with_links(document, files)).encode()
    return (ReleaseFile(PAGE, HTML, page), *files)


def figure_files(paper: FrozenPaper) -> tuple[ReleaseFile, ...]:
    """Return the figures of a paper as CSV with its metadata, and as JSON."""
    rows = [
        [f.reference, f.words, f.about, f.value, f.unit, f.period, f.area, f.source, f.as_known_on]
        for f in paper.figures
    ]
    listing = csv_text([[column.title for column in COLUMNS], *rows])
    described = metadata(
        file=FIGURES, title=f"Figures of: {paper.document.title}", publisher=paper.publisher,
        columns=COLUMNS, about="Every figure that the paper refers to, as printed and in full.",
    )  # fmt: skip
    values = {
        "title": paper.document.title,
        "release": paper.number,
        "released_on": paper.released_on,
        "figures": [figure.as_json() for figure in paper.figures],
    }
    whole = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    return (
        ReleaseFile(FIGURES, CSV, listing.encode()),
        ReleaseFile(metadata_name(FIGURES), JSON, described.encode()),
        ReleaseFile("figures.json", JSON, whole.encode()),
    )


def _with_links(document: Document, files: tuple[ReleaseFile, ...]) -> Document:
    """Return a document whose page leads to the files, which lie beside it."""
    links = tuple(Link(_TITLES.get(file.name, file.name), file.name) for file in files)
    blocks: tuple[Block, ...] = (Links("This paper as files:", links), *document.blocks)
    return replace(document, blocks=blocks)


_TITLES = {
    "paper.pdf": "PDF",
    "paper.docx": "Word",
    "tables.ods": "its tables as a spreadsheet",
    FIGURES: "its figures as CSV",
    metadata_name(FIGURES): "what the CSV's columns are",
    "figures.json": "its figures as JSON",
}
