"""Read the definitions that ship, and check each once."""

from __future__ import annotations

from functools import cache
from typing import Any

from beatwise import data
from beatwise.accountability.registers.register_definition import (
    Clock,
    Definition,
    Field,
    State,
    Transition,
    faults,
)
from beatwise.errors import BadInput, MissingData
from beatwise.fields import document


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
    values = dict(document(words, place, decimals=False).data)
    try:
        register = _definition(values)
    except (KeyError, TypeError) as error:
        raise BadInput(
            f"this is not a register's definition: {error}.",
            place=place,
            next_step="Compare it with definitions/decisions.toml.",
        ) from None
    wrong = faults(register)
    if wrong:
        raise BadInput("; ".join(wrong) + ".", place=place, next_step="Mend the definition.")
    return register


def _definition(row: Table) -> Definition:
    fields = tuple(_field(f) for f in row["fields"])
    return Definition(
        slug=row["slug"],
        title=row["title"],
        one=row["one"],
        about=row["about"],
        heading=row["heading"],
        owner=row["owner"],
        readers=tuple(row["readers"]),
        writers=tuple(row["writers"]),
        fields=fields,
        states=tuple(State(**s) for s in row["states"]),
        transitions=tuple(Transition(**_row(t)) for t in row["transitions"]),
        clocks=tuple(Clock(**_row(c)) for c in row.get("clocks", [])),
        area=row.get("area", ""),
        by_name={f.name: f for f in fields},
    )


def _field(row: Table) -> Field:
    arguments = _row(row)
    arguments.setdefault("longest", LONGEST.get(row["kind"], 0))
    return Field(**arguments)


def _row(row: Table) -> Table:
    return {_RENAMED.get(k, k): tuple(v) if isinstance(v, list) else v for k, v in row.items()}
