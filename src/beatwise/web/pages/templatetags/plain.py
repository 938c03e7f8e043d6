"""Filters and words for every page: ``{% load plain %}``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from beatwise.web.pages import words
from beatwise.web.pages.templatetags import sign_in_words


register = template.Library()
register.filter("in_words", words.field_value)
register.filter("label", words.label)
register.filter("office_words", sign_in_words.office_words)

_EMPTY = {
    "select": "Choose one.", "radioselect": "Choose one.", "checkboxselectmultiple": "Tick one.",
    "checkbox": "Tick this.", "clearablefile": "Choose a file.", "file": "Choose a file.",
}  # fmt: skip
_ASKS = {
    "publish_pack": "publish a pack",
    "step": "take this step of a record",
    "accounts": "open the accounts",
    "account": "open an account",
    "new_account": "make an account",
    "new_link": "make a link for an account",
    "lost_factor": "give an account a new second factor",
    "tokens": "make a token",
    "own_account": "open your account",
    "mfa_index": "change your second factor",
}


@register.filter
def faults(field: BoundField) -> list[str]:
    """Return what is wrong with a field; of an empty one, what is to be done there."""
    lines: list[str] = []
    for error in field.errors.as_data():
        empty = error.code == "required"
        lines += [_EMPTY.get(field.widget_type, "Fill this in.")] if empty else error.messages
    return [sign_in_words.office_words(line) for line in lines]


@register.filter
def under(row: Iterable[object], columns: Iterable[tuple[str, bool]]) -> list[tuple[str, object]]:
    """Return each cell of a row with the heading of its column, for a phone's labels."""
    return [(heading, cell) for (heading, _), cell in zip(columns, row, strict=False)]


@register.simple_tag(takes_context=True)
def asked_for(context: Mapping[str, HttpRequest]) -> str:
    """Return in words what somebody was about to do next; empty when it is not known."""
    request = context["request"]
    address = request.GET.get("next") or request.POST.get("next") or ""
    try:
        return _ASKS.get(resolve(address.partition("?")[0]).url_name or "", "")
    except Resolver404:
        return ""
