"""The public list of a register, as everybody is given it: page, CSV and JSON say the same.

Only records in a public state, only fields that the definition calls public, and counts about
people as the disclosure gate lets them out, whoever asks. A register that is confidential or holds
a special category has no such list, and a record that is closed is in none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from beatwise.accountability.registers import field_values
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.roles import Person, Reader
from beatwise.errors import MissingData
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.registers import selectors
from beatwise.web.registers.exports import NUMBER, STATE, column
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definitions
from beatwise.web.registers.shapes import small_counts


# What leaves the office is what a panel reader is given, who sees what is published and no more.
ANYBODY = Reader(0, "panel_reader", "")
HOW_TO_READ = "Counts about people: a small one, and what could show one, is hidden and marked [c]."


def registers(person: Person) -> list[Definition]:
    """Return the registers that have a public list and that this person reads."""
    return [each for each in definitions().values() if each.published and each.reads(person)]


def opened(slug: str, person: Person) -> Definition:
    """Return a register that has a public list; raise ``MissingData`` for another."""
    register = selectors.opened(slug, person)
    if not register.published:
        raise MissingData(
            f"nothing of {register.title.lower()} is published.", next_step="Open the register."
        )
    return register


def fields(register: Definition) -> tuple[Field, ...]:
    """Return the fields that are published."""
    return tuple(field for field in register.fields if field.public)


def rows(register: Definition, person: Person, filters: dict[str, str]) -> QuerySet[Record]:
    """Return what is published and fits the filters; of their own area for who sees one alone."""
    return selectors.matches(register, person, filters, published=True)


def given_out(register: Definition) -> list[Record]:
    """Return a register's published records as anybody is given them, oldest first."""
    every = rows(register, ANYBODY, {}).order_by("number")
    return list(small_counts.as_published(register, every))


def listing(register: Definition, person: Person, filters: dict[str, str]) -> Listing:
    """Return the public list as a file has it."""
    records = rows(register, person, filters)
    columns = (Column(NUMBER, number=True), Column(STATE), *map(column, fields(register)))
    read = _cells(register, small_counts.as_published(register, records.iterator(chunk_size=1000)))
    notes = (HOW_TO_READ,) if register.aggregates else ()
    title = f"{register.title}: published"
    return Listing(
        f"{register.slug}-published", title, columns, read, field_values.NO_RECORD, notes,
        records.count(),
    )  # fmt: skip


def _cells(register: Definition, records: Iterable[Record]) -> Iterator[tuple[Cell, ...]]:
    titles = {state.name: state.title for state in register.states}
    for record in records:
        values = (field_values.file_value(f, record.values.get(f.name)) for f in fields(register))
        yield (record.number, titles[record.state], *values)
