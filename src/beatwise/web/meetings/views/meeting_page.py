"""One meeting: its page, its agenda, its steps and its history."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.boards.agenda import MEETING, MEETING_HELD, PLANNED
from beatwise.accountability.boards.body_rights import table_in
from beatwise.accountability.questions import Reasons
from beatwise.accountability.registers.openings import buttons, opening, sentences
from beatwise.errors import BadInput
from beatwise.web.access.guard import needs
from beatwise.web.meetings import (
    boards,
    forms,
    meeting_dates,
    presenters,
    selectors,
    workflow,
)
from beatwise.web.meetings.agenda import draw
from beatwise.web.meetings.items import postponement
from beatwise.web.meetings.models import Meeting
from beatwise.web.meetings.named_roles import doors, own_bodies
from beatwise.web.meetings.views.meeting_form import of_meeting, subject_of
from beatwise.web.meetings.waiting import meeting_steps
from beatwise.web.pages.form_actions import Answers, show_error, version
from beatwise.web.pages.form_data import reason_fields


MOST_LINES = 40  # of an item, on the page of a meeting that is planned; a pack has them all


@needs("meetings.read", within=doors.of_meeting)
@require_GET
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """Show a meeting: its agenda as the record draws it, or the pack that was frozen."""
    row = selectors.meeting(number)
    person = request.user
    paper = draw(row, selectors.today()) if row.state == PLANNED else None
    bare = len(paper.bare) if paper else 0
    steps = meeting_steps.steps(row, person, minuted=selectors.is_minuted(row), bare=bare)
    context = {
        **presenters.row(row),
        "reference": str(row),
        "steps": buttons(steps),
        "hindrances": sentences(steps, person.role),
        "packs": [presenters.pack(p) for p in selectors.packs(person).filter(meeting=row)],
        "decisions": presenters.decisions(row, person),
        "attended": [presenters.title(name) for name in row.attended],
        "writes": own_bodies.may_in(person, own_bodies.WRITE, row.board),
        "postponed_from": getattr(row, "postponed_from", None),
        "called": not row.board.draws_record or row.board.seats.exists(),
        "minutes_open": row.state == MEETING_HELD
        and own_bodies.may_in(person, own_bodies.STEP, row.board),
        "decides_plan": roles.may(person, own_bodies.STEP),
    }
    if paper:
        context |= {
            "items": presenters.items(paper.items, person, most=MOST_LINES),
            "bare": presenters.bare(paper.bare, person, request.path),
        }
    return render(request, "meetings/meeting.html", context)


@needs("meetings.write", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Move a planned meeting, or change its place."""
    row = selectors.meeting(number)
    boards.check_planned(row)
    start = {
        "on": row.on.isoformat(),
        "begins": f"{row.begins:%H:%M}",
        "minutes_long": row.minutes_long,
        "place": row.place,
    }
    form = forms.MeetingForm(request.POST or None, initial=start)
    return of_meeting(
        request,
        row,
        form,
        f"Change {row}",
        lambda answers: boards.change(
            number=number, version=version(request), values=answers, by=request.user
        ),
    )


@needs("meetings.write", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, number: int) -> HttpResponse:
    """Put items on the agenda, take them off, and order them."""
    row = selectors.meeting(number)
    form = forms.ItemForm(request.POST if request.POST.get("do") == "add" else None)
    if request.method == "POST" and request.POST.get("do") != "add":
        _moved(request, row)
        return redirect("agenda", number)
    if request.method == "POST" and form.is_valid():
        try:
            boards.add_item(
                number=number, version=version(request), **form.cleaned_data, by=request.user
            )
        except BadInput as error:
            show_error(form, error)
        else:
            messages.success(request, "The item was added to the agenda.")
            return redirect("agenda", number)
    paper = draw(row, selectors.today())
    lines = presenters.items(paper.items, request.user, most=1)
    items = [
        {"key": key, "item": item, "line": line, "extra": key.partition(":")[2]}
        for key, item, line in zip(paper.keys, paper.items, lines, strict=True)
    ]
    used = sum(item.details.minutes or 0 for item in paper.items)
    context = {
        "row": row, "items": items, "form": form, "open": row.state == PLANNED, "used": used
    }  # fmt: skip
    return render(request, "meetings/agenda.html", context)


