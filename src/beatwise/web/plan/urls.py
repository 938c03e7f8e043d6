"""The addresses of the plan."""

from __future__ import annotations

from django.urls import path

from beatwise.web.plan.views import draft_pages, plan_pages, row_pages, table_pages


urlpatterns = [
    path("plan/", plan_pages.plan, name="plan"),
    path("plan/load/", plan_pages.load_plan, name="load_plan"),
    path("plan/strategies/<slug:name>/", plan_pages.strategy, name="strategy"),
    path("plan/versions/<int:number>/", plan_pages.plan_version, name="plan_version"),
    path("plan/versions/<int:number>/document/", plan_pages.plan_document, name="plan_document"),
    path("plan/draft/", draft_pages.plan_draft, name="plan_draft"),
    path("plan/draft/start/", draft_pages.start_draft, name="start_plan_draft"),
    path("plan/draft/add/<slug:kind>/", row_pages.add_row, name="add_plan_row"),
    path("plan/draft/rows/<int:key>/", row_pages.change_row, name="change_plan_row"),
    path("plan/draft/rows/<int:key>/move/", row_pages.move_row, name="move_plan_row"),
    path("plan/draft/rows/<int:key>/withdraw/", row_pages.withdraw_row, name="withdraw_plan_row"),
    path("plan/draft/steps/<slug:name>/", draft_pages.plan_draft_step, name="plan_draft_step"),
    path("plan/table/export/<str:form>/", table_pages.export_plan, name="export_plan"),
    path("plan/table/import/", table_pages.import_plan, name="import_plan"),
    path("plan/table/import/<int:key>/", table_pages.plan_batch, name="plan_batch"),
]
