"""Imported tables worked out again, each by itself and against the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from beatwise.accountability.reconcile import specification
from beatwise.accountability.reconcile.finding import Finding
from beatwise.accountability.reconcile.printed_table import PrintedTable, from_rows
from beatwise.accountability.reconcile.run import reconcile
from beatwise.accountability.reconcile.specification import TableChecks
from beatwise.errors import BadInput
from beatwise.web.imports.models import Batch
from beatwise.web.paper_tables import import_options as asked
from beatwise.web.paper_tables import printed_cells
from beatwise.web.paper_tables.importer import KIND
from beatwise.web.paper_tables.models import Disagreement
from beatwise.web.paper_tables.outcome import Outcome


UNFIT = "not checked"


def work_out() -> int:
    """Work every imported table out again, inside the caller's transaction.

    Of several imports of one table the newest stands. Returns how many things disagree.
    """
    made = _worked_out()
    Disagreement.objects.all().delete()
    Disagreement.objects.bulk_create(made)
    return sum(each.kind != UNFIT for each in made)


def _worked_out() -> list[Disagreement]:
    tables: dict[str, PrintedTable] = {}
    brought: dict[str, int] = {}
    rules: dict[str, tuple[TableChecks, ...]] = {}
    rows = Batch.objects.filter(kind=KIND, state=Batch.DONE).select_related("content")
    for batch in rows.order_by("at", "pk"):
        table, checks = _printed(batch)
        tables[table.name], brought[table.name] = table, batch.pk
        rules[table.name] = checks
    made = []
    for name in tables:
        found, unfit = _check(name, tables, rules[name])
        made += [_row(each, brought[name]) for each in found]
        made += [
            Disagreement(batch=brought[name], table=name, kind=UNFIT, check_words=words)
            for words in unfit
        ]
    return made


def in_preview(outcome: Outcome) -> tuple[Finding, ...]:
    """Return what would not agree, were a table taken in beside those that are there."""
    if outcome.layout is None:
        return ()
    here = from_rows(outcome.table, (row for _, row in outcome.rows))
    rows = Batch.objects.filter(kind=KIND, state=Batch.DONE).select_related("content")
    others = [_printed(batch)[0] for batch in rows]
    tables = {table.name: table for table in others} | {here.name: here}
    return _check(here.name, tables, _checks(here.name, outcome.layout))[0]


def _check(
    name: str, tables: Mapping[str, PrintedTable], rules: Sequence[TableChecks]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return what disagrees in one table, and which checks name cells that it does not have.

    A check written for one year's table may not fit the next: it is said, and the others run.
    """
    found: list[Finding] = []
    unfit: list[str] = []
    others = _but(name, tables)
    single = [[replace(rule, checks=(check,))] for rule in rules for check in rule.checks]
    for one in single if rules else [[]]:
        try:
            found += reconcile(tables.values(), [*others, *one]).of(name)
        except BadInput as error:
            unfit.append(f"{error.message}")
        except (RecursionError, ValueError, OverflowError):  # a formula of somebody's own
            unfit.append("a check cannot be worked out: it is too long, or names no real number.")
    return tuple(found), tuple(dict.fromkeys(unfit))


def _but(name: str, tables: Mapping[str, PrintedTable]) -> list[TableChecks]:
    """Return no checks for every other table, so that only one is looked at."""
    return [TableChecks(other, "", ()) for other in tables if other != name]


def of_batch(key: int) -> list[Disagreement]:
    """Return what does not agree in the table of one import."""
    return list(Disagreement.objects.filter(batch=key).exclude(kind=UNFIT))


def unfit_of_batch(key: int) -> list[str]:
    """Return why some checks could not be run on the table of one import."""
    rows = Disagreement.objects.filter(batch=key, kind=UNFIT)
    return list(rows.values_list("check_words", flat=True))


def of_tables(names: Iterable[str]) -> list[Disagreement]:
    """Return what does not agree in some tables."""
    return list(Disagreement.objects.filter(table__in=list(names)).exclude(kind=UNFIT))


def _printed(batch: Batch) -> tuple[PrintedTable, tuple[TableChecks, ...]]:
    """Return a kept table and its checks; its layout and name were settled when it came in."""
    from beatwise.accountability.tables import layout as layouts

    options: Mapping[str, Any] = batch.options
    told = asked.of(options)
    layout = asked.own(told.text) if told.text else layouts.load(told.layout or "printed")
    rows = printed_cells.read(batch.name, bytes(batch.content.data), [layout])
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