def _moved(request: HttpRequest, row: Meeting) -> None:
    do, key = request.POST.get("do", ""), request.POST.get("key", "")[:40]
    subject = subject_of(request, row.number)
    if do == "drop" and key.isdecimal():
        boards.drop_item(**subject, key=int(key))
    elif do in ("up", "down"):
        boards.move_item(**subject, key=key, up=do == "up")
    else:
        raise BadInput("the form does not say what to do.", next_step="Reload the page.")


@needs("meetings.step", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Take a step of the state table, after a page that says what it does."""
    row = selectors.meeting(number)
    # Which exceptions lack commentary is on the page of the step itself.
    steps = meeting_steps.steps(row, request.user, minuted=selectors.is_minuted(row))
    table = table_in(MEETING, row.board)
    move = opening(steps, name, table=table, state=row.state, place=str(row)).move
    if name == "hold":
        form: BaseForm = forms.HoldForm(row.board, request.POST or None)
    elif name == "postpone":
        form = forms.PostponeForm(request.POST or None, initial=_same_place(row))
    else:
        form = forms.WhyForm(request.POST or None, needed=move.why)
    reasons = reason_fields.reasons(form)
    more: dict[str, object] = {"move": move, "target": MEETING.state(move.target)}
    if name == "agree":
        more |= {
            "row": row,
            "numbered": row.numbered_minutes.all(),
            "decisions": presenters.decisions(row, request.user),
        }
    if name == "freeze":
        paper = draw(row, selectors.today())
        more["bare"] = presenters.bare(paper.bare, request.user, request.path)
        more["items"] = presenters.papers(paper.items, request.user)
        more["doubts"] = [each.words for each in workflow.doubts(row)] if not form.is_bound else []
    return of_meeting(
        request, row, form, move.words, lambda answers: _take(request, row, name, answers, reasons),
        template="meetings/step.html", more=more,
    )  # fmt: skip


def _take(
    request: HttpRequest, row: Meeting, name: str, answers: Answers, reasons: Reasons
) -> None:
    subject = subject_of(request, row.number)
    if name == "freeze":
        workflow.freeze(**subject, reasons=reasons)
    elif name == "hold":
        workflow.hold(**subject, attended=answers["attended"])
    elif name == "postpone":
        why = answers.pop("why")
        postponement.postpone(**subject, values=answers, why=why)
    else:
        workflow.step(**subject, name=name, why=answers["why"])


def _same_place(row: Meeting) -> dict[str, object]:
    """Return what stays the same of a meeting that is postponed, until somebody says otherwise."""
    return {
        "begins": f"{row.begins:%H:%M}", "minutes_long": row.minutes_long, "place": row.place
    }  # fmt: skip


@needs("meetings.read", within=doors.of_meeting)
@require_GET
def icalendar(request: HttpRequest, number: int) -> HttpResponse:
    """Give the meeting as an entry for a calendar."""
    row = selectors.meeting(number)
    address = request.build_absolute_uri(reverse("meeting", args=[number]))
    answer = HttpResponse(
        meeting_dates.icalendar(row, address), content_type="text/calendar; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="meeting-{number}.ics"'
    return answer


@needs("meetings.read", within=doors.of_meeting)
@require_GET
def history(request: HttpRequest, number: int) -> HttpResponse:
    """Show who changed what, when and why."""
    row = selectors.meeting(number)
    context = {"row": row, "entries": presenters.history(row.thing)}
    return render(request, "meetings/history.html", context)
