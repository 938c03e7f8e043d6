"""The systems that papers describe or ask for, and what carries each of them in the office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from beatwise import data
from beatwise.accountability.catalogue import register_examples
from beatwise.accountability.registers import read_toml
from beatwise.fields import Fields, document


REGISTER, MEASURES, DASHBOARD, PAGE = "register", "measures", "dashboard", "page"


@dataclass(frozen=True, slots=True)
class System:
    """One system: its number in the catalogue, what it is, and what carries it.

    ``carriers`` are written ``register:risks``, ``measures:neighbourhood``, ``dashboard:demand``,
    ``page:plan``; those that are registers come from the examples that name the system.
    """

    number: int
    title: str
    carriers: tuple[str, ...]


@cache
def systems() -> tuple[System, ...]:
    """Return the systems by number; a fault of the document is refused with its line."""
    with document(data.text("systems.toml"), "systems.toml") as fields:
        fields.exactly("format", 1)
        by_number = fields.each("systems", _system)
        fields.done()
    return tuple(sorted(by_number, key=lambda each: each.number))


def faults() -> Iterator[str]:
    """Yield the numbers that stand twice, that nothing carries, and that only an example names."""
    numbers = [each.number for each in systems()]
    for number in sorted(set(numbers)):
        if numbers.count(number) > 1:
            yield f"system {number} stands twice"
    for each in systems():
        if not each.carriers:
            yield f"system {each.number} ({each.title}): nothing carries it"
    for number in sorted(_registers().keys() - set(numbers)):
        names = ", ".join(_registers()[number])
        yield f"system {number}: examples of {names} name it, and systems.toml does not"


@cache
def _registers() -> dict[int, tuple[str, ...]]:
    """Return the registers whose examples name each system."""
    by_number: dict[int, tuple[str, ...]] = {}
    for slug in read_toml.definitions():
        for example in register_examples.examples(slug):
            for number in example.systems:
                if slug not in by_number.get(number, ()):
                    by_number[number] = (*by_number.get(number, ()), slug)
    return by_number


def _system(table: Fields) -> System:
    number = table.whole("number", 0)
    registers = tuple(f"{REGISTER}:{slug}" for slug in _registers().get(number, ()))
    system = System(number, table.text("title"), (*registers, *table.texts("also")))
    table.done()
    return system
