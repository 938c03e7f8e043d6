"""Imported tables worked out again, each by itself and against the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from beatwise.accountability.reconcile import specification
from beatwise.accountability.reconcile.finding import Finding
from beatwise.accountability.reconcile.printed_table import PrintedTable, from_rows
from beatwise.accountability.reconcile.run import reconcile
from beatwise.accountability.reconcile.specification import TableChecks
from beatwise.accountability.tables.layout import Layout
from beatwise.errors import BadInput
from beatwise.web.imports.models import Batch
from beatwise.web.paper_tables import import_options, printed_cells
from beatwise.web.paper_tables.importer import KIND
from beatwise.web.paper_tables.models import Disagreement
from beatwise.web.paper_tables.outcome import Outcome


UNFIT = "not checked"


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """A table that came in: the key of its import, its cells, and the checks on it."""

    batch: int
    printed: PrintedTable
    checks: tuple[TableChecks, ...]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What disagrees in a table, and why some checks could not be run."""

    findings: tuple[Finding, ...]
    unfit: tuple[str, ...]


def work_out() -> int:
    """Work every imported table out again, inside the caller's transaction.

    Of several imports of one table the newest stands. Returns how many things disagree.
    """
    rows = _worked_out()
    Disagreement.objects.all().delete()
    Disagreement.objects.bulk_create(rows)
    return sum(row.kind != UNFIT for row in rows)


def _worked_out() -> list[Disagreement]:
    imported: dict[str, ImportedTable] = {}
    for batch in _batches().order_by("at", "pk"):
        table = _imported(batch)
        imported[table.printed.name] = table
    tables = {name: each.printed for name, each in imported.items()}
    rows = []
    for name, each in imported.items():
        result = _check(name, tables, each.checks)
        rows += [_row(finding, each.batch) for finding in result.findings]
        rows += [
            Disagreement(batch=each.batch, table=name, kind=UNFIT, check_words=words)
            for words in result.unfit
        ]
    return rows


def in_preview(outcome: Outcome) -> tuple[Finding, ...]:
    """Return what would not agree, were a table imported beside those that are there."""
    if outcome.layout is None:
        return ()
    here = from_rows(outcome.table, (row for _, row in outcome.rows))
    others = [_imported(batch).printed for batch in _batches()]
    tables = {table.name: table for table in others} | {here.name: here}
    return _check(here.name, tables, checks_of(here.name, outcome.layout)).findings


def _batches() -> QuerySet[Batch]:
    """Return the imports of tables that were not undone."""
    return Batch.objects.filter(kind=KIND, state=Batch.DONE).select_related("content")


def _check(
    name: str, tables: Mapping[str, PrintedTable], rules: Sequence[TableChecks]
) -> CheckResult:
    """Return what disagrees in one table, and which checks name cells that it does not have.

    A check written for one year's table may not fit the next: it is said, and the others run.
    """
    findings: list[Finding] = []
    unfit: list[str] = []
    others = _but(name, tables)
    single = [[replace(rule, checks=(check,))] for rule in rules for check in rule.checks]
    for one in single if rules else [[]]:
        try:
            findings += reconcile(tables.values(), [*others, *one]).of(name)
        except BadInput as error:
            unfit.append(f"{error.message}")
        except (RecursionError, ValueError, OverflowError):  # a formula of somebody's own
            unfit.append("a check cannot be worked out: it is too long, or names no real number.")
    return CheckResult(tuple(findings), tuple(dict.fromkeys(unfit)))


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


def _imported(batch: Batch) -> ImportedTable:
    """Return a stored table and its checks; its layout and name were settled when it came in."""
    options = import_options.of(batch.options)
    layout = import_options.layout_of(options)
    rows = printed_cells.of(batch, layout).rows
    name = import_options.table_name(options, layout, batch.name)
    return ImportedTable(batch.pk, from_rows(name, (r for _, r in rows)), checks_of(name, layout))


def checks_of(table: str, layout: Layout) -> tuple[TableChecks, ...]:
    """Return the checks that are written for a table that came in by a layout."""
    if layout.own_checks:
        row = {"name": table, **layout.own_checks}
        return (specification.of_table(row, f"layout {layout.name}, [worked_out]"),)
    if not layout.checks:
        return ()
    return tuple(rule for rule in specification.load(layout.checks) if rule.table == table)


def _row(finding: Finding, batch: int) -> Disagreement:
    return Disagreement(
        batch=batch,
        table=finding.table,
        row=finding.row,
        check_words=finding.check,
        kind=finding.kind,
        printed=finding.printed,
        recomputed=finding.recomputed,
        rounding=finding.rounding,
        note=finding.note,
    )
