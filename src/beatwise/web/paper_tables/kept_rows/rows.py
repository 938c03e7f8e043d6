"""Keep the rows of an imported table beside it, each with why it stayed outside if it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from beatwise.accountability.tables import table_rows
from beatwise.cell_text import search_key
from beatwise.errors import UserError
from beatwise.web.history import audit
from beatwise.web.imports.models import Batch
from beatwise.web.paper_tables import import_options, printed_cells
from beatwise.web.paper_tables.importer import KIND
from beatwise.web.paper_tables.models import TableRow
from beatwise.web.paper_tables.table_kinds import value_tables
from beatwise.web.search.search_field import matching


def keep(batch: Batch) -> list[TableRow]:
    """Keep the rows of a table that was imported, inside the caller's ``audit.changing()``."""
    options = import_options.of(batch.options)
    layout = import_options.layout_of(options)
    cells = printed_cells.of(batch, layout).rows
    laid = table_rows.lay(layout, cells, options.answers)
    reasons = {each.row: each.why for each in laid.left_out}
    reasons |= dict.fromkeys(value_tables.without_latest(laid, options), value_tables.NO_LATEST)
    return TableRow.objects.bulk_create(
        [
            TableRow(
                batch=batch,
                row=number,
                cells=[list(pair) for pair in row.items()],
                why=reasons.get(number, ""),
                words=search_key(" ".join(row.values())),
            )
            for number, row in cells
        ],
        batch_size=500,
    )


def keep_missing() -> int:
    """Keep the rows of tables that were imported before their rows were kept; return how many."""
    batches = Batch.objects.filter(kind=KIND, state=Batch.DONE, table_rows=None)
    count = 0
    for batch in batches.select_related("content"):
        with audit.changing():
            try:
                count += len(keep(batch))
            except UserError:  # its layout is gone, or reads it no more: the table's page says so
                continue
    return count


def outside(batch: Batch) -> QuerySet[TableRow]:
    """Return the rows of a table that stayed outside, in order."""
    return TableRow.objects.filter(batch=batch).exclude(why="").order_by("row")


def reasons(rows: Iterable[TableRow]) -> list[tuple[str, tuple[int, ...]]]:
    """Return why rows stayed outside, each reason with their numbers."""
    by_reason: dict[str, list[int]] = {}
    for row in rows:
        by_reason.setdefault(row.why, []).append(row.row)
    return [(why, tuple(numbers)) for why, numbers in by_reason.items()]


def matches(words: str, most: int) -> QuerySet[TableRow]:
    """Return the first rows of tables that stand in which each word stands."""
    rows = TableRow.objects.filter(matching(words, "words"), batch__state=Batch.DONE)
    return rows.select_related("batch").defer("batch__effect").order_by("-batch", "row")[:most]


def texts() -> Iterator[str]:
    """Yield the search keys of the rows of tables that stand."""
    rows = TableRow.objects.filter(batch__state=Batch.DONE)
    yield from rows.values_list("words", flat=True).iterator()
