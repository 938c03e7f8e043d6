"""Several choices in a form: a box for each, handed on as one cell of a file holds them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.datastructures import MultiValueDict

from beatwise.accountability.registers.field_kinds import choice_kind
from beatwise.web.pages.forms import TickBoxes


class SeveralInput(TickBoxes):
    """Boxes whose answer is text, as a form, a file and a page of two versions all read it."""

    def value_from_datadict(
        self, data: Mapping[str, object], files: MultiValueDict, name: str
    ) -> str | None:
        """Return the chosen words with semicolons between them."""
        words = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name)
        parts = words if isinstance(words, list) else [words or ""]
        return f"{choice_kind.PARTING} ".join(str(part) for part in parts if part)

    def format_value(self, value: object) -> list[str]:
        """Return the single choices of what is held."""
        return choice_kind.parts(value if isinstance(value, str) else None)
