"""A table of lines in a form: each line's columns, and some empty lines below; no script needed.

What it hands on is the table as one cell of a file holds it, so that a form, a file and a page
that puts two people's versions side by side all read the same words.
"""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.datastructures import MultiValueDict

from beatwise.accountability.registers.field_kinds import choice_kind
from beatwise.accountability.registers.field_kinds.kind_table import KINDS
from beatwise.accountability.registers.field_values import (
    BAR,
    MOST_LINES,
    display_text,
    filled_columns,
    written_line,
)
from beatwise.accountability.registers.register_definition import Field


SPARE = 3


class LinesInput(forms.Widget):
    """The control of a field of lines."""

    template_name = "registers/lines_input.html"
    use_fieldset = True

    def __init__(self, field: Field):
        super().__init__()
        self.field = field
        self.columns = filled_columns(field)

    def id_for_label(self, id_: str | None) -> str:
        """No single control bears the label: the fieldset does."""
        return ""

    def value_omitted_from_data(self, data: Mapping[str, object], files: object, name: str) -> bool:
        """Whether the form was sent without the table."""
        return name not in data and f"{name}-0-{self.columns[0].name}" not in data

    def value_from_datadict(
        self, data: Mapping[str, object], files: MultiValueDict, name: str
    ) -> str | None:
        """Return the lines as one cell holds them; ``None`` when the table was not sent."""
        if name in data:  # chosen from two versions that were put side by side
            return str(data[name])
        if self.value_omitted_from_data(data, files, name):
            return None
        rows = []
        for at in range(MOST_LINES + SPARE):
            cells = [_sent(data, f"{name}-{at}-{c.name}") for c in self.columns]
            if any(cells):
                rows.append(written_line(cells))
        return "\n".join(rows)

    def get_context(
        self, name: str, value: object, attrs: dict[str, object] | None
    ) -> dict[str, object]:
        """Return what the template needs: each line with its controls."""
        context: dict[str, object] = super().get_context(name, value, attrs)
        lines = self._lines(value)
        empty = [""] * len(self.columns)
        spare = [empty] * min(SPARE, MOST_LINES - len(lines))
        context["lines"] = [
            [
                self._cell(name, at, column, cell)
                for column, cell in zip(
                    self.columns, [*line, *empty][: len(self.columns)], strict=True
                )
            ]
            for at, line in enumerate([*lines, *spare])
        ]
        context["spare"] = len(spare)
        return context

    def _lines(self, value: object) -> list[list[str]]:
        """Return the cells of each line that people fill in."""
        if isinstance(value, list):
            value = display_text(self.field, value)
        rows = [row for row in str(value or "").split("\n") if row.strip()]
        cells = [[cell.strip() for cell in row.split(BAR)] for row in rows]
        everything = len(self.field.columns)
        places = [at for at, column in enumerate(self.field.columns) if not column.computed]
        return [[row[at] for at in places] if len(row) == everything else row for row in cells]

    def _cell(self, name: str, at: int, column: Field, cell: str) -> dict[str, object]:
        return {
            "column": column,
            "name": f"{name}-{at}-{column.name}",
            "value": cell,
            "options": _options(column),
            "type": "date" if column.kind == "date" and not column.whole else "text",
            "decimal": KINDS[column.kind].places is not None,
            "several": choice_kind.parts(cell) if column.kind == "several" else None,
        }


def _sent(data: Mapping[str, object], name: str) -> str:
    """Return what one cell was sent with: of several boxes all that were ticked."""
    words = data.getlist(name) if isinstance(data, MultiValueDict) else [data.get(name)]
    return f"{choice_kind.PARTING} ".join(str(each).strip() for each in words if each)


def _options(column: Field) -> list[str]:
    """Return the words of a column that are chosen among."""
    return [words for _, words in KINDS[column.kind].choices(column)]
