"""The addresses of the plan and its measures."""

from __future__ import annotations

from django.urls import path

from beatwise.web.performance.views import entering, file_pages, measure, measures, pictures


ONE = "measures/<slug:name>/"

urlpatterns = [
    # What stands where a measure's id stands is in ``definitions.actions.RESERVED``.
    path("measures/", measures.measures, name="measures"),
    path("measures/exceptions/", measures.exceptions, name="exceptions"),
    path("measures/rule/", measures.rule, name="measure_rule"),
    path("measures/new/", entering.new_measure, name="new_measure"),
    path("measures/export/<str:form>/", file_pages.measures_export, name="measures_export"),
    path(
        "measures/observations/export/<str:form>/",
        file_pages.observations_export,
        name="observations_export",
    ),
    path("measures/import/", file_pages.import_observations, name="import_observations"),
    path("measures/import/<int:key>/", file_pages.observation_batch, name="observation_batch"),
    path("measures/peers/export/<str:form>/", file_pages.peers_export, name="peers_export"),
    path("measures/peers/import/", file_pages.import_peers, name="import_peers"),
    path("measures/peers/import/<int:key>/", file_pages.peer_batch, name="peer_batch"),
    path(ONE, measure.measure, name="measure"),
    path(f"{ONE}chart.svg", pictures.measure_chart, name="measure_chart"),
    path(f"{ONE}chart/<str:form>/", pictures.measure_chart_table, name="measure_chart_table"),
    path(f"{ONE}peers.svg", pictures.peers_chart, name="peers_chart"),
    path(f"{ONE}definition/<int:version>/", measure.definition, name="definition"),
    path(
        f"{ONE}definition/<int:version>/document/",
        measure.definition_document,
        name="definition_document",
    ),
    path(f"{ONE}history/", measure.measure_history, name="measure_history"),
    path(f"{ONE}observe/", entering.observe, name="observe"),
    path(f"{ONE}observations/<int:key>/take-out/", entering.take_out, name="take_out"),
    path(f"{ONE}commentary/", entering.commentary, name="commentary"),
    path(f"{ONE}rebase/", entering.rebase, name="rebase"),
    path(f"{ONE}rebase/<int:key>/withdraw/", entering.withdraw_rebase, name="withdraw_rebase"),
]
