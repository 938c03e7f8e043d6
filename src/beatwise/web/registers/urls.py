"""Addresses of registers."""

from __future__ import annotations

from django.urls import path

from beatwise.web.registers import views


ONE = "registers/<slug:slug>/<int:number>/"

urlpatterns = [
    path("registers/", views.registers, name="registers"),
    path("registers/<slug:slug>/", views.records, name="records"),
    path("registers/<slug:slug>/board/", views.board, name="board"),
    path("registers/<slug:slug>/rules/", views.rules, name="rules"),
    path("registers/<slug:slug>/new/", views.new, name="new_record"),
    path("registers/<slug:slug>/export/<str:form>/", views.export, name="export"),
    path("registers/<slug:slug>/import/", views.import_file, name="import_file"),
    path("registers/<slug:slug>/import/<int:key>/", views.batch, name="batch"),
    path(ONE, views.record, name="record"),
    path(f"{ONE}change/", views.change, name="change_record"),
    path(f"{ONE}history/", views.history, name="record_history"),
    path(f"{ONE}comment/", views.comment, name="comment"),
    path(f"{ONE}link/", views.link, name="link"),
    path(f"{ONE}attach/", views.attach, name="attach"),
    path(f"{ONE}files/<int:key>/", views.attachment, name="attachment"),
    path(f"{ONE}steps/<slug:name>/", views.step, name="step"),
]
