"""Rows of a file whose record is there already: a file taken in twice makes nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from beatwise.accountability.registers.field_values import file_value
from beatwise.accountability.registers.register_definition import Definition
from beatwise.cell_text import search_key
from beatwise.web.commissioning import selectors
from beatwise.web.registers.exports import NUMBER
from beatwise.web.registers.own_definitions.known import definition


Cells = Mapping[str, object]  # by field
# The fields that together say which grant or contract a row is of.
_WHICH = {
    selectors.GRANTS: ("title", "recipient", "award_on"),
    selectors.CONTRACTS: ("title", "planned_on", "ours"),
}


def new_only(slug: str, cells: Iterable[Cells]) -> list[Cells]:
    """Return the rows of grants or contracts of which there is no record yet.

    What the office has recorded itself stands: its lines hold more than the standard has fields
    for, so that a row of it is left out and changes nothing.
    """
    names, which = _names(), _WHICH[slug]
    known = set()
    for _, *values in selectors.fields(selectors.rows(slug), *which):
        of = dict(zip(which, values, strict=True))
        known.add(_key({**of, "recipient": names.get(of.get("recipient"))}[each] for each in which))
    return [row for row in cells if _key(row.get(each) for each in which) not in known]


def as_changes(slug: str, cells: Iterable[Cells]) -> list[Cells]:
    """Return rows of agreements or contributions, those of a known reference as changes of it.

    What a row does not say stays as it is.
    """
    register = definition(slug)
    known = {
        _key([values["reference"]]): (number, values)
        for number, _, values in selectors.read(selectors.rows(slug))
    }
    result: list[Cells] = []
    for row in cells:
        there = known.get(_key([row.get("reference")]))
        filled = {name: cell for name, cell in row.items() if cell not in (None, "")}
        result.append({**as_it_is(register, *there), **filled} if there else row)
    return result


def as_it_is(register: Definition, number: int, values: Mapping[str, Any]) -> Cells:
    """Return the cells of a record as its export has them: what is not sent stays as it is."""
    fields = [field for field in register.fields if not field.computed]
    return {NUMBER: number, **{f.name: file_value(f, values.get(f.name)) for f in fields}}


def _names() -> dict[object, object]:
    """Return the names of organisations by number."""
    return dict(selectors.fields(selectors.rows(selectors.RECIPIENTS), "name"))


def _key(words: Iterable[object]) -> tuple[str, ...]:
    # A contract is another body's where that is said; elsewhere it is taken for the office's own.
    plain = ("other" if each is False else "" if each is True else each for each in words)
    return tuple(search_key(str(each or "")) for each in plain)
