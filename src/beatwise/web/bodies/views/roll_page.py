"""Calling the roll of a meeting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.accountability.boards.roll_call import PRESENT
from beatwise.web.access.guard import needs
from beatwise.web.bodies import attendance, forms, selectors
from beatwise.web.bodies.models import Seat, SeatAttendance
from beatwise.web.meetings import minutes
from beatwise.web.meetings import selectors as meetings
from beatwise.web.meetings.named_roles import doors
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, version


@needs("meetings.write", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def roll(request: HttpRequest, number: int) -> HttpResponse:
    """Record which seats were at a meeting, by member or substitute."""
    row = meetings.meeting(number)
    minutes.check_open(row)
    seats = [seat for seat in selectors.seats(row.board) if not seat.vacant]
    known = {mark.seat.number: mark for mark in attendance.marks_of(row)}
    start: dict[str, object] = {f"seat_{seat.number}": _standing(seat, known) for seat in seats}
    start["chair"] = next((str(n) for n, mark in known.items() if mark.in_chair), "")
    form = forms.RollForm(seats, request.POST or None, initial=start)

    def act(answers: Answers) -> None:
        chair = answers.pop("chair")
        marks = {
            int(name.removeprefix("seat_")): mark
            for name, mark in answers.items()
            if mark != forms.NOT_CALLED
        }
        attendance.record(
            meeting=number, version=version(request), marks=marks,
            chair=int(chair) if chair else None, by=request.user,
        )  # fmt: skip

    context = {"what": "Call the roll", "meeting": row, "board": row.board, "roll": True}
    page = FormPage(
        "bodies/form.html", reverse("proceedings", args=[number]), row.version,
        "The roll was recorded.", context,
    )  # fmt: skip
    return form_page(request, form, act, page)


def _standing(seat: Seat, known: dict[int, SeatAttendance]) -> str:
    """Return how a seat stands on the form: as it was called, or present where nobody called."""
    if not known:
        return PRESENT
    return known[seat.number].standing if seat.number in known else forms.NOT_CALLED
