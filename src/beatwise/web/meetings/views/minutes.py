"""Minutes: what was said, and each kind of decision."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from beatwise.accountability import roles
from beatwise.web.access.guard import needs
from beatwise.web.meetings import forms, minutes, selectors
from beatwise.web.meetings.models import Decision, Meeting
from beatwise.web.meetings.named_roles import doors, own_bodies
from beatwise.web.meetings.views.decision_kinds import IN_WORDS, KINDS
from beatwise.web.meetings.views.meeting_form import of_meeting, subject_of
from beatwise.web.pages.clean import check_part, sure_row
from beatwise.web.pages.form_actions import version


@needs("meetings.write", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, number: int) -> HttpResponse:
    """Write the minutes."""
    row = _open(number)
    form = forms.MinutesForm(request.POST or None, initial={"minutes": row.minutes})
    return of_meeting(
        request, row, form, "Minutes",
        lambda answers: minutes.write(**subject_of(request, number), text=answers["minutes"]),
    )  # fmt: skip


@needs("meetings.step", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Minute a decision of one kind; what comes of it happens with it."""
    row = _open(number)
    kinds = KINDS if roles.may(request.user, own_bodies.STEP) else IN_WORDS
    check_part(kind, kinds, "decision of the kind")
    decision = kinds[kind]
    lines = decision.lines()
    form = decision.form(request.POST or None, lines, request.user)
    return of_meeting(
        request, row, form, decision.words,
        lambda answers: decision.minute(subject_of(request, number), answers),
        template="meetings/decide.html", more={"lines": list(lines.values()), "kind": kind},
        check=True,
    )  # fmt: skip


@needs("meetings.write", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def reword(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Put a decision in other words before the minutes are agreed."""
    row = _open(number)
    decision = sure_row(
        Decision.objects.filter(meeting=row, number=key),
        f"there is no decision {key}.",
        "Open the meeting.",
    )
    form = forms.RewordForm(request.POST or None, initial={"words": decision.words})
    return of_meeting(
        request, row, form, f"Reword decision {key}",
        lambda answers: minutes.reword(
            meeting=number, version=version(request), number=key, by=request.user, **answers
        ),
    )  # fmt: skip


def _open(number: int) -> Meeting:
    """Return a meeting whose minutes are open; nobody fills in a form that can only fail."""
    row = selectors.meeting(number)
    minutes.check_open(row)
    return row
