"""Read the definitions that ship, and check each once."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from beatwise.accountability.registers.definition import (
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
_RENAMED = {"from": "sources", "to": "target"}


@cache
def definitions() -> dict[str, Definition]:
    """Return every register by its slug, in alphabetical order of title."""
    folder = resources.files("beatwise.web.registers").joinpath("definitions")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    made = [read(file.read_text("utf-8"), file.name) for file in files]
    return {d.slug: d for d in sorted(made, key=lambda d: d.title)}


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
    fields = document(words, place, decimals=False)
    try:
        made = _definition(dict(fields.data))
    except (KeyError, TypeError) as error:
        raise BadInput(
            f"this is not a register's definition: {error}.",
            place=place,
            next_step="Compare it with definitions/decisions.toml.",
        ) from None
    wrong = faults(made)
    if wrong:
        raise BadInput("; ".join(wrong) + ".", place=place, next_step="Mend the definition.")
    return made


def _definition(row: dict[str, Any]) -> Definition:
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


def _field(row: dict[str, Any]) -> Field:
    made = _row(row)
    made.setdefault("longest", LONGEST.get(row["kind"], 0))
    return Field(**made)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {_RENAMED.get(k, k): tuple(v) if isinstance(v, list) else v for k, v in row.items()}
