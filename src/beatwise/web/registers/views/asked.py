"""What the pages of a register share: what an address or a form asks for, and words of errors."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from beatwise.accountability.registers.register_definition import Definition
from beatwise.errors import BadInput, UserError


def shared(made: Definition, person: Any) -> dict[str, Any]:
    """Return the context that every page of a register has."""
    return {"made": made, "writes": made.writes(person), "sees_all": made.sees_all(person)}


def version(request: HttpRequest) -> int:
    """Return the version of the record that a form was made from."""
    words = request.POST.get("version", "")
    if not words.isdigit():
        raise BadInput("the form does not say which version it saw.", next_step="Reload the page.")
    return int(words)


def place(form: Any, error: UserError) -> str | None:
    """Return the form's field that an error is about, or ``None``."""
    return error.place if error.place in form.fields else None


def words(error: UserError) -> str:
    """Return an error as a sentence and its next step."""
    words = error.message[:1].upper() + error.message[1:]
    return " ".join(filter(None, (words, error.next_step)))
