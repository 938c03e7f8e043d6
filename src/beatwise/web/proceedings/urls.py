"""The addresses of proceedings, requests, public questions and forward plans."""

from __future__ import annotations

from django.urls import path

from beatwise.web.proceedings.views import meeting_proceedings, standing_lists


MEETING = "meetings/<int:number>/proceedings/"
BOARD = "boards/<int:number>/"

urlpatterns = [
    path(MEETING, meeting_proceedings.proceedings, name="proceedings"),
    path(f"{MEETING}minutes/<int:key>/", meeting_proceedings.correct, name="correct_minute"),
    path(f"{MEETING}<slug:kind>/", meeting_proceedings.entry, name="proceedings_entry"),
    path(f"{BOARD}requests/", standing_lists.requests, name="body_requests"),
    path(f"{BOARD}requests/<int:key>/", standing_lists.request, name="body_request"),
    path(f"{BOARD}requests/<int:key>/<slug:item>/", standing_lists.answer_item, name="answer_item"),
    path(f"{BOARD}questions/", standing_lists.questions, name="public_questions"),
    path(f"{BOARD}questions/<int:key>/", standing_lists.question, name="public_question"),
    path(f"{BOARD}forward-plan/", standing_lists.forward, name="forward_plan"),
    path(f"{BOARD}forward-plan/<int:key>/", standing_lists.forward_item, name="forward_item"),
    path(
        f"{BOARD}proceedings/export/<slug:table>/<str:form>/",
        standing_lists.export,
        name="export_proceedings",
    ),
]
