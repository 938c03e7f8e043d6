"""A table as open data: CSV with its metadata (CSVW), OpenDocument and JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beatwise.cell_text.csv_text import csv_text
from beatwise.publication.formats.document import Cell, Column, Document, Table
from beatwise.publication.formats.ods import MIME, ods
from beatwise.publication.formats.workbook import workbook
from beatwise.publication.standards import csvw
from beatwise.publication.standards.csvw import MetadataColumn
from beatwise.web.publicsite.page_frame import Site, links
from beatwise.web.publicsite.resource import Resource


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table and what its readers must know of it.

    ``address`` is where its files are, without their endings: ``measures/asb``. ``content`` is
    what the JSON holds; the rows, by heading, when it is left out.
    """

    address: str
    title: str
    columns: Sequence[MetadataColumn]
    rows: Sequence[Sequence[Cell]]
    about: str = ""
    source: str = ""
    content: object = None


def data_files(site: Site, data: DataTable) -> Iterator[Resource]:
    """Yield the files of a table."""
    heads = [column.title for column in data.columns]
    file = f"{data.address}.csv"
    yield Resource(file, "text/csv; charset=utf-8", csv_text([heads, *data.rows]).encode())
    about = csvw.metadata(
        file=file.rpartition("/")[2],
        title=data.title,
        publisher=site.body,
        columns=data.columns,
        about=data.about,
        source=data.source,
    )
    yield Resource(csvw.metadata_name(file), "application/csvm+json", about.encode())
    yield Resource(f"{data.address}.ods", MIME, _sheet(site, data))
    content = data.content
    if content is None:
        content = [dict(zip(heads, row, strict=True)) for row in data.rows]
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    yield Resource(f"{data.address}.json", "application/json", text.encode())


def data_links(name: str) -> str:
    """Return the links to the files of a table in the page's own folder."""
    forms = (("csv", "As CSV"), ("ods", "As OpenDocument"), ("json", "As JSON"))
    return links([(f"{name}.{ending}", words, "") for ending, words in forms])


def _sheet(site: Site, data: DataTable) -> bytes:
    columns = tuple(
        Column(column.title, number=column.datatype != "string") for column in data.columns
    )
    table = Table("data", data.title, columns, tuple(tuple(row) for row in data.rows))
    day = dt.date.fromisoformat(site.day)
    document = Document(data.title, data.about, (), (table,), (site.body,), day)
    return ods(workbook(document, (table,)))
