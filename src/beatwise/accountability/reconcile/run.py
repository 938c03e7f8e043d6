"""Reconcile tables: run every check over them, and say what was checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from beatwise.accountability.reconcile.finding import Finding
from beatwise.accountability.reconcile.printed_table import PrintedTable
from beatwise.accountability.reconcile.specification import TableChecks
from beatwise.accountability.reconcile.suggest import suggest


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a reconciliation found.

    Parameters
    ----------
    findings
        Each disagreement, in order of table and check.
    checks_run
        How many checks were run on each table; 0 for a table that has none of its own and
        in which none suggest themselves.
    """

    findings: tuple[Finding, ...]
    checks_run: Mapping[str, int]

    def of(self, table: str) -> tuple[Finding, ...]:
        """Return the findings of one table."""
        return tuple(finding for finding in self.findings if finding.table == table)


def reconcile(
    tables: Iterable[PrintedTable], specifications: Iterable[TableChecks] = ()
) -> Reconciliation:
    """Check tables by the checks written for them, and otherwise by those that suggest themselves.

    Raises ``BadInput`` when a check names a column or row that its table does not have.
    """
    by_name = {table.name: table for table in tables}
    rules = {rule.table: rule for rule in specifications}
    findings: list[Finding] = []
    checks_run: dict[str, int] = {}
    for name, table in by_name.items():
        rule = rules.get(name)
        labelled = replace(table, label=rule.label) if rule and rule.label else table
        checks = rule.checks if rule else suggest(labelled)
        checks_run[name] = len(checks)
        for check in checks:
            findings += check.run(labelled, by_name | {name: labelled})
    return Reconciliation(tuple(findings), checks_run)
