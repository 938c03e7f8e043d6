"""One value of a field, between what people enter, what a record holds, and what a page shows.

A record holds text as text, dates and periods as ISO text, money as whole pence, numbers and
percentages as numbers, yes or no as true or false, a role by its name, a link as the number of the
record it leads to, a fraction as ``31/40``, a table of lines as a list of them; ``None`` is *no
record*, never an empty word or a zero. How each is read and printed is said by its kind, in
``field_kinds``.
"""

from __future__ import annotations

from beatwise.accountability.registers.field_kinds.field_kind import Cell
from beatwise.accountability.registers.field_kinds.kind_table import (
    KINDS,
    LINES,
    NO_RECORD,
    cell_value,
)
from beatwise.accountability.registers.field_kinds.number_kind import HIDDEN
from beatwise.accountability.registers.field_kinds.table_lines import (
    BAR,
    MOST_LINES,
    Line,
    filled_columns,
    line_text,
    read_lines,
    written_line,
)
from beatwise.accountability.registers.register_definition import Field


__all__ = [
    "BAR", "HIDDEN", "MOST_LINES", "NO_RECORD", "Cell", "FieldValue", "Line", "api_value",
    "cell_value",
    "display_text", "file_value", "filled_columns", "form_value", "is_numeric", "places",
    "record_value", "searched_text", "size",
    "written_line",
]  # fmt: skip
FieldValue = Cell | list[Line]


def record_value(field: Field, entry: object) -> FieldValue:
    """Return what a record holds for an entry; raise ``BadInput`` that names the field."""
    if entry is None:
        return None
    return read_lines(field, entry) if field.kind == LINES else cell_value(field, entry)


def display_text(field: Field, value: FieldValue) -> str:
    """Return the words for a record's value."""
    if value is None:
        return NO_RECORD
    if isinstance(value, list):
        return "\n".join(line_text(field, line) for line in value)
    return KINDS[field.kind].words(field, value)


def searched_text(field: Field, value: FieldValue) -> str:
    """Return the words by which a record is found for its value."""
    if value is None or isinstance(value, list):
        return display_text(field, value)
    return KINDS[field.kind].searched(field, value)


def file_value(field: Field, value: FieldValue) -> Cell:
    """Return what goes into a file for a record's value: a number where it is one, else words."""
    if value is None or isinstance(value, list):
        return None if not value else display_text(field, value)
    return KINDS[field.kind].for_file(field, value)


def api_value(field: Field, value: FieldValue) -> FieldValue:
    """Return what the API gives for a record's value."""
    if isinstance(value, list):
        columns = {column.name: column for column in field.columns}
        return [{n: _api_cell(columns.get(n), cell) for n, cell in line.items()} for line in value]
    return _api_cell(field, value)


def _api_cell(field: Field | None, value: Cell) -> Cell:
    kind = KINDS.get(field.kind) if field else None
    return value if value is None or field is None or kind is None else kind.for_api(field, value)


def form_value(field: Field, value: FieldValue) -> FieldValue:
    """Return what a form shows for a record's value."""
    if value is None or isinstance(value, list):
        return value
    return KINDS[field.kind].for_form(field, value)


def is_numeric(field: Field) -> bool:
    """Whether pages align its values as numbers."""
    return field.kind != LINES and KINDS[field.kind].numeric


def places(field: Field) -> int | None:
    """Return the decimal places of its column of numbers in a sheet; ``None`` for words."""
    return None if field.kind == LINES else KINDS[field.kind].places


def size(field: Field, value: FieldValue) -> float | None:
    """Return the number of a value that a bound is held against; ``None`` where there is none."""
    if value is None or isinstance(value, list) or field.kind == LINES:
        return None
    return KINDS[field.kind].size(value)
