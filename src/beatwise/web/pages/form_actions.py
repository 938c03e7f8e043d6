"""What a form was made from, and where its mistakes are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from beatwise.errors import BadInput, UserError


def version(request: HttpRequest) -> int:
    """Return the version of the record that a form was made from; raise ``BadInput``."""
    words = request.POST.get("version", "")
    if not (words.isdecimal() and len(words) < 10):
        raise BadInput("the form does not say which version it saw.", next_step="Reload the page.")
    return int(words)


def taken(
    request: HttpRequest, form: Any, act: Callable[[dict[str, Any]], object], said: str
) -> bool:
    """Act on a form that was sent whole, and say so; put what the action refuses into the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(dict(form.cleaned_data))
    except BadInput as error:
        put(form, error)
        return False
    messages.success(request, said)
    return True


def put(form: Any, error: UserError) -> None:
    """Put an error into the form, at its field where it has one."""
    words = error.message[:1].upper() + error.message[1:]
    said = " ".join(filter(None, (words, error.next_step)))
    form.add_error(error.place if error.place in form.fields else None, said)
