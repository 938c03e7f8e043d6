"""Imported tables worked out again, each by itself and against the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from beatwise.publication.reconcile import specification
from beatwise.publication.reconcile.finding import Finding
from beatwise.publication.reconcile.run import reconcile
from beatwise.publication.reconcile.specification import TableChecks
from beatwise.publication.reconcile.table import PrintedTable, from_rows
from beatwise.web.performance.models import Disagreement
from beatwise.web.performance.tables import asked, cells
from beatwise.web.performance.tables.importer import KIND, Outcome
from beatwise.web.shared.models import Batch


def work_out() -> int:
    """Work every imported table out again, inside the caller's transaction.

    Of several imports of one table the newest stands. Returns how many things disagree.
    """
    tables: dict[str, PrintedTable] = {}
    brought: dict[str, int] = {}
    rules: list[TableChecks] = []
    rows = Batch.objects.filter(kind=KIND, state=Batch.DONE).select_related("content")
    for batch in rows.order_by("at", "pk"):
        table, checks = _printed(batch)
        tables[table.name], brought[table.name] = table, batch.pk
        rules = [*(r for r in rules if r.table != table.name), *checks]
    found = reconcile(tables.values(), rules).findings
    Disagreement.objects.all().delete()
    Disagreement.objects.bulk_create(_row(each, brought[each.table]) for each in found)
    return len(found)


def in_preview(outcome: Outcome) -> tuple[Finding, ...]:
    """Return what would not agree, were a table taken in beside those that are there."""
    if outcome.layout is None:
        return ()
    here = from_rows(outcome.table, (row for _, row in outcome.rows))
    rules = _checks(outcome.table, outcome.layout)
    others = [
        _printed(batch)[0]
        for batch in Batch.objects.filter(kind=KIND, state=Batch.DONE).select_related("content")
    ]
    tables = {table.name: table for table in others} | {here.name: here}
    return tuple(found for found in reconcile(tables.values(), rules).of(here.name))


def of_batch(key: int) -> list[Disagreement]:
    """Return what does not agree in the table of one import."""
    return list(Disagreement.objects.filter(batch=key))


def of_tables(names: Iterable[str]) -> list[Disagreement]:
    """Return what does not agree in some tables."""
    return list(Disagreement.objects.filter(table__in=list(names)))


def _printed(batch: Batch) -> tuple[PrintedTable, tuple[TableChecks, ...]]:
    """Return a kept table and its checks; its layout and name were settled when it came in."""
    from beatwise.accountability import layouts

    options: Mapping[str, Any] = batch.options
    told = asked.of(options)
    layout = asked.own(told.text) if told.text else layouts.load(told.layout or "printed")
    rows = cells.read(batch.name, bytes(batch.content.held), [layout])
    table = from_rows(told.table or layout.table or asked.stem(batch.name), (r for _, r in rows))
    return table, _checks(table.name, layout)


def _checks(table: str, layout: Any) -> tuple[TableChecks, ...]:
    if layout.own_checks:
        row = {"name": table, **layout.own_checks}
        return (specification.of_table(row, f"layout {layout.name}, [worked_out]"),)
    if not layout.checks:
        return ()
    return tuple(rule for rule in specification.load(layout.checks) if rule.table == table)


def _row(found: Finding, batch: int) -> Disagreement:
    return Disagreement(
        batch=batch,
        table=found.table,
        row=found.row,
        check_words=found.check,
        kind=found.kind,
        printed=found.printed,
        recomputed=found.recomputed,
        rounding=found.rounding,
        note=found.note,
    )
