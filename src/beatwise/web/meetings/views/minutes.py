"""Minutes: what was said, and each kind of decision."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.actions import board_papers
from beatwise.web.meetings import forms, minutes, selectors
from beatwise.web.meetings.forms import Answers
from beatwise.web.meetings.models import Decision, Meeting
from beatwise.web.meetings.views.meeting_page import of_meeting, subject_of
from beatwise.web.pages.form_actions import version


_KINDS = {
    "decision": "Minute a decision",
    "action": "Minute an action",
    "change": "Decide a change",
    "withdrawal": "Withdraw an action",
}


@needs("meetings.write")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, number: int) -> HttpResponse:
    """Write the minutes."""
    row = _open(number)
    form = forms.MinutesForm(request.POST or None, initial={"minutes": row.minutes})
    return of_meeting(
        request, row, form, "Minutes",
        lambda answers: minutes.write(**subject_of(request, number), text=answers["minutes"]),
    )  # fmt: skip


@needs("meetings.step")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Minute a decision of one kind; what comes of it happens with it."""
    row = _open(number)
    if kind not in _KINDS:
        raise MissingData(
            f"there is no decision of the kind '{kind}'.",
            next_step=f"Choose one of: {', '.join(_KINDS)}.",
        )
    lines = board_papers.change_lines() if kind == "change" else {}
    form = _form(request, kind, lines)
    more = {"lines": list(lines.values()), "kind": kind}
    return of_meeting(
        request, row, form, _KINDS[kind], lambda answers: _decide(request, number, kind, answers),
        template="meetings/decide.html", more=more,
    )  # fmt: skip


@needs("meetings.write")
@require_http_methods(["GET", "POST"])
def reword(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Put a decision in other words before the minutes are agreed."""
    row = _open(number)
    decision = Decision.objects.filter(meeting=row, number=key).first()
    if decision is None:
        raise MissingData(f"there is no decision {key}.", next_step="Open the meeting.")
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


def _form(request: HttpRequest, kind: str, lines: dict[int, str]) -> BaseForm:
    data = request.POST or None
    if kind == "decision":
        return forms.DecisionForm(data)
    if kind == "action":
        return forms.ActionForm(data)
    if kind == "change":
        return forms.ChangeForm(lines, data)
    return forms.WithdrawForm(data)


def _decide(request: HttpRequest, number: int, kind: str, answers: Answers) -> None:
    subject = subject_of(request, number)
    if kind == "decision":
        minutes.decide(**subject, words=answers["words"])
    elif kind == "action":
        minutes.decide_action(**subject, values=answers)
    elif kind == "change":
        change = int(answers["change"])
        minutes.decide_change(**subject, change=change, step=answers["step"], why=answers["why"])
    else:
        minutes.withdraw_action(**subject, action=answers["action"], why=answers["why"])
