"""Lines and entries of funds as files, amounts in pounds."""

from __future__ import annotations

from beatwise.accountability.funds import pounds_number
from beatwise.accountability.roles import Person
from beatwise.accountability.spending import project_costs
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.funds import selectors
from beatwise.web.funds.models import LedgerEntry, Line, Project


_AMOUNTS = ("allocated", "committed", "paid", "left to commit", "left to pay", "left")


def of_lines(person: Person, filters: dict[str, str]) -> Listing:
    """Return the lines that an address asks for, each with what it comes to."""
    rows = selectors.lines(person, filters)
    heads = ("fund", "line", "receiver", "area", "year", "spend by", *_AMOUNTS)
    columns = tuple(Column(h, number=h == "line" or h in _AMOUNTS) for h in heads)
    lines = (_line(row) for row in rows.iterator(chunk_size=500))
    return Listing("fund-lines", "Lines of funds", columns, lines, count=rows.count())


def of_entries(person: Person, filters: dict[str, str]) -> Listing:
    """Return the entries that an address asks for, the latest first."""
    rows = selectors.entries(person, filters)
    heads = ("fund", "entry", "day", "kind", "receiver", "year", "amount", "reference", "reason",
             "undoes")  # fmt: skip
    columns = tuple(Column(h, number=h in ("entry", "amount", "undoes")) for h in heads)
    ordered = rows.select_related("reverses")
    lines = (_entry(row) for row in ordered.iterator(chunk_size=500))
    return Listing("fund-entries", "Entries of funds", columns, lines, count=rows.count())


def of_projects(person: Person, filters: dict[str, str]) -> Listing:
    """Return the projects that an address asks for, with what their cost lines come to."""
    rows = selectors.projects(person, filters)
    heads = ("fund", "project", "name", "receiver", "year", "agreed on", "submitted on", "cost",
             "stated total", "about", "source")  # fmt: skip
    columns = tuple(Column(h, number=h in ("project", "cost", "stated total")) for h in heads)
    lines = (_project(row) for row in rows.iterator(chunk_size=500))
    return Listing("fund-projects", "Projects of funds", columns, lines, count=rows.count())


def _project(row: Project) -> tuple[Cell, ...]:
    costs, stated = row.cost_lines(), row.stated_total
    return (
        row.fund.name, row.number, row.name, row.line.receiver, row.line.year_words,
        row.agreed_on.isoformat() if row.agreed_on else None,
        row.submitted_on.isoformat() if row.submitted_on else None,
        pounds_number(project_costs.total_cost(costs)) if costs else None,
        None if stated is None else pounds_number(stated), row.about or None, row.source or None,
    )  # fmt: skip


def _line(row: Line) -> tuple[Cell, ...]:
    return (
        row.fund.name, row.number, row.receiver, row.area or None, row.year_words,
        row.spend_by.isoformat() if row.spend_by else None,
        *map(pounds_number, (row.allocated, row.committed, row.paid, row.allocated - row.committed,
                             row.committed - row.paid, row.allocated - row.paid)),
    )  # fmt: skip


def _entry(row: LedgerEntry) -> tuple[Cell, ...]:
    amount = -row.amount if row.reverses_id else row.amount
    return (
        row.fund.name, row.number, row.on.isoformat(), row.title,
        row.line.receiver if row.line else None, row.line.year_words if row.line else None,
        pounds_number(amount), row.reference or None, row.words or None,
        row.reverses.number if row.reverses else None,
    )  # fmt: skip
