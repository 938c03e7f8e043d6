"""Addresses of registers."""

from __future__ import annotations

from django.urls import path

from beatwise.web.registers.views import (
    beside,
    definitions,
    imports,
    overviews,
    record_lists,
    record_page,
)


ONE = "registers/<slug:slug>/<int:number>/"

urlpatterns = [
    path("registers/", record_lists.registers, name="registers"),
    # The word below stands before a register's slug is looked for: none can be called so.
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
    path("registers/<slug:slug>/duties/", overviews.duties, name="duties"),
    path("registers/<slug:slug>/duties/<str:form>/", overviews.duties_export, name="duties_export"),
    path(
        "registers/<slug:slug>/figures/<str:form>/", overviews.figures_export, name="figures_export"
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
