"""A record's values as a page shows them: a link by name, lines as a table, a reason for a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from beatwise.accountability.registers import clock_readings, computed_fields, field_values
from beatwise.accountability.registers.field_values import FieldValue, Line
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definition
from beatwise.web.registers.shapes.linked_records import Names


def cell(field: Field, value: FieldValue, names: Names) -> dict[str, object]:
    """Return a value as a cell of a list or a line of a record's page."""
    return {
        "words": words(field, value, names),
        "missing": value is None,
        "numeric": field_values.is_numeric(field),
        "address": address(field, value, names),
    }


def words(field: Field, value: FieldValue, names: Names) -> str:
    """Return the words for a value; a link to what this person does not see is its number."""
    if field.kind == "link" and isinstance(value, int):
        heading = names.get((field.to, value))
        return f"{value}: {heading}" if heading else f"{definition(field.to).one} {value}"
    return field_values.display_text(field, value)


def address(field: Field, value: FieldValue, names: Names) -> str:
    """Return the address of the record or page that a value leads to; empty where it leads nowhere.

    A page says itself whom it opens to; a record that a person does not see has no address.
    """
    if field.kind == "page":
        return str(value or "")
    if field.kind == "link" and (field.to, value) in names:
        return reverse("record", args=[field.to, value])
    return ""


def beside(register: Definition, field: Field, record: Record) -> dict[str, object]:
    """Return what stands beside a computed field, or below a table of lines.

    How it is worked out, by which clock, and why it is not known.
    """
    value = record.values.get(field.name)
    if field.kind == "lines" and isinstance(value, list):
        return {"table": _table(field, value)}
    if not field.computed:
        return {}
    return {
        "formula": computed_fields.in_words(field, register.fields, register.clocks),
        "clocks": [
            clock_readings.in_words(register, clock)
            for clock in computed_fields.worked_out_from(register, field.name)[1]
        ],
        "reason": computed_fields.reasons(register, record.values, record.moves).get(field.name)
        if value is None
        else "",
    }


def _table(field: Field, lines: Sequence[Line]) -> dict[str, object]:
    """Return lines as a table with the sums of its numbers and its money."""
    rows = [[cell(column, line.get(column.name), {}) for column in field.columns] for line in lines]
    return {
        "columns": [
            {"label": c.label, "numeric": field_values.is_numeric(c)} for c in field.columns
        ],
        "rows": rows,
        "sums": _sums(field, lines),
        "formulas": [
            f"{column.label}: {computed_fields.in_words(column, field.columns)}"
            for column in field.columns
            if column.computed
        ],
    }


def _sums(field: Field, lines: Sequence[Mapping[str, object]]) -> list[str]:
    """Return the last row: the sum of each column of money or numbers that is to be added up."""
    if not any(column.total for column in field.columns):
        return []
    sums = []
    for at, column in enumerate(field.columns):
        cells = [line.get(column.name) for line in lines]
        if not column.total:
            sums.append("" if at else "Sum")
        elif any(value is None for value in cells):
            sums.append("not known")
        else:
            total = sum(value for value in cells if isinstance(value, int | float))
            sums.append(field_values.display_text(column, total))
    return sums
