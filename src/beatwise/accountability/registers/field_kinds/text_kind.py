"""Text: one line of it, or many."""

from __future__ import annotations

import re

from beatwise.accountability.registers.field_kinds.field_kind import (
    Cell,
    FieldKind,
    entry_words,
    refusal,
)
from beatwise.accountability.registers.register_definition import Field


# Signs of a pattern: what each stands for, as an expression and in the example that is printed.
_PLACES = {"N": ("[0-9]", "1"), "Y": ("[0-9]", "2"), "A": ("[A-Z]", "B")}


def year_spans(pattern: str) -> list[tuple[int, int]]:
    """Return where the year stands in a text of a pattern: each first sign from 0, and how many.

    Each sign of a pattern stands for one of the text, so that ``NN/YY`` gives ``(3, 2)``.
    """
    return [(run.start(), len(run.group())) for run in re.finditer("Y+", pattern)]


class TextKind(FieldKind):
    """One line, held as it is."""

    name = "text"
    grouped = True

    def read(self, field: Field, entry: object) -> Cell:
        """Return the words; refuse what is too long or has several lines."""
        words = entry_words(entry)
        if field.longest and len(words) > field.longest:
            raise refusal(field, f"is longer than {field.longest:,} characters", "Shorten it.")
        if self.column and "\n" in words:
            raise refusal(field, "takes one line", "Put it on one line.")
        if field.pattern and not re.fullmatch(_expression(field.pattern), words):
            wanted = f"Write it as {example(field.pattern)}."
            raise refusal(field, f"'{words}' is not written as {field.pattern}", wanted)
        return words


def _expression(pattern: str) -> str:
    return "".join(_PLACES.get(sign, (re.escape(sign), ""))[0] for sign in pattern)


def example(pattern: str) -> str:
    """Return a text that is written as a pattern says: ``11/22`` for ``NN/YY``."""
    return "".join(_PLACES.get(sign, ("", sign))[1] for sign in pattern)


class LongKind(TextKind):
    """Many lines; too long for a column of a table."""

    name = "long"
    column = False
    grouped = False
