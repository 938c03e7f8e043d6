"""Lay out the sheets of a list that someone uploads: measured first, and nothing in it is run."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from beatwise.cell_text.delimited_text import divided
from beatwise.cell_text.mixed_encodings import mixed_lines
from beatwise.errors import BadInput
from beatwise.web.bounds import file_limits
from beatwise.web.imports import file_types
from beatwise.web.imports.cell_limits import LOOKED_AT
from beatwise.web.imports.laying_out import layout_process
from beatwise.web.imports.laying_out.workbook_layout import Sheet, laid_out


_LISTS = frozenset(file_types.media(ending) for ending in ("csv", "txt", "ods", "xlsx"))
WINDOWS_TEXT = (
    "The file is not UTF-8 and was read as Windows-1252: check names with accents and pound signs."
)


def sheets_of(name: str, content: bytes) -> Iterator[Sheet]:
    """Yield a file's sheets; its bytes say its kind, and it is measured before it is laid out."""
    kind = file_types.kind(name, content)
    if kind not in _LISTS:
        raise BadInput(
            "the file is not a list.", place=name, next_step="Give CSV, OpenDocument or Excel."
        )
    if kind.startswith("text/"):
        yield from _csv(name, content)
    elif layout_process.is_large(content):
        yield from layout_process.large_sheets(name, content)
    else:
        yield from laid_out(name, content)


def _csv(name: str, content: bytes) -> Iterator[Sheet]:
    """Yield a plain file's rows, divided by commas or, where its first line has them, by tabs."""
    if not file_types.is_unicode(content) and (mixed := mixed_lines(content.splitlines())):
        raise BadInput(
            f"line {mixed.unicode} is UTF-8 and line {mixed.other} is not.",
            place=name,
            next_step="Save the whole file as CSV UTF-8, and check names with accents.",
        )
    words = file_types.plain(content)
    first = words.partition("\n")[0]
    notes = () if file_types.is_unicode(content) else (WINDOWS_TEXT,)
    yield Sheet("", _split_rows(name, words, ","), notes)
    if "\t" in first:
        yield Sheet("", _split_rows(name, words, "\t"), notes)
    if first.count(";") > first.count(","):
        raise BadInput(
            "its columns are divided by semicolons, and such a file may write 1,5 for 1.5.",
            place=name,
            next_step="Save it as OpenDocument or Excel, or as CSV divided by commas.",
        )


def _split_rows(name: str, words: str, mark: str) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = []
    cells, most = 0, file_limits.now()
    for row in divided(io.StringIO(words, newline=""), mark, place=name):
        cells += len(row)
        if len(rows) > most.rows + LOOKED_AT or cells > most.cells:
            raise BadInput(
                f"the file has more than {most.rows:,} rows or {most.cells:,} cells.",
                place=name,
                next_step="Divide it.",
            )
        rows.append(row)
    return rows
