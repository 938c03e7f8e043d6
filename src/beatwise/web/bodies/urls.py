"""The addresses of seats, political balance and recorded votes."""

from __future__ import annotations

from django.urls import path

from beatwise.web.bodies.views import (
    body_pages,
    body_table_imports,
    co_option_pages,
    roll_page,
    vote_pages,
)


BODY = "boards/<int:number>/seats/"
VOTES = "meetings/<int:number>/votes/"

urlpatterns = [
    path(BODY, body_pages.body, name="body"),
    path(f"{BODY}export/<str:form>/", body_pages.export, name="export_seats"),
    path("boards/<int:number>/popolo.json", body_pages.popolo_document, name="popolo"),
    path(f"{BODY}new/", body_pages.new_seat, name="new_seat"),
    path(f"{BODY}<int:seat>/", body_pages.change_seat, name="change_seat"),
    path(f"{BODY}<int:seat>/remove/", body_pages.remove_seat, name="remove_seat"),
    path("boards/<int:number>/councils/new/", body_pages.new_council, name="new_council"),
    path("boards/councils/<int:key>/", body_pages.change_council, name="change_council"),
    path("boards/councils/<int:key>/remove/", body_pages.remove_council, name="remove_council"),
    path("boards/<int:number>/balance/printed/", body_pages.printed, name="printed_balance"),
    path("boards/<int:number>/balance/step/", body_pages.new_step, name="new_balance_step"),
    path("boards/<int:number>/votes/export/<str:form>/", vote_pages.export, name="export_votes"),
    path("boards/<int:number>/co-options/new/", co_option_pages.new, name="new_co_option"),
    path("boards/<int:number>/co-options/<int:key>/", co_option_pages.one, name="co_option"),
    path(
        "boards/<int:number>/import/<slug:table>/",
        body_table_imports.upload,
        name="import_body_table",
    ),
    path(
        "boards/<int:number>/import/<slug:table>/<int:key>/",
        body_table_imports.batch,
        name="body_batch",
    ),
    path("meetings/<int:number>/roll/", roll_page.roll, name="roll"),
    path(VOTES, vote_pages.of_meeting, name="meeting_votes"),
    path(f"{VOTES}record/", vote_pages.record, name="record_vote"),
    path(f"{VOTES}<int:vote>/", vote_pages.correct, name="correct_vote"),
]
