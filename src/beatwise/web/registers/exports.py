"""The columns of a register in every file: number, state, each field, and what is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone

from beatwise.accountability.registers import field_values
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.publication.state_looks import paper_tint
from beatwise.web.registers.models import Record
from beatwise.web.registers.shapes import small_counts


NUMBER, STATE, DUE, CHANGED = "Number", "State", "Next deadline", "Last changed"


def listing(
    register: Definition, fields: tuple[Field, ...], rows: QuerySet[Record], person: Person
) -> Listing:
    """Return records as a list to be written; only ``fields`` are in it.

    Deadlines are for those who see all of a record.
    """
    whole = register.sees_all(person)
    columns = (
        Column(NUMBER, number=True),
        Column(STATE, tint=paper_tint),
        *(column(field) for field in fields),
        *([Column(DUE)] if whole else []),
        Column(CHANGED),
    )
    visible = small_counts.as_seen(register, person, rows.iterator(chunk_size=1000))
    read = _rows(register, fields, visible, due=whole)
    return Listing(
        register.slug, register.title, columns, read, field_values.NO_RECORD, count=rows.count()
    )


def column(field: Field) -> Column:
    """Return a field's column in every file."""
    places = field_values.places(field)
    return Column(field.label, places is not None, places or 0)


def _rows(
    register: Definition, fields: tuple[Field, ...], rows: Iterable[Record], *, due: bool
) -> Iterator[tuple[Cell, ...]]:
    titles = {state.name: state.title for state in register.states}
    for record in rows:
        yield (
            record.number,
            titles[record.state],
            *(field_values.file_value(f, record.values.get(f.name)) for f in fields),
            *([record.due.isoformat() if record.due else None] if due else []),
            timezone.localdate(record.changed).isoformat(),
        )
