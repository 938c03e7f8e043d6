"""The lines of budgets as files, amounts in pounds."""

from __future__ import annotations

from beatwise.accountability.funds import pounds_number
from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.budget.models import BudgetLine


_AMOUNTS = ("planned", "actual", "expected")


def of_lines(person: Person, filters: dict[str, str]) -> Listing:
    """Return the lines of all budgets, or of the year that an address asks for."""
    rows = BudgetLine.objects.filter(removed=False).select_related("budget")
    if filters.get("year", "").isdecimal():
        rows = rows.filter(budget__year=int(filters["year"][:4]))
    heads = ("year", "part", "name", *_AMOUNTS, "reported on", "source")
    columns = tuple(Column(h, number=h in _AMOUNTS) for h in heads)
    lines = (_line(row) for row in rows.iterator(chunk_size=500))
    return Listing("budget-lines", "Lines of budgets", columns, lines, count=rows.count())


def _line(row: BudgetLine) -> tuple[Cell, ...]:
    return (
        row.budget.year_words, row.part, row.name,
        *(None if amount is None else pounds_number(amount)
          for amount in (row.planned, row.actual, row.expected)),
        row.reported_on.isoformat() if row.reported_on else None, row.source or None,
    )  # fmt: skip
