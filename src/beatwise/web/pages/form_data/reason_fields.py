"""Questions about entries as fields of their form: each beside the field that it is about."""

from __future__ import annotations

from typing import Any

from django import forms

from beatwise.accountability.questions import OpenQuestions, Reasons


PREFIX = "reason-"
LONGEST = 300


def reasons(form: forms.Form) -> Reasons:
    """Return the reasons that a form was sent with, by the keys of their questions.

    Each is kept in the form as a hidden field, so that it is there when something else is wrong.
    """
    sent = {
        name: words.strip()[:LONGEST]
        for name, words in (form.data or {}).items()
        if name.startswith(PREFIX) and isinstance(words, str) and words.strip()
    }
    for name in sent:
        form.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
    return {name.removeprefix(PREFIX): words for name, words in sent.items()}


def answers(form: forms.Form) -> dict[str, Any]:
    """Return what a valid form holds without the reasons."""
    return {name: v for name, v in form.cleaned_data.items() if not name.startswith(PREFIX)}


def ask(form: forms.Form, error: OpenQuestions) -> None:
    """Ask each question beside its field; one without a reason is an error of the form."""
    for question in error.questions:
        name = PREFIX + question.key
        known = bool(str((form.data or {}).get(name, "")).strip())
        form.fields[name] = forms.CharField(
            label="Why it is right",
            max_length=LONGEST,
            help_text=question.words if known else "",  # the error says it otherwise
        )
        if not known:
            form.add_error(name, f"{question.words} Correct it, or say why it is right.")
        _put_after(form, question.field, name)


def _put_after(form: forms.Form, field: str, name: str) -> None:
    order = [each for each in form.fields if each != name]
    at = order.index(field) + 1 if field in order else len(order)
    form.order_fields([*order[:at], name, *order[at:]])
