"""Check your answers: what a form would save is shown as it will be before it is saved.

The form is acted on in a transaction that is taken back, so that a fault is shown beside its field
and never on the page that asks for the last press.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.db import transaction
from django.http import HttpRequest

from beatwise.web.pages.form_data import conflicts, reason_fields


Result = TypeVar("Result")
NAME, YES, CHANGE = "checked", "yes", "change"
NOT_SENT = (NAME, "csrfmiddlewaretoken")


class _TakenBack(Exception):
    """Ends a transaction whose changes are not to stay."""


def is_checked(request: HttpRequest) -> bool:
    """Whether a form was sent from the page that shows it as it will be."""
    return request.POST.get(NAME) == YES


def is_sent_back(request: HttpRequest) -> bool:
    """Whether somebody wants to change the form once more."""
    return request.POST.get(NAME) == CHANGE


def try_out(act: Callable[[], Result]) -> Result:
    """Act and take everything back; return what acting gave, and raise what it raises."""
    try:
        with transaction.atomic():
            result = act()
            raise _TakenBack
    except _TakenBack:
        return result


def answers(form: forms.Form) -> list[dict[str, str]]:
    """Return a form's fields as labels and words; reasons stand with the questions they answer."""
    return [
        {
            "label": str(bound.label),
            "words": conflicts.in_words(bound.field, bound.data),
            "hint": str(bound.help_text) if bound.name.startswith(reason_fields.PREFIX) else "",
        }
        for bound in form.visible_fields()
    ]


def present_answers(form: forms.Form) -> list[dict[str, str]]:
    """Return what the record of a form holds now, for a page that withdraws it."""
    return [
        {"label": str(bound.label), "words": conflicts.in_words(bound.field, bound.initial)}
        for bound in form.visible_fields()
        if bound.initial not in (None, "", [])
    ]


def as_sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Return every field and value that a form was sent with."""
    return [
        (name, words)
        for name, values in request.POST.lists()
        for words in values
        if name not in NOT_SENT
    ]
