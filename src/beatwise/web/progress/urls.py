"""The addresses of actions and change requests."""

from __future__ import annotations

from django.urls import path

from beatwise.web.progress.views import changes, lists, one, progress


ONE = "actions/<int:number>/"
CHANGE = "changes/<int:number>/"

urlpatterns = [
    path("actions/", lists.actions, name="actions"),
    path("actions/new/", one.new, name="new_action"),
    path("actions/rules/", lists.rules, name="action_rules"),
    path("actions/export/<str:form>/", lists.export, name="export_actions"),
    path("actions/import/", lists.import_file, name="import_actions"),
    path("actions/import/<int:key>/", lists.batch, name="action_batch"),
    path("actions/progress/", progress.progress, name="progress"),
    path("actions/progress/burn-up.svg", progress.burn_up_svg, name="burn_up_svg"),
    path("actions/progress/<slug:table>/<str:form>/", progress.export, name="export_progress"),
    path(ONE, one.action, name="action"),
    path(f"{ONE}edit/", one.edit, name="edit_action"),
    path(f"{ONE}steps/<slug:name>/", one.step, name="action_step"),
    path(f"{ONE}evidence/", one.add_evidence, name="add_evidence"),
    path(f"{ONE}evidence/<int:key>/", one.evidence_file, name="evidence_file"),
    path(f"{ONE}history/", one.history, name="action_history"),
    path("changes/", changes.changes, name="changes"),
    path("changes/export/<str:form>/", changes.export, name="export_changes"),
    path("changes/new/<slug:kind>/<path:about>/", changes.ask, name="ask_change"),
    path(CHANGE, changes.change, name="change"),
    path(f"{CHANGE}take-back/", changes.take_back, name="take_back_change"),
]
