"""The tables of papers as a page has them: their rows are written out at once.

A pack has ten thousand cells. Written by a template, each is a dozen look-ups, and the page takes
most of a second; here each is one string.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from beatwise.accountability.boards.papers import Grid, Value
from beatwise.publication.formats.document import Column, cell_text
from beatwise.web.meetings.packs import pack_files


AddressOf = Callable[[str], str | None]


class Tags(NamedTuple):
    """What stands before and after the words of a column's cells."""

    opening: str
    missing: str
    closing: str


def page_table(grid: Grid, address_of: AddressOf) -> dict[str, object]:
    """Return a table for ``meetings/table.html``; the second column links to what a row is about.

    ``address_of`` says where a thing is shown, if anywhere.
    """
    columns = pack_files.table(grid).columns
    return {
        "caption": grid.caption,
        "columns": columns,
        "body": _body(grid, columns, address_of),
    }


def _body(grid: Grid, columns: Sequence[Column], address_of: AddressOf) -> SafeString:
    """Return the rows: our own tags around words that are all escaped."""
    tags = [_tags(column, first=at == 0) for at, column in enumerate(columns)]
    signs = {words: "".join(icons) for words, icons in pack_files.icons(grid).items()}
    link, lines = (1 if len(columns) > 1 else 0), []
    for at, row in enumerate(grid.rows):
        thing = grid.things[at] if at < len(grid.things) else ""
        cells = [
            _cell(value, column, tag, signs)
            for value, column, tag in zip(row, columns, tags, strict=True)
        ]
        address = address_of(thing) if thing else None
        if address:
            cells[link] = _linked(row[link], columns[link], tags[link], address)
        lines.append(f'<tr class="govuk-table__row">{"".join(cells)}</tr>')
    return mark_safe("".join(lines))


def _tags(column: Column, *, first: bool) -> Tags:
    name, scope, kind = ("th", ' scope="row"', "header") if first else ("td", "", "cell")
    number = " govuk-table__cell--numeric" if column.number else ""
    start = f'<{name}{scope} class="govuk-table__{kind}{number}'
    return Tags(f'{start}">', f'{start} bw-quiet">', f"</{name}>")


def _cell(value: Value, column: Column, tags: Tags, signs: dict[str, str]) -> str:
    words = html.escape(cell_text(value, column))
    icon = signs.get(value) if isinstance(value, str) else None
    inner = f'<span class="bw-sign">{icon}</span> {words}' if icon else words
    return f"{tags.missing if value is None else tags.opening}{inner}{tags.closing}"


def _linked(value: Value, column: Column, tags: Tags, address: str) -> str:
    words = html.escape(cell_text(value, column))
    opening = tags.missing if value is None else tags.opening
    return f'{opening}<a class="govuk-link" href="{html.escape(address)}">{words}</a>{tags.closing}'
