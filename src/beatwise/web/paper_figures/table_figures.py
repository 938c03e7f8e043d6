"""The tables that the office imported, cell by cell: of several of one name the newest stands."""

from __future__ import annotations

from beatwise.web.imports.models import Batch
from beatwise.web.paper_figures.plain_values import by_label, cell
from beatwise.web.paper_tables import disagreements, import_options
from beatwise.web.paper_tables.importer import KIND
from beatwise.web.paper_tables.models import TableRow


Figures = dict[str, object]


def tables() -> dict[str, Figures]:
    """Return each table by name: its ``rows``, and the same ``by`` the words of their label.

    ``label`` is the field that names a row in formulas, where the table's checks say so.
    """
    newest: dict[str, tuple[Batch, str]] = {}
    for batch in Batch.objects.filter(kind=KIND, state=Batch.DONE).order_by("at", "pk"):
        options = import_options.of(batch.options)
        layout = import_options.layout_of(options)
        name = import_options.table_name(options, layout, batch.name)
        label = next((rule.label for rule in disagreements.checks_of(name, layout)), "")
        newest[name] = (batch, label)
    return {name: _table(*table) for name, table in sorted(newest.items())}


def _table(batch: Batch, label: str) -> Figures:
    rows = [
        {heading: cell(text) for heading, text in row.cells}
        for row in TableRow.objects.filter(batch=batch).order_by("row")
    ]
    return {"rows": rows, "by": by_label(rows), "label": label, "import": batch.pk}
