"""A form of a meeting: what its actions need to know of it, its page, and acting on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypedDict

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from beatwise.accountability.roles import Person
from beatwise.web.meetings.models import Meeting
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, version


class Subject(TypedDict):
    """Which meeting a form changes, the version it was made from, and who sent it."""

    number: int
    version: int
    by: Person


def subject_of(request: HttpRequest, number: int) -> Subject:
    """Return what every action on a meeting needs to know of the form that was sent."""
    return {"number": number, "version": version(request), "by": request.user}


def of_meeting(
    request: HttpRequest,
    row: Meeting,
    form: BaseForm,
    what: str,
    act: Callable[[Answers], object],
    *,
    template: str = "meetings/form.html",
    more: Mapping[str, object] | None = None,
    check: bool = False,
) -> HttpResponse:
    """Show a form of a meeting, and act when it is sent without a mistake.

    With ``check`` what it would do is shown first.
    """
    context = {"what": what, "meeting": row, **(more or {})}
    address = reverse("meeting", args=[row.number])
    words = f"{what}. {row}." if check else ""
    page = FormPage(template, address, row.version, "It was saved.", context, words)
    return form_page(request, form, act, page)
