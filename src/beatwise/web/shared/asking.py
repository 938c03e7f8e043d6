"""What a form was made from, and where its mistakes are shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from beatwise.errors import BadInput, UserError


def version(request: HttpRequest) -> int:
    """Return the version of the record that a form was made from; raise ``BadInput``."""
    words = request.POST.get("version", "")
    if not (words.isdecimal() and len(words) < 10):
        raise BadInput("the form does not say which version it saw.", next_step="Reload the page.")
    return int(words)


def put(form: Any, error: UserError) -> None:
    """Put an error into the form, at its field where it has one."""
    words = error.message[:1].upper() + error.message[1:]
    said = " ".join(filter(None, (words, error.next_step)))
    form.add_error(error.place if error.place in form.fields else None, said)
