"""Addresses of registers."""

from __future__ import annotations

from django.urls import path

from beatwise.web.registers.views import (
    beside,
    definitions,
    imports,
    overviews,
    public_lists,
    record_lists,
    record_page,
)


ONE = "registers/<slug:slug>/<int:number>/"

urlpatterns = [
    path("registers/", record_lists.registers, name="registers"),
    # The words below stand before a register's slug is looked for: none can be called so.
    path("registers/published/", public_lists.published_registers, name="published_registers"),
    path("registers/load/", definitions.load_register, name="load_register"),
    path("registers/<slug:slug>/", record_lists.records, name="records"),
    path(
        "registers/<slug:slug>/document/", definitions.register_document, name="register_document"
    ),
    path(
        "registers/<slug:slug>/take-back/",
        definitions.take_back_register,
        name="take_back_register",
    ),
    path("registers/<slug:slug>/board/", record_lists.board, name="board"),
    path("registers/<slug:slug>/rules/", record_lists.rules, name="rules"),
    path("registers/<slug:slug>/new/", record_page.new, name="new_record"),
    path("registers/<slug:slug>/export/<str:form>/", record_lists.export, name="export"),
    path("registers/<slug:slug>/published/", public_lists.published, name="published"),
    path(
        "registers/<slug:slug>/published/<str:form>/",
        public_lists.published_export,
        name="published_export",
    ),
    path("registers/<slug:slug>/duties/", overviews.duties, name="duties"),
    path(
        "registers/<slug:slug>/duties/<str:form>/",
        record_lists.export,
        {"listing": "register-duties"},
        name="duties_export",
    ),
    path(
        "registers/<slug:slug>/figures/<str:form>/",
        record_lists.export,
        {"listing": "register-figures"},
        name="figures_export",
    ),
    path("registers/<slug:slug>/map/", overviews.place_map, name="place_map"),
    path(
        "registers/<slug:slug>/map/<str:form>/",
        record_lists.export,
        {"listing": "register-map"},
        name="place_map_export",
    ),
    path("registers/<slug:slug>/retention/", overviews.retention, name="retention"),
    path(
        "registers/<slug:slug>/retention/<str:form>/",
        record_lists.export,
        {"listing": "register-retention"},
        name="retention_export",
    ),
    path("registers/<slug:slug>/import/", imports.import_file, name="import_file"),
    path("registers/<slug:slug>/import/<int:key>/", imports.batch, name="batch"),
    path(ONE, record_page.record, name="record"),
    path(f"{ONE}change/", record_page.change, name="change_record"),
    path(f"{ONE}history/", record_page.history, name="record_history"),
    path(f"{ONE}comment/", beside.comment, name="comment"),
    path(f"{ONE}link/", beside.link, name="link"),
    path(f"{ONE}attach/", beside.attach, name="attach"),
    path(f"{ONE}files/<int:key>/", beside.attachment, name="attachment"),
    path(f"{ONE}steps/<slug:name>/", record_page.step, name="step"),
]
