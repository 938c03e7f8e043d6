"""The columns of a register in every file: number, state, each field, and what is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from beatwise.accountability.registers import field_values
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.publication.state_looks import paper_tint
from beatwise.web.registers.models import Record


NUMBER, STATE, DUE, CHANGED = "Number", "State", "Next deadline", "Last changed"


def listing(register: Definition, fields: tuple[Field, ...], rows: QuerySet[Record]) -> Listing:
    """Return records as a list to be written; only ``fields`` are in it."""
    columns = (
        Column(NUMBER, number=True),
        Column(STATE, tint=paper_tint),
        *(_column(field) for field in fields),
        Column(DUE),
        Column(CHANGED),
    )
    read = _rows(register, fields, rows.iterator(chunk_size=1000))
    return Listing(
        register.slug, register.title, columns, read, field_values.NO_RECORD, count=rows.count()
    )


def _column(field: Field) -> Column:
    number = field.kind in ("number", "money", "link")
    return Column(field.label, number, 2 if field.kind == "money" else 0)


def _rows(
    register: Definition, fields: tuple[Field, ...], rows: Iterable[Record]
) -> Iterator[tuple[Cell, ...]]:
    titles = {state.name: state.title for state in register.states}
    for record in rows:
        yield (
            record.number,
            titles[record.state],
            *(field_values.file_value(f, record.values.get(f.name)) for f in fields),
            record.due.isoformat() if record.due else None,
            record.changed.date().isoformat(),
        )
