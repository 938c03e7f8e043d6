"""A list as a file: CSV, JSON, OpenDocument and Excel, the same columns in each.

Words that a spreadsheet would take for a formula are quoted by ``'`` in CSV; in sheets they are
text cells. ``None`` is *no record*: empty in CSV, ``null`` in JSON, words in sheets.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse

from beatwise.publication.document import Cell, Column
from beatwise.publication.ods import ods
from beatwise.publication.workbook import Sheet, Workbook
from beatwise.publication.xlsx import xlsx


FORMATS = {
    "csv": ("CSV", "text/csv; charset=utf-8"),
    "ods": ("OpenDocument", "application/vnd.oasis.opendocument.spreadsheet"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("JSON", "application/json"),
}
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_QUOTE = "'"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be written: what it is, its columns, and its rows as values."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    missing: str = "no record"
    notes: tuple[str, ...] = ()


def answer(listing: Listing, form: str) -> HttpResponse | StreamingHttpResponse:
    """Return the list as a download in one of ``FORMATS``."""
    made: HttpResponse | StreamingHttpResponse
    if form == "csv":
        made = StreamingHttpResponse(csv_lines(listing), content_type=FORMATS[form][1])
    else:
        whole = {"json": as_json, "ods": as_ods, "xlsx": as_xlsx}[form](listing)
        made = HttpResponse(whole, content_type=FORMATS[form][1])
    made.headers["Content-Disposition"] = f'attachment; filename="{listing.name}.{form}"'
    return made


def csv_lines(listing: Listing) -> Iterator[str]:
    """Yield a list as CSV (RFC 4180), a few hundred rows at a time."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(column.heading) for column in listing.columns])
    for i, row in enumerate(listing.rows):
        writer.writerow(["" if v is None else safe(v) if isinstance(v, str) else v for v in row])
        if i % 500 == 499:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def as_json(listing: Listing) -> str:
    """Return a list as one JSON document: its title, and each row by its headings."""
    headings = [column.heading for column in listing.columns]
    rows = [dict(zip(headings, row, strict=True)) for row in listing.rows]
    return json.dumps({"title": listing.title, "rows": rows}, ensure_ascii=False, allow_nan=False)


def as_ods(listing: Listing) -> bytes:
    """Return a list as an OpenDocument spreadsheet."""
    return ods(_book(listing))


def as_xlsx(listing: Listing) -> bytes:
    """Return a list as an Excel workbook."""
    return xlsx(_book(listing))


def safe(words: str) -> str:
    """Return words that no spreadsheet takes for a formula."""
    return f"{_QUOTE}{words}" if words.startswith((*_RUNS, _QUOTE)) else words


def unsafe(words: str) -> str:
    """Return the words that ``safe`` was given."""
    if words.startswith(_QUOTE) and words[1:].startswith((*_RUNS, _QUOTE)):
        return words[1:]
    return words


def _book(listing: Listing) -> Workbook:
    count = len(rows := tuple(tuple(row) for row in listing.rows))
    cover = Sheet("Cover", (listing.title, f"{count:,} rows", *listing.notes))
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
