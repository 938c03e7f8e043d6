"""The row that a form's choice names, by its number or key."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from beatwise.errors import BadInput


_MOST_DIGITS = 15


def row_of_choice(
    rows: QuerySet[Any], entry: object, refusal: BadInput, *, by: str = "number"
) -> Any:
    """Return the row of a list that an entry names; raise the refusal where there is none."""
    words = str(entry or "")
    is_number = words.isdecimal() and len(words) <= _MOST_DIGITS
    row = rows.filter(**{by: int(words)}).first() if is_number else None
    if row is None:
        raise refusal
    return row
