"""Importing a table and undoing that: one action each, for the screens and the command line."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.accountability.roles import Person
from beatwise.accountability.tables.column_rules import QUESTIONS
from beatwise.cell_text.day_order import DayOrder
from beatwise.errors import Conflict
from beatwise.web.history import audit
from beatwise.web.imports import batches
from beatwise.web.imports.models import Batch
from beatwise.web.paper_tables import disagreements, import_options
from beatwise.web.paper_tables.import_options import ImportOptions
from beatwise.web.paper_tables.importer import Tables
from beatwise.web.paper_tables.kept_rows import rows
from beatwise.web.paper_tables.outcome import Outcome


def look(*, name: str, content: bytes, options: ImportOptions, by: Person) -> Outcome:
    """Return what importing a table would do; nothing is changed or kept."""
    importer = Tables(options.as_options())
    importer.check(by)
    return importer.preview(name, content, by, DayOrder(options.dates))


def keep(*, name: str, content: bytes, options: ImportOptions, by: Person) -> Batch:
    """Keep a table's file with the layout that reads it, so that the preview is what is done."""
    outcome = look(name=name, content=content, options=options, by=by)
    settled = {**options.as_options(), "table": outcome.table}
    if outcome.layout is not None and not options.text:
        settled["layout"] = outcome.layout.name
    return batches.keep(Tables(settled), name=name, content=content, by=by, options=settled)


def answer(*, batch: Batch, dates: str, by: Person) -> Batch:
    """Keep what a person says of the dates of a kept table."""
    return batches.answer(Tables(batch.options), batch=batch, dates=dates, by=by)


def settle(*, batch: Batch, answers: Mapping[str, str], by: Person, layout: str = "") -> Batch:
    """Settle what a layout asks for of a table that is kept and not imported yet.

    ``layout`` names another one of those that fit.
    """
    importer = Tables(batch.options)
    importer.check(by)
    settled = {n: v for n, v in batch.options.items() if n not in QUESTIONS} | dict(answers)
    settled |= {"layout": layout} if layout else {}
    import_options.of(settled).check()
    with audit.changing():
        row = Batch.objects.select_for_update().get(pk=batch.pk)
        if row.state != Batch.PREVIEWED:
            raise Conflict(
                "this table was imported already.",
                place=row.name,
                next_step="Undo the import, and upload the table again.",
            )
        row.options = settled
        row.save()
        audit.write(
            "import.settle",
            row.thing,
            by=by,
            after={**answers, **({"layout": layout} if layout else {})},
        )
    return row


def take_in(*, batch: Batch, by: Person, reason: str = "") -> Batch:
    """Import all that a kept table says, or nothing, and work all tables out again.

    ``reason`` says why what is asked about its rows is right.
    """
    with audit.changing():
        batch = batches.commit(Tables(batch.options), batch=batch, by=by, reason=reason)
        rows.keep(batch)
        disagreements.work_out()
    return batch


def take_back(*, batch: Batch, why: str, by: Person) -> Batch:
    """Put everything back as it was before a table was imported."""
    with audit.changing():
        batch = batches.undo(Tables(batch.options), batch=batch, by=by, why=why)
        disagreements.work_out()
    return batch
