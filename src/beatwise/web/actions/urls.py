"""The addresses of actions and change requests."""

from __future__ import annotations

from django.urls import path

from beatwise.web.actions.views import action_list, action_page, change_pages, progress


ONE = "actions/<int:number>/"
CHANGE = "changes/<int:number>/"

urlpatterns = [
    path("actions/", action_list.actions, name="actions"),
    path("actions/new/", action_page.new, name="new_action"),
    path("actions/rules/", action_list.rules, name="action_rules"),
    path("actions/export/<str:form>/", action_list.export, name="export_actions"),
    path("actions/import/", action_list.import_file, name="import_actions"),
    path("actions/import/<int:key>/", action_list.batch, name="action_batch"),
    path("actions/progress/", progress.progress, name="progress"),
    path("actions/progress/burn-up.svg", progress.burn_up_svg, name="burn_up_svg"),
    path("actions/progress/<slug:table>/<str:form>/", progress.export, name="export_progress"),
    path(ONE, action_page.action, name="action"),
    path(f"{ONE}edit/", action_page.edit, name="edit_action"),
    path(f"{ONE}steps/<slug:name>/", action_page.step, name="action_step"),
    path(f"{ONE}evidence/", action_page.add_evidence, name="add_evidence"),
    path(f"{ONE}evidence/<int:key>/", action_page.evidence_file, name="evidence_file"),
    path(f"{ONE}history/", action_page.history, name="action_history"),
    path("changes/", change_pages.changes, name="changes"),
    path("changes/export/<str:form>/", change_pages.export, name="export_changes"),
    path("changes/new/<slug:kind>/<path:about>/", change_pages.ask, name="ask_change"),
    path(CHANGE, change_pages.change, name="change"),
    path(f"{CHANGE}take-back/", change_pages.take_back, name="take_back_change"),
]
