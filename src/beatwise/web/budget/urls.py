"""The addresses of budgets."""

from __future__ import annotations

from django.urls import path

from beatwise.web.budget.views import budget_pages, keeping_pages, option_pages


YEAR = "budget/<int:year>/"
ROW = f"{YEAR}<slug:kind>/"

urlpatterns = [
    path("budget/", budget_pages.budgets, name="budgets"),
    path("budget/open/", keeping_pages.open_budget, name="open_budget"),
    path("budget/import/", option_pages.import_options, name="import_options"),
    path("budget/import/<int:key>/", option_pages.options_batch, name="options_batch"),
    path("budget/calendar/", budget_pages.calendar, name="statutory_calendar"),
    path("budget/calendar/<slug:step>/", keeping_pages.change_deadline, name="change_deadline"),
    path("budget/published/", budget_pages.published_budgets, name="published_budgets"),
    path("budget/published/<int:year>/", budget_pages.published_budget, name="published_budget"),
    path(YEAR, budget_pages.budget, name="budget"),
    path(f"{YEAR}change/", keeping_pages.change_budget, name="change_budget"),
    path(f"{YEAR}publish/", budget_pages.publish, name="publish_budget"),
    path(f"{YEAR}step/", keeping_pages.precept_step, name="precept_step"),
    path(f"{YEAR}step/<int:number>/", keeping_pages.take_back_precept, name="take_back_precept"),
    path(f"{ROW}new/", keeping_pages.new_budget_row, name="new_budget_row"),
    path(f"{ROW}<int:number>/", keeping_pages.change_budget_row, name="change_budget_row"),
    path(f"{ROW}<int:number>/remove/", keeping_pages.remove_budget_row, name="remove_budget_row"),
]
