"""The addresses of actions and change requests."""

from __future__ import annotations

from django.urls import path

from beatwise.web.actions.views import action_page, changes, lists, progress


ONE = "actions/<int:number>/"
CHANGE = "changes/<int:number>/"

urlpatterns = [
    path("actions/", lists.actions, name="actions"),
    path("actions/new/", action_page.new, name="new_action"),
    path("actions/rules/", lists.rules, name="action_rules"),
    path("actions/export/<str:form>/", lists.export, name="export_actions"),
    path("actions/import/", lists.import_file, name="import_actions"),
    path("actions/import/<int:key>/", lists.batch, name="action_batch"),
    path("actions/progress/", progress.progress, name="progress"),
    path("actions/progress/burn-up.svg", progress.burn_up_svg, name="burn_up_svg"),
    path("actions/progress/<slug:table>/<str:form>/", progress.export, name="export_progress"),
    path(ONE, action_page.action, name="action"),
    path(f"{ONE}edit/", action_page.edit, name="edit_action"),
    path(f"{ONE}steps/<slug:name>/", action_page.step, name="action_step"),
    path(f"{ONE}evidence/", action_page.add_evidence, name="add_evidence"),
    path(f"{ONE}evidence/<int:key>/", action_page.evidence_file, name="evidence_file"),
    path(f"{ONE}history/", action_page.history, name="action_history"),
    path("changes/", changes.changes, name="changes"),
    path("changes/export/<str:form>/", changes.export, name="export_changes"),
    path("changes/new/<slug:kind>/<path:about>/", changes.ask, name="ask_change"),
    path(CHANGE, changes.change, name="change"),
    path(f"{CHANGE}take-back/", changes.take_back, name="take_back_change"),
]
