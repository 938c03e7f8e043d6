"""A table whose words look like formulas, and a workbook with it."""

from __future__ import annotations

from functools import cache

from tests.unit.publication.town.worlds import town

from beatwise.publication.formats.document import Column, Table
from beatwise.publication.formats.workbook import Sheet, Workbook, workbook
from beatwise.publication.town.report import report


EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "<b>&\"'", "")
TABLE = Table(
    "words",
    "Words that look like formulas",
    (Column("Word"), Column("Count", True), Column("Share (%)", True, 1)),
    (*((word, i, i / 3) for i, word in enumerate(EVIL)), ("gap", None, None)),
    note="Shorthand explained.",
)


ALIGNED = Sheet(
    "S", ("S",), (Column("Town"), Column("Pounds", number=True), Column("Why")),
    (("Pelbrook", "£3", "late"), ("Vennaby", None, None)),
)  # fmt: skip


@cache
def book() -> Workbook:
    """Return the workbook of a report and one awkward table."""
    findings = report(town())
    return workbook(findings, (*findings.tables(), TABLE))
