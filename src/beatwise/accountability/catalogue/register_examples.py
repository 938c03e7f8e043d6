"""Example records of registers: what each holds when it is filled, and the steps that were taken.

They lie in ``beatwise/data/examples``, one document a register, of an invented county. The demo
office is filled with them, and tests open every register with them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from beatwise import data
from beatwise.accountability.registers import read_toml
from beatwise.accountability.registers.register_definition import Definition
from beatwise.errors import BadInput
from beatwise.fields import Fields, document


_DAY = re.compile(r"today([+-]\d{1,4})?")
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ExampleStep:
    """One step that is taken on an example: by which role, with what, and why."""

    step: str
    by: str
    values: Values = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A record: who makes it, what it holds, its steps, and the systems that it is an example of.

    ``systems`` are numbers of ``data/systems.toml``. Days may be written ``today-20``.
    """

    by: str
    values: Values
    steps: tuple[ExampleStep, ...] = ()
    systems: tuple[int, ...] = ()


@cache
def examples(slug: str) -> tuple[Example, ...]:
    """Return the example records of a register that ships; none where it has no document."""
    if slug not in data.names("examples"):
        return ()
    register = read_toml.definition(slug)
    file = f"{slug}.toml"
    with document(data.text("examples", file), file, decimals=False) as fields:
        records = fields.each("record", lambda table: _example(table, register))
        fields.done()
    return records


def in_order() -> list[Definition]:
    """Return the registers that ship, each after those that its links lead to."""
    every = read_toml.definitions()
    placed: dict[str, Definition] = {}
    while len(placed) < len(every):
        ready = [
            each
            for each in every.values()
            if each.slug not in placed and _leads_to(each) <= placed.keys()
        ]
        if not ready:
            raise BadInput("links of registers go in a circle.", place="registers")
        placed |= {each.slug: each for each in ready}
    return list(placed.values())


def on_day(values: Values, today: dt.date) -> dict[str, object]:
    """Return values with their days counted from ``today``."""
    return {name: _dated(value, today) for name, value in values.items()}


def _leads_to(register: Definition) -> set[str]:
    links = {each.to for each in register.fields if each.kind == "link"}
    return links - {register.slug}


def _dated(value: object, today: dt.date) -> object:
    if isinstance(value, list):
        return [on_day(line, today) if isinstance(line, dict) else line for line in value]
    if isinstance(value, str) and (match := _DAY.fullmatch(value)):
        return (today + dt.timedelta(days=int(match[1] or 0))).isoformat()
    return value


def _example(table: Fields, register: Definition) -> Example:
    example = Example(
        by=table.text("by", register.owner),
        values=table.table("values").data,
        steps=table.each("steps", _step),
        systems=tuple(_numbers(table)),
    )
    table.done()
    return example


def _step(table: Fields) -> ExampleStep:
    values = table.optional_table("values").data
    step = ExampleStep(table.text("step"), table.text("by"), values, table.optional_text("why"))
    table.done()
    return step


def _numbers(table: Fields) -> list[int]:
    numbers = table.value("systems") if table.has("systems") else []
    return [each for each in numbers if isinstance(each, int)] if isinstance(numbers, list) else []
