"""Read the definitions that ship, and check each once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from beatwise import data
from beatwise.accountability.registers.field_rules import FormRules, rule_faults
from beatwise.accountability.registers.register_definition import (
    Clock,
    Definition,
    Field,
    FieldRule,
    State,
    Transition,
    faults,
)
from beatwise.errors import BadInput, MissingData
from beatwise.fields import REQUIRED, Fields, document


T = TypeVar("T")
LONGEST = {"text": 200, "long": 20_000}
Table = dict[str, Any]  # as the TOML reader gives it
_RENAMED = {"from": "sources", "to": "target"}


@cache
def definitions() -> dict[str, Definition]:
    """Return every register by its slug, in alphabetical order of title."""
    files = [f"{name}.toml" for name in data.names("registers")]
    registers = [read(data.text("registers", file), file) for file in files]
    return {each.slug: each for each in sorted(registers, key=lambda each: each.title)}


def definition(slug: str) -> Definition:
    """Return a register; raise ``MissingData`` when there is none."""
    try:
        return definitions()[slug]
    except KeyError:
        raise MissingData(
            f"there is no register '{slug}'.",
            next_step=f"The registers are: {', '.join(definitions())}.",
        ) from None


def read(words: str, place: str) -> Definition:
    """Return the definition that a TOML document holds; raise ``BadInput`` with all its faults."""
    with document(words, place, decimals=False) as fields:
        register = _definition(fields)
    states = {state.name for state in register.states}
    wrong = [*faults(register), *rule_faults(register.by_name, states, register.rules)]
    if wrong:
        raise BadInput("; ".join(wrong) + ".", place=place, next_step="Correct the definition.")
    return register


@cache
def form_rules(name: str) -> FormRules:
    """Return the rules of a form that is no register, from ``data/field_rules``."""
    file = f"{name}.toml"
    with document(data.text("field_rules", file), file, decimals=False) as fields:
        by_name = {field.name: field for field in _parts(fields, "fields", _field)}
        rules = _parts(fields, "rules", lambda row: FieldRule(**_row(row)))
        days = fields.texts("days")
    if wrong := list(rule_faults(by_name, (), rules, days)):
        raise BadInput("; ".join(wrong) + ".", place=file, next_step="Correct the definition.")
    return FormRules(by_name, rules, days)


def _definition(fields: Fields) -> Definition:
    own_fields = _parts(fields, "fields", _field)
    return Definition(
        slug=fields.text("slug"),
        title=fields.text("title"),
        one=fields.text("one"),
        about=fields.text("about"),
        heading=fields.text("heading"),
        owner=fields.text("owner"),
        readers=fields.texts("readers", REQUIRED),
        writers=fields.texts("writers", REQUIRED),
        fields=own_fields,
        states=_parts(fields, "states", lambda row: State(**row)),
        transitions=_parts(fields, "transitions", lambda row: Transition(**_row(row))),
        clocks=fields.each("clocks", _part(lambda row: Clock(**_row(row)))),
        rules=fields.each("rules", _part(lambda row: FieldRule(**_row(row)))),
        area=fields.optional_text("area"),
        by_name={field.name: field for field in own_fields},
    )


def _parts(fields: Fields, key: str, make: Callable[[dict[str, Any]], T]) -> tuple[T, ...]:
    """Return what ``make`` makes of each table of a list that must be there."""
    if not fields.has(key):
        fields.fault(key, f"'{key}' is missing.", f"Add [[{key}]] tables.")
    return fields.each(key, _part(make))


def _part(make: Callable[[dict[str, Any]], T]) -> Callable[[Fields], T]:
    """Return a reader of one table; what ``make`` cannot take is a fault of that table."""

    def read_part(table: Fields) -> T:
        try:
            return make(dict(table.data))
        except (KeyError, TypeError) as error:
            raise BadInput(
                f"this is not a register's definition: {error}.",
                place=table.place,
                next_step="Compare it with definitions/decisions.toml.",
            ) from None

    return read_part


def _field(row: Table) -> Field:
    arguments = _row(row)
    arguments.setdefault("longest", LONGEST.get(row["kind"], 0))
    return Field(**arguments)


def _row(row: Table) -> Table:
    return {_RENAMED.get(k, k): tuple(v) if isinstance(v, list) else v for k, v in row.items()}
