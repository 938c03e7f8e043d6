"""The registers' published records, as the public lists have them, as figures of a paper."""

from __future__ import annotations

from collections import Counter

from beatwise.accountability.registers.field_values import FieldValue, api_value, display_text
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.web.paper_figures.plain_values import plain
from beatwise.web.registers.models import Record
from beatwise.web.registers.published import public_list


Figures = dict[str, object]


def registers() -> dict[str, Figures]:
    """Return each register that has a public list, by slug."""
    every = public_list.registers(public_list.ANYBODY)
    return {register.slug: _register(register) for register in every}


def _register(register: Definition) -> Figures:
    rows = public_list.given_out(register)
    states = Counter(row.state for row in rows)
    return {
        "title": register.title,
        "count": len(rows),
        "states": [
            {"state": state.title, "count": states[state.name]} for state in register.public_states
        ],
        "records": [record_figures(register, row) for row in rows],
    }


def record_figures(register: Definition, row: Record) -> Figures:
    """Return the public fields of a published record, with its number, heading and state."""
    fields = public_list.fields(register)
    cells = {field.name: _cell(field, row.values.get(field.name)) for field in fields}
    return {
        "number": row.number,
        "heading": display_text(
            register.by_name[register.heading], row.values.get(register.heading)
        ),
        "state": register.state(row.state).title,
        **cells,
    }


def _cell(field: Field, value: FieldValue) -> object:
    """Return a field's value: money, held in pence, in pounds; a whole month in words."""
    if field.whole:
        return plain(api_value(field, value))
    if field.kind == "money" and isinstance(value, int):
        return value / 100 if value % 100 else value // 100
    return plain(value)
