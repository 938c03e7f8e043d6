"""What would take the rows of a table that stayed outside: a register, or another layout."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from beatwise.accountability.roles import Person
from beatwise.accountability.tables import table_rows
from beatwise.accountability.tables.layout import Layout
from beatwise.cell_text import heading_key
from beatwise.cell_text.csv_text import csv_of_fields
from beatwise.errors import MissingData
from beatwise.web.imports.models import Batch
from beatwise.web.paper_tables import import_options, printed_cells
from beatwise.web.paper_tables.kept_rows import rows
from beatwise.web.paper_tables.models import TableRow
from beatwise.web.registry import Taker, registry


FEWEST = 2  # columns alike: a source or an area alone says nothing


def takers(person: Person, outside: Sequence[TableRow]) -> list[Taker]:
    """Return the lists that have several columns of rows, those with most of them first."""
    headings = frozenset(heading_key(heading) for row in outside[:1] for heading, _ in row.cells)
    every = [taker for offer in registry.takers.values() for taker in offer(person)]
    fitting = [taker for taker in every if len(taker.alike(headings)) >= FEWEST]
    return sorted(fitting, key=lambda taker: (-len(taker.alike(headings)), taker.title))


def offers(person: Person, batch: Batch, outside: Sequence[TableRow]) -> list[dict[str, object]]:
    """Return where rows that stayed outside could go: words, a file to fill in, and its page."""
    headings = frozenset(heading_key(heading) for row in outside[:1] for heading, _ in row.cells)
    return [
        {
            "title": taker.title,
            "alike": ", ".join(taker.alike(headings)),
            "file": reverse("table_outside", args=[batch.pk, taker.name]),
            "page": taker.page,
        }
        for taker in takers(person, outside)
    ]


def other_layouts(batch: Batch, cells: printed_cells.Numbered | None = None) -> list[Layout]:
    """Return the other layouts that would read a table, likeliest first.

    ``cells`` are the table's, where they are read already. A table that an
    office's own layout reads has no others.
    """
    options = import_options.of(batch.options)
    if options.text:
        return []
    own = import_options.layout_of(options)
    if cells is None:
        cells = printed_cells.of(batch, own).rows
    every = import_options.shipped_layouts()
    others = table_rows.guess(every, import_options.stem(batch.name), cells)
    return [layout for layout in others if layout.name != own.name]


def file_for(person: Person, batch: Batch, name: str) -> tuple[str, bytes]:
    """Return rows that stayed outside in the columns of what would take them, as CSV.

    Cells under the same heading are filled in; the others are left to be typed.
    """
    outside = list(rows.outside(batch))
    taker = next((t for t in takers(person, outside) if t.name == name), None)
    if taker is None:
        raise MissingData("nothing of that name takes these rows.", next_step="Open the table.")
    filled = []
    for row in outside:
        cells = {heading_key(heading): cell for heading, cell in row.cells}
        filled.append({column: cells.get(heading_key(column), "") for column in taker.columns})
    return f"{taker.name}.csv", csv_of_fields(taker.columns, filled).encode()
