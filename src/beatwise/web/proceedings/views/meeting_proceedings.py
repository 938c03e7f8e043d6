"""A meeting's proceedings, and the form of each kind of entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.web.access.guard import needs
from beatwise.web.bodies import presenters as bodies
from beatwise.web.bodies import selectors as body_rows
from beatwise.web.exports import listings
from beatwise.web.meetings import minutes, selectors
from beatwise.web.meetings.models import Meeting
from beatwise.web.meetings.named_roles import doors, own_bodies
from beatwise.web.meetings.views.meeting_form import Subject, subject_of
from beatwise.web.pages.clean import check_part
from beatwise.web.pages.form_actions import Answers, FormPage, form_page
from beatwise.web.proceedings import (
    body_requests,
    forms,
    presenters,
    public_questions,
)
from beatwise.web.proceedings import proceedings as entries
from beatwise.web.proceedings.exports import ROLLS


@dataclass(frozen=True, slots=True)
class EntryKind:
    """One kind of entry: what its form is called, the form, and the action it leads to.

    ``early`` says whether it is entered before the meeting as well.
    """

    words: str
    form: Callable[..., BaseForm]
    act: Callable[[Subject, Answers], object]
    early: bool = False


def _entry(action: Callable[..., object]) -> Callable[[Subject, Answers], object]:
    """Return what hands an entry to an action that takes the meeting's version."""

    def act(subject: Subject, answers: Answers) -> object:
        number, version, by = subject["number"], subject["version"], subject["by"]
        return action(meeting=number, version=version, values=answers, by=by)

    return act


def _none(subject: Subject, answers: Answers) -> object:
    number, version, by = subject["number"], subject["version"], subject["by"]
    return entries.record_none(meeting=number, version=version, of=answers["of"], by=by)


def _request(subject: Subject, answers: Answers) -> object:
    return body_requests.ask(meeting=subject["number"], values=answers, by=subject["by"])


def _question(subject: Subject, answers: Answers) -> object:
    return public_questions.submit(meeting=subject["number"], values=answers, by=subject["by"])


KINDS = {
    "none": EntryKind("Record that there was none", forms.NoneForm, _none),
    "declaration": EntryKind(
        "Record a declaration of interest", forms.DeclarationForm, _entry(entries.declare)
    ),
    "election": EntryKind("Record an election", forms.ElectionForm, _entry(entries.elect)),
    "minute": EntryKind("Write a numbered minute", forms.NewMinuteForm, _entry(entries.minute)),
    "request": EntryKind("Record a request", forms.RequestForm, _request, early=True),
    "question": EntryKind("Enter a public question", forms.QuestionForm, _question, early=True),
}


DOWNLOADS = {
    ROLLS: "Attendance",
    "declarations": "Declarations of interest",
    "elections": "Elections",
    "questions": "Public questions",
    "minutes": "Numbered minutes",
    "requests": "Requests",
}


@needs("meetings.read", within=doors.of_meeting)
@require_GET
def proceedings(request: HttpRequest, number: int) -> HttpResponse:
    """Show what happened at a meeting, in the order of minutes."""
    row = selectors.meeting(number)
    context = {
        "meeting": row,
        **presenters.roll(row),
        **presenters.entries(row),
        "has_seats": body_rows.seats(row.board).exists(),
        "votes": [bodies.vote(vote) for vote in body_rows.votes(row)],
        "attended": [presenters.owner_titles()[name] for name in row.attended],
        "writes": own_bodies.may_in(request.user, own_bodies.WRITE, row.board),
        "downloads": [(words, name, listings.formats(name)) for name, words in DOWNLOADS.items()],
    }
    return render(request, "proceedings/proceedings.html", context)


@needs("meetings.write", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Make an entry of one kind."""
    row = selectors.meeting(number)
    check_part(kind, KINDS, "entry of the kind")
    if not KINDS[kind].early:
        minutes.check_open(row)
    form = KINDS[kind].form(row, request.POST or None)

    def act(answers: Answers) -> object:
        return KINDS[kind].act(subject_of(request, number), answers)

    return form_page(request, form, act, _page(row, KINDS[kind].words))


@needs("meetings.write", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Correct a numbered minute before the minutes are agreed."""
    row = entries.one_minute(number, key)
    minutes.check_open(row.meeting)
    start = {"heading": row.heading, "words": row.words, "resolutions": "\n".join(row.resolutions),
             "vote": str(row.vote.number) if row.vote else ""}  # fmt: skip
    form = forms.CorrectMinuteForm(row.meeting, request.POST or None, initial=start)

    def act(answers: Answers) -> object:
        subject, why = subject_of(request, number), answers.pop("why")
        return entries.correct_minute(
            meeting=number, number=key, version=subject["version"], values=answers, why=why,
            by=request.user,
        )  # fmt: skip

    page = _page(row.meeting, f"Correct minute {key}", row.version)
    return form_page(request, form, act, page)


def _page(row: Meeting, what: str, version: int | None = None) -> FormPage:
    address = reverse("proceedings", args=[row.number])
    context = {"what": what, "meeting": row}
    return FormPage(
        "proceedings/form.html", address, version or row.version, "It was saved.", context
    )
