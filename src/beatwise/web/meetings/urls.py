"""The addresses of boards, meetings and packs."""

from __future__ import annotations

from django.urls import path

from beatwise.web.meetings.views import boards, item_page, meeting_page, minutes, packs


BOARD = "boards/<int:number>/"
ONE = "meetings/<int:number>/"
PACK = "packs/<int:meeting>/<int:number>/"

urlpatterns = [
    path("boards/new/", boards.new_board, name="new_board"),
    path(BOARD, boards.board, name="board_page"),
    path(f"{BOARD}change/", boards.change_board, name="change_board"),
    path(f"{BOARD}calendar.ics", boards.icalendar, name="board_calendar"),
    path(f"{BOARD}plan/", boards.plan, name="plan_meeting"),
    path("meetings/", boards.meetings, name="meetings"),
    path("meetings/rules/", boards.rules, name="meeting_rules"),
    path("meetings/export/<slug:table>/<str:form>/", boards.export, name="export_meetings"),
    path(ONE, meeting_page.meeting, name="meeting"),
    path(f"{ONE}change/", meeting_page.change, name="change_meeting"),
    path(f"{ONE}agenda/", meeting_page.agenda, name="agenda"),
    path(f"{ONE}agenda/<str:key>/", item_page.item, name="agenda_item"),
    path(f"{ONE}files/<int:key>/", item_page.file, name="agenda_file"),
    path(f"{ONE}steps/<slug:name>/", meeting_page.step, name="meeting_step"),
    path(f"{ONE}calendar.ics", meeting_page.icalendar, name="meeting_calendar"),
    path(f"{ONE}history/", meeting_page.history, name="meeting_history"),
    path(f"{ONE}minutes/", minutes.write, name="write_minutes"),
    path(f"{ONE}decide/<slug:kind>/", minutes.decide, name="decide"),
    path(f"{ONE}decisions/<int:key>/", minutes.reword, name="reword_decision"),
    path("packs/", packs.packs, name="packs"),
    path(PACK, packs.pack, name="pack"),
    path(f"{PACK}publish/", packs.publish, name="publish_pack"),
    path(
        f"{PACK}attachments/<int:item>/<int:place>/", packs.pack_attachment, name="pack_attachment"
    ),
    path(f"{PACK}<slug:form>/", packs.pack_file, name="pack_file"),
]
