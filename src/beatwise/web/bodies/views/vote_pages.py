"""A meeting's recorded votes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability.boards.agenda import MEETING_HELD
from beatwise.web.access.guard import needs
from beatwise.web.bodies import attendance, forms, presenters, selectors, vote_records
from beatwise.web.exports import download, listings
from beatwise.web.meetings import minutes
from beatwise.web.meetings import selectors as meetings
from beatwise.web.meetings.named_roles import doors, own_bodies
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, version
from beatwise.web.pages.rate_limit import limit_rate


@needs("meetings.read", within=doors.of_meeting)
@require_GET
def of_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """Show a meeting's recorded votes, each beside what follows from it."""
    row = meetings.meeting(number)
    context = {
        "meeting": row,
        "votes": [presenters.vote(vote) for vote in selectors.votes(row)],
        "members": selectors.members_on(row.board, row.on),
        "formats": listings.formats("votes"),
        "opens": row.state == MEETING_HELD
        and own_bodies.may_in(request.user, own_bodies.WRITE, row.board),
    }
    return render(request, "bodies/votes.html", context)


@needs("meetings.read", within=doors.of_board)
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Give the recorded votes of a body's meetings as a file."""
    meetings.board(number)
    return download.answer(request, "votes", form, {"board": str(number)})


@needs("meetings.write", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, number: int) -> HttpResponse:
    """Record a vote."""
    row = meetings.meeting(number)
    minutes.check_open(row)
    members, present = selectors.members_on(row.board, row.on), len(attendance.voters(row))
    start = {"members": members or "", "present": present or ""}
    form = forms.VoteForm(request.POST or None, initial=start)
    context = {"what": "Record a vote", "meeting": row}
    page = FormPage(
        "bodies/form.html", reverse("meeting_votes", args=[number]), row.version,
        "The vote was recorded.", context, f"Record a vote. {row}.",
    )  # fmt: skip

    def act(answers: Answers) -> None:
        vote_records.record(
            meeting=number, version=version(request), values=answers, by=request.user
        )

    return form_page(request, form, act, page)


@needs("meetings.write", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """Correct a recorded vote before the minutes are agreed."""
    row = selectors.vote(number, vote)
    minutes.check_open(row.meeting)
    start = {name: getattr(row, name) for name in vote_records.FIELDS}
    start["named"] = "\n".join(f"{seat}: {way}" for seat, way in row.named)
    for name in ("casting", "carried"):
        start[name] = {True: "yes", False: "no", None: ""}[start[name]]
    form = forms.CorrectVoteForm(request.POST or None, initial=start)
    context = {"what": f"Correct vote {vote}", "meeting": row.meeting}
    address = reverse("meeting_votes", args=[number])
    page = FormPage("bodies/form.html", address, row.version, context=context)

    def act(answers: Answers) -> None:
        why = answers.pop("why")
        vote_records.correct(
            meeting=number, number=vote, version=version(request), values=answers, why=why,
            by=request.user,
        )  # fmt: skip

    return form_page(request, form, act, page)
