"""A form that is sent: the version it was made from, acting on it, and showing its errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from beatwise.errors import BadInput, UserError
from beatwise.web.pages.error_pages import sentence


Answers = dict[str, Any]  # what a sent form holds, each field in a type of its own


@dataclass(frozen=True, slots=True)
class FormPage:
    """The page of a form that changes a record.

    ``version`` is the record's as it is now, ``address`` where the page leads once the change is
    made, ``success`` what is said there.
    """

    template: str
    address: str
    version: int
    success: str = "The change was saved."
    context: Mapping[str, object] = field(default_factory=dict)


def version(request: HttpRequest) -> int:
    """Return the version of the record that a form was made from; raise ``BadInput``."""
    return read_version(request.POST.get("version", ""))


def read_version(words: str) -> int:
    """Return a record's version from a form or a header: at most nine digits, 0 to 9 only.

    Raises
    ------
    BadInput
        When the words are anything else, such as ``²``.
    """
    if not (words.isascii() and words.isdecimal() and len(words) < 10):
        raise BadInput("the form does not say which version it saw.", next_step="Reload the page.")
    return int(words)


def act_on(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[Answers], object],
    success: str,
) -> bool:
    """Act on a valid form, show ``success`` and return true; else put the refusal into the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(dict(form.cleaned_data))
    except BadInput as error:
        show_error(form, error)
        return False
    messages.success(request, success)
    return True


def show_error(form: forms.Form, error: UserError) -> None:
    """Put an error into the form, at its field where it has one."""
    field = error.place if error.place in form.fields else None
    form.add_error(field, sentence(error))


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[Answers], object],
    page: FormPage,
) -> HttpResponse:
    """Show the form of a change to a record; act when it is sent without a mistake, and go on."""
    if act_on(request, form, act, page.success):
        return redirect(page.address)
    from_version = request.POST.get("version") or page.version
    context = {"form": form, "version": from_version, **page.context}
    return render(request, page.template, context)
