"""The app's tables: budget years, their rows, the steps of a precept, and the deadlines."""

from __future__ import annotations

from beatwise.web.budget.models.budget_rows import (
    BudgetLine,
    BudgetRow,
    BudgetScenario,
    PlanYear,
    Saving,
    SurveyAnswer,
)
from beatwise.web.budget.models.budget_year import BudgetYear, PublishedBudget
from beatwise.web.budget.models.precept import PreceptEntry, StatutoryDate


__all__ = [
    "BudgetLine", "BudgetRow", "BudgetScenario", "BudgetYear", "PlanYear", "PreceptEntry",
    "PublishedBudget", "Saving", "StatutoryDate", "SurveyAnswer",
]  # fmt: skip
