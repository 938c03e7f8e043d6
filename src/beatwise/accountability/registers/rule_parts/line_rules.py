"""Rules about the lines of a table: a column of every line, or that no two lines are the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from beatwise.accountability.registers.definition_rows import FieldRule
from beatwise.accountability.registers.field_values import FieldValue, display_text
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text import search_key


DISTINCT = "distinct"


def names(rule: FieldRule) -> list[str]:
    """Return the columns that a rule is about; ``distinct`` may have several, held together."""
    return rule.column.split()


def columns(of: Field) -> dict[str, Field]:
    """Return the columns of a table by name."""
    return {column.name: column for column in of.columns}


def cells(
    rule: FieldRule, fields: Mapping[str, Field], values: Mapping[str, FieldValue]
) -> Iterator[tuple[str, Field, FieldValue]]:
    """Yield where each line stands, the column of the rule, and what the line has in it."""
    field, value = fields[rule.field], values.get(rule.field)
    column = columns(field)[rule.column]
    for at, line in enumerate(value if isinstance(value, list) else [], 1):
        yield f"{field.label}, line {at}", column, line.get(rule.column)


def repeated(
    rule: FieldRule, fields: Mapping[str, Field], values: Mapping[str, FieldValue]
) -> str | None:
    """Return which line says the same as one before it in the columns of a rule.

    A line whose first column holds nothing is compared with none.
    """
    field, value = fields[rule.field], values.get(rule.field)
    known, first = columns(field), dict[tuple[str, ...], int]()
    for at, line in enumerate(value if isinstance(value, list) else [], 1):
        key = tuple(search_key(str(line.get(name) or "")) for name in names(rule))
        if key[0] and (before := first.setdefault(key, at)) != at:
            column = known[names(rule)[0]]
            cell = display_text(column, line.get(column.name))
            return f"{field.label}, line {at}: {column.label} {cell} stands in line {before} too."
    return None


def column_faults(rule: FieldRule, fields: Mapping[str, Field]) -> Iterator[str]:
    """Yield what is wrong with the columns of a rule as it is written."""
    known = columns(fields[rule.field])
    yield from (f"no column '{name}'" for name in names(rule) if name not in known)
    if rule.kind == DISTINCT and not rule.column:
        yield "no column"
    elif rule.kind != DISTINCT and len(names(rule)) > 1:
        yield "more than one column"
