"""Budgets, read."""

from __future__ import annotations

from django.db.models import QuerySet

from beatwise.errors import MissingData
from beatwise.web.budget.budget_row_kinds import KINDS, RowKind
from beatwise.web.budget.models import (
    BudgetRow,
    BudgetYear,
    PreceptEntry,
    PublishedBudget,
    StatutoryDate,
)
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.today import today as today


def years() -> QuerySet[BudgetYear]:
    """Return every budget year, the latest first."""
    return BudgetYear.objects.all()


def year(start: int) -> BudgetYear:
    """Return a budget year; raise ``MissingData`` when there is none."""
    rows = BudgetYear.objects.filter(year=start)
    return sure_row(rows, "there is no budget of this year.", "Open the list of budgets.")


def kind(name: str) -> RowKind:
    """Return a kind of row; raise ``MissingData`` when there is none."""
    if name not in KINDS:
        raise MissingData("a budget has no such rows.", next_step="Open the budget.")
    return KINDS[name]


def rows(budget: BudgetYear, name: str) -> QuerySet[BudgetRow]:
    """Return the rows of a kind that stand in a budget, in order."""
    return kind(name).model.objects.filter(budget=budget, removed=False)


def row(start: int, name: str, number: int) -> BudgetRow:
    """Return a row; raise ``MissingData`` when there is none."""
    return sure_row(
        rows(year(start), name).filter(number=number).select_related("budget"),
        "there is no such row.",
        "Open the budget.",
    )


def steps(budget: BudgetYear) -> QuerySet[PreceptEntry]:
    """Return the steps of a precept that stand, the earliest first."""
    return PreceptEntry.objects.filter(budget=budget, removed=False).select_related("budget")


def step(budget: BudgetYear, number: int) -> PreceptEntry:
    """Return a step of a precept that stands; raise ``MissingData`` when there is none."""
    return sure_row(
        steps(budget).filter(number=number), "there is no such step.", "Open the budget."
    )


def statutory_date(step: str) -> StatutoryDate:
    """Return a deadline; raise ``MissingData`` when there is none."""
    rows = StatutoryDate.objects.filter(step=step)
    return sure_row(rows, "there is no such deadline.", "Open the calendar.")


def published(start: int) -> PublishedBudget:
    """Return the latest published issue of a year; raise ``MissingData`` when there is none."""
    rows = PublishedBudget.objects.filter(budget__year=start).select_related("budget")
    return sure_row(rows, "nothing was published of this budget.", "Open the list of budgets.")
