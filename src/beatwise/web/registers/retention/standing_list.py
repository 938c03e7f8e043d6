"""What of a register is to be erased, when, and what is kept longer: shown before it happens."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from beatwise.accountability.registers import record_keeping
from beatwise.accountability.registers.record_keeping import Standing, Term
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.registers import selectors
from beatwise.web.registers.models import Record


AHEAD = dt.timedelta(days=92)
_COLUMNS = (Column("Number", number=True), Column("Record"), Column("Kept until"), Column("Stands"))


class DueRecord(NamedTuple):
    """A record, and how it stands to its retention."""

    record: Record
    term: Term


def due_records(register: Definition, person: Person) -> list[DueRecord]:
    """Return the records whose time is over or ends within three months, the oldest first.

    Raises ``MissingData`` when the register has no rule, or is not seen whole by this person.
    """
    if register.retention is None or not register.sees_all(person):
        raise MissingData(
            "this register has no rule of retention for your role.", next_step="Open its list."
        )
    today = selectors.today()
    rows = selectors.records(register, person).filter(erased_on=None).order_by("number")
    result = []
    for row in rows.iterator(chunk_size=500):
        term = record_keeping.term(register, row.values, row.moves, today)
        if term is not None and term.until <= today + AHEAD:
            result.append(DueRecord(row, term))
    return sorted(result, key=lambda each: (each.term.until, each.record.number))


def words(term: Term) -> str:
    """Return how a record stands, for people."""
    return {
        Standing.WITHIN: "To be erased then",
        Standing.OPEN: "Not yet: its state is not final",
        Standing.ON_HOLD: "On hold",
        Standing.OVER: "To be erased today",
    }[term.standing]


def listing(register: Definition, due: list[DueRecord]) -> Listing:
    """Return what is to be erased as a list to have as a file."""
    rows = [
        (each.record.number, each.record.heading, each.term.until.isoformat(), words(each.term))
        for each in due
    ]
    title = f"{register.title}: to be erased"
    return Listing(f"{register.slug}-retention", title, _COLUMNS, iter(rows), count=len(rows))
