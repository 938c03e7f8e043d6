"""A form that is sent: the version it was made from, acting on it, and showing its errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from beatwise.accountability.questions import FieldFaults, OpenQuestions
from beatwise.errors import BadInput, Conflict, UserError
from beatwise.web.pages.error_pages import sentence
from beatwise.web.pages.form_data import check_answers, conflicts, reason_fields


Row = TypeVar("Row")
Answers = dict[str, Any]  # what a sent form holds, each field in a type of its own


@dataclass(frozen=True, slots=True)
class FormPage:
    """The page of a form that changes a record.

    ``version`` is the record's as it is now, ``address`` where the page leads once the change is
    made, ``success`` what is said there. With ``check`` the change is shown as it will be, under
    these words, before it is made.
    """

    template: str
    address: str
    version: int
    success: str = "The change was saved."
    context: Mapping[str, object] = field(default_factory=dict)
    check: str = ""


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


def make_from(request: HttpRequest, form: forms.Form, make: Callable[[Answers], Row]) -> Row | None:
    """Make a record from a form that was sent whole; put a refusal into the form, for ``None``."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return make(form.cleaned_data)
    except BadInput as error:
        show_error(form, error)
        return None


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


def change_from(
    request: HttpRequest, form: forms.Form, act: Callable[[Answers], object], now: int
) -> bool:
    """Act on a valid form that changes a record, and return true.

    A refusal goes into the form. Where somebody else changed the record, whose version is ``now``,
    theirs and what was typed are put side by side.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    return _acts(request, form, lambda: act(reason_fields.answers(form)), now)


def _acts(request: HttpRequest, form: forms.Form, act: Callable[[], object], now: int) -> bool:
    """Act and return true; put a refusal, or what two people typed, into the form."""
    try:
        act()
    except BadInput as error:
        show_error(form, error)
    except Conflict:
        if not conflicts.show(form, request, now):
            raise
    else:
        return True
    return False


def version_for(request: HttpRequest, form: forms.Form, now: int) -> int | str:
    """Return the version to put into a form that is shown: the one that its fields are made from.

    After a conflict was shown that is the record's own, ``now``.
    """
    in_conflict = getattr(form, "in_conflict", False)
    return now if in_conflict else request.POST.get("version") or now


def show_error(form: forms.Form, error: UserError) -> None:
    """Put an error into the form, at its field where it has one: all of several at once."""
    if isinstance(error, FieldFaults):
        for fault in error.faults:
            show_error(form, fault)
        return
    if isinstance(error, OpenQuestions):
        reason_fields.ask(form, error)
        return
    field = error.place if error.place in form.fields else None
    form.add_error(field, sentence(error))


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[Answers], object],
    page: FormPage,
) -> HttpResponse:
    """Show the form of a change to a record; act when it is sent without a mistake, and go on."""
    if page.check and request.method == "POST" and not check_answers.is_checked(request):
        if _is_ready(request, form, act, page.version):
            return _check_page(request, form, page)
    elif change_from(request, form, act, page.version):
        messages.success(request, page.success)
        return redirect(page.address)
    from_version = version_for(request, form, page.version)
    context = {"form": form, "version": from_version, **page.context}
    return render(request, page.template, context)


def _is_ready(
    request: HttpRequest, form: forms.Form, act: Callable[[Answers], object], now: int
) -> bool:
    """Whether a form is whole, so that it can be shown as it will be; tries it out."""
    if check_answers.is_sent_back(request) or not form.is_valid():
        return False
    values = reason_fields.answers(form)
    return _acts(request, form, lambda: check_answers.try_out(lambda: act(values)), now)


def _check_page(request: HttpRequest, form: forms.Form, page: FormPage) -> HttpResponse:
    context = {
        "what": page.check,
        "answers": check_answers.answers(form),
        "sent": check_answers.as_sent(request),
    }
    return render(request, "pages/check.html", context)
