"""The addresses of consultations."""

from __future__ import annotations

from django.urls import path

from beatwise.web.consultations.views import consultation_pages, question_pages, table_imports


ONE = "consultations/<int:number>/"

urlpatterns = [
    path("consultations/", consultation_pages.consultations, name="consultations"),
    path("consultations/new/", consultation_pages.new, name="new_consultation"),
    path("consultations/rules/", consultation_pages.rules, name="consultation_rules"),
    path("consultations/themes/", consultation_pages.themes, name="themes"),
    path(
        "consultations/export/<slug:table>/<str:form>/",
        consultation_pages.export,
        name="export_consultations",
    ),
    path("consultations/import/<slug:table>/", table_imports.upload, name="import_consultations"),
    path(
        "consultations/import/<slug:table>/<int:key>/",
        table_imports.batch,
        name="consultation_batch",
    ),
    path(ONE, consultation_pages.consultation, name="consultation"),
    path(f"{ONE}history/", consultation_pages.history, name="consultation_history"),
    path(f"{ONE}steps/<slug:name>/", consultation_pages.step, name="consultation_step"),
    path(f"{ONE}questions/new/", question_pages.ask, name="new_consultation_question"),
    path(f"{ONE}questions/<int:key>/", question_pages.enter, name="enter_results"),
    path(f"{ONE}import/", table_imports.upload_answers, name="import_answers"),
    path(f"{ONE}import/<int:key>/", table_imports.answers_batch, name="answers_batch"),
    path(f"{ONE}<slug:part>/", consultation_pages.change, name="change_consultation"),
]
