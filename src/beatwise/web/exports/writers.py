"""A list as a file: CSV, JSON, OpenDocument and Excel, the same columns in each.

Pages answer with ``download.answer``, which takes a list of any length; this is how one is written.
Words that a spreadsheet would take for a formula are quoted by ``'`` in CSV; in sheets they are
text cells. ``None`` is *no record*: empty in CSV, ``null`` in JSON, words in sheets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.http import HttpResponse, StreamingHttpResponse

from beatwise.cell_text.csv_text import csv_text
from beatwise.plurals import counted
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.publication.formats.ods import ods
from beatwise.publication.formats.workbook import Sheet, Workbook
from beatwise.publication.formats.xlsx import xlsx


FORMATS = {
    "csv": ("CSV", "text/csv; charset=utf-8"),
    "ods": ("OpenDocument", "application/vnd.oasis.opendocument.spreadsheet"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("JSON", "application/json"),
}
_AT_A_TIME = 1000


def answer(listing: Listing, form: str) -> HttpResponse | StreamingHttpResponse:
    """Return the list as a download in one of ``FORMATS``: CSV and JSON as they are written."""
    kind, headers = FORMATS[form][1], inert(f"{listing.name}.{form}")
    if form in STREAMED:
        lines = STREAMED[form](listing)
        return StreamingHttpResponse(lines, content_type=kind, headers=headers)
    return HttpResponse(SPREADSHEETS[form](listing), content_type=kind, headers=headers)


def inert(name: str) -> dict[str, str]:
    """Return headers by which a file is saved and never shown or run."""
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }


def csv_lines(listing: Listing) -> Iterator[str]:
    """Yield a list as CSV (RFC 4180), some hundred rows at a time."""
    yield csv_text([[column.heading for column in listing.columns]])
    for rows in _chunks(listing.rows):
        yield csv_text(rows)


def json_lines(listing: Listing) -> Iterator[str]:
    """Yield a list as one JSON document: its title, and each row by its headings, a row a line."""
    headings = [column.heading for column in listing.columns]
    write = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    before = f'{{"title": {write(listing.title)}, "rows": [\n'
    for rows in _chunks(listing.rows):
        lines = [write(dict(zip(headings, row, strict=True))) for row in rows]
        yield before + ",\n".join(lines)
        before = ",\n"
    yield "\n]}\n" if before == ",\n" else f"{before}]}}\n"


def as_ods(listing: Listing) -> bytes:
    """Return a list as an OpenDocument spreadsheet."""
    return ods(_book(listing))


def as_xlsx(listing: Listing) -> bytes:
    """Return a list as an Excel workbook."""
    return xlsx(_book(listing))


SPREADSHEETS = {"ods": as_ods, "xlsx": as_xlsx}
STREAMED = {"csv": csv_lines, "json": json_lines}


def _chunks(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    """Yield the rows, a thousand at a time."""
    left = iter(rows)
    while chunk := list(islice(left, _AT_A_TIME)):
        yield chunk


def _book(listing: Listing) -> Workbook:
    count = len(rows := tuple(tuple(row) for row in listing.rows))
    cover = Sheet("Cover", (listing.title, counted(count, "row"), *listing.notes))
    words = f"{listing.missing.capitalize()} means that nothing was recorded; it is never a zero."
    notes = Sheet(
        "Notes", ("Notes", "This sheet contains one table."), (Column("Note"),), ((words,),)
    )
    table = Sheet(
        "Records",
        (listing.title, "This sheet contains one table."),
        listing.columns,
        rows,
        listing.missing,
    )
    return Workbook(listing.title, (cover, notes, table))
