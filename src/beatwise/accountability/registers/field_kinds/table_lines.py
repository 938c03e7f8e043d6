"""A table of lines within a record: read from a list or from one cell, and written into one.

In one cell of a file a table stands line by line, its columns divided by bars:
``Youth worker | 24 | 15.00``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from beatwise.accountability.registers.field_kinds.field_kind import Cell, refusal
from beatwise.accountability.registers.field_kinds.kind_table import KINDS, NO_RECORD, cell_value
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


Line = dict[str, Cell]
MOST_LINES = 200
BAR, BROKEN_BAR = "|", "¦"


def filled_columns(field: Field) -> tuple[Field, ...]:
    """Return the columns of a table that people fill in; the others are worked out."""
    return tuple(column for column in field.columns if not column.computed)


def read_lines(field: Field, entry: object) -> list[Line] | None:
    """Return the lines of a table: given as such, or in the words of one cell.

    Raises ``BadInput`` that names the line.
    """
    if isinstance(entry, str):
        rows = [row for row in entry.replace("\r\n", "\n").split("\n") if row.strip()]
        if not rows or entry.strip().lower() == NO_RECORD:
            return None
        entry = [_split(field, row, at) for at, row in enumerate(rows, 1)]
    if not isinstance(entry, list) or not all(isinstance(line, Mapping) for line in entry):
        raise refusal(
            field, "is not a table of lines", "Give a list of lines, each by its columns."
        )
    if len(entry) > MOST_LINES:
        raise refusal(field, f"has more than {MOST_LINES} lines", "Divide it between two records.")
    lines = [_line(field, line, at) for at, line in enumerate(entry, 1)]
    return [line for line in lines if any(cell is not None for cell in line.values())] or None


def _line(field: Field, entry: Mapping[str, object], at: int) -> Line:
    columns = {column.name: column for column in filled_columns(field)}
    computed = {column.name for column in field.columns} - set(columns)
    if unknown := [name for name in entry if name not in columns and name not in computed]:
        raise refusal(
            field,
            f"has no column '{unknown[0]}' (line {at})",
            f"Its columns are: {', '.join(columns)}.",
        )
    line: Line = {}
    for name, column in columns.items():
        try:
            line[name] = cell_value(column, entry.get(name))
        except BadInput as error:
            raise _line_fault(field, at, error) from None
        if isinstance(cell := line[name], str) and BAR in cell:
            raise refusal(field, f"has a {BAR} in line {at}", f"Write it without the {BAR}.")
    missing = [c.label for c in columns.values() if c.required and line[c.name] is None]
    if missing and any(cell is not None for cell in line.values()):
        raise refusal(field, f"has no {missing[0]} in line {at}", "Fill it in, or empty the line.")
    return line


def _split(field: Field, row: str, at: int) -> dict[str, str]:
    columns, cells = filled_columns(field), [cell.strip() for cell in row.split(BAR)]
    if len(cells) == len(field.columns):
        columns = field.columns  # as it was exported, what is worked out among the rest
    if len(cells) != len(columns):
        labels = f" {BAR} ".join(column.label for column in columns)
        raise refusal(
            field,
            f"has {len(cells)} columns in line {at}, and not {len(columns)}",
            f"Write each line as: {labels}.",
        )
    return {column.name: cell for column, cell in zip(columns, cells, strict=True)}


def line_text(field: Field, line: Line) -> str:
    """Return a line as it stands in a cell of a file."""
    return written_line(
        None
        if (cell := line.get(column.name)) is None
        else KINDS[column.kind].in_line(column, cell)
        for column in field.columns
    )


def written_line(cells: Iterable[object]) -> str:
    """Return the cells of a line in one line of words, whatever stands in them.

    A bar divides columns and a line break lines, so that a bar within a cell becomes a broken bar,
    and a break a space.
    """
    return f" {BAR} ".join(
        "" if cell is None else " ".join(str(cell).replace(BAR, BROKEN_BAR).split())
        for cell in cells
    )


def _line_fault(field: Field, at: int, error: BadInput) -> BadInput:
    words = f"{field.label}, line {at}: {error.message}"
    return BadInput(words, place=field.name, next_step=error.next_step)
