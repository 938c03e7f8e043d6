"""Two people changed the same thing: theirs and mine side by side, each field chosen or joined."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.choices import flatten_choices

from beatwise.clock import day_words
from beatwise.web.pages.form_data import pounds_input
from beatwise.web.pages.form_data.pounds_input import PoundsInput


PICK, THEIRS, OLDER = "pick-", "theirs-", "older"
CHOICE_THEIRS, CHOICE_MINE, CHOICE_BOTH = "theirs", "mine", "both"
WORDS = (
    "Somebody else saved this while you were working on it. Nothing of yours is saved yet: choose "
    "for each field below which is right, and save."
)
MEANWHILE = (
    "Somebody else changed this while you were working on it. What you typed is below: check it "
    "and save."
)
SAME = "Somebody else saved the same change meanwhile. There is nothing left to save."


@dataclass(frozen=True, slots=True)
class Side:
    """What is saved now and what was typed, of one field, in words and as it would be sent."""

    name: str
    theirs: str
    mine: str
    values: tuple[str, ...]
    joins: bool
    older: str


def show(form: forms.Form, request: HttpRequest, version: int) -> bool:
    """Put what differs from what is saved into a form; false when it was made from what is saved.

    ``version`` is the saved record's, whose fields are the form's initial values.
    """
    older = request.POST.get("version", "")
    if older == str(version):
        return False
    differing = [name for name in form.changed_data if name in form.initial]
    for name in differing:
        form.fields[name].conflict = _side(form, name, older)  # type: ignore[attr-defined]
    form.in_conflict = True  # type: ignore[attr-defined]
    form.add_error(None, (WORDS if differing else SAME) if form.initial else MEANWHILE)
    return True


def settle(request: HttpRequest) -> None:
    """Put the fields that were chosen into a form that was sent with both.

    While one is not chosen, the form counts as made from the older version, so that it is asked
    again.
    """
    if not any(name.startswith(THEIRS) for name in request.POST):
        return
    fields = request.POST.copy()
    for name in [n.removeprefix(THEIRS) for n in fields if n.startswith(THEIRS)]:
        choice, theirs = fields.get(PICK + name), fields.getlist(THEIRS + name)
        if choice == CHOICE_THEIRS:
            fields.setlist(name, [words for words in theirs if words])
        elif choice == CHOICE_BOTH:
            fields[name] = "\n\n".join(filter(None, (*theirs, fields.get(name, ""))))
        elif choice != CHOICE_MINE:
            fields["version"] = fields.get(OLDER, "")
    request.POST = fields  # type: ignore[assignment]


def _side(form: forms.Form, name: str, older: str) -> Side:
    field = form.fields[name]
    theirs = form.get_initial_for_field(field, name)
    mine = form[name].data
    return Side(
        name=name,
        theirs=in_words(field, theirs),
        mine=in_words(field, mine),
        values=_sent(theirs),
        joins=isinstance(field.widget, forms.Textarea),
        older=older,
    )


def in_words(field: forms.Field, value: object) -> str:
    """Return a field's value as a reader knows it."""
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(field.widget, PoundsInput) and isinstance(value, str) and value.strip():
        return pounds_input.in_words(value)
    if getattr(field.widget, "input_type", "") == "date" and value:
        value = _day(str(value))
    choices = flatten_choices(getattr(field, "choices", ()))
    titles = {str(key): str(title) for key, title in choices}
    return ", ".join(titles.get(words, words) for words in _sent(value) if words) or "Nothing"


def _day(words: str) -> str:
    """Return a day in words; what is no day stays as it was typed."""
    try:
        day = dt.date.fromisoformat(words)
    except ValueError:
        return words
    return day_words(day)


def _sent(value: object) -> tuple[str, ...]:
    """Return a value as a form sends it."""
    if value in (None, "", False):
        return ("",)
    if isinstance(value, list | tuple):
        return tuple(str(each) for each in value) or ("",)
    if isinstance(value, dt.date):
        return (value.isoformat(),)
    return (str(value),)
