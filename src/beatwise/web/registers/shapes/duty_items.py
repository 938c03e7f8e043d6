"""The duties of records, read from the database: for a record's page, a period, and the tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from beatwise.accountability.registers import record_duties
from beatwise.accountability.registers.definition_rows import Duty
from beatwise.accountability.registers.record_duties import Period, Subject
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.accountability.timing.due_items import DueItem, Standing
from beatwise.errors import BadInput, MissingData
from beatwise.web.registers import selectors
from beatwise.web.registers.models import Link, Record
from beatwise.web.registers.own_definitions.known import definitions


MOST = 1000  # records of a register whose duties are looked through for tasks, the oldest first
MOST_YEARS = 5
SOON = dt.timedelta(days=14)


class RecordDuty(NamedTuple):
    """A record, one of its duties, and the items of it that are asked about."""

    record: Record
    duty: Duty
    items: list[DueItem]

    @property
    def counts(self) -> dict[Standing, int]:
        """How many of them stand in each way."""
        return record_duties.counts(self.items)


class Waiting(NamedTuple):
    """A record, and the item of a duty of it that somebody should see to."""

    record: Record
    duty: Duty
    item: DueItem


def visible_duties(register: Definition, person: Person) -> tuple[Duty, ...]:
    """Return the duties whose record of what was done this person may read."""
    if not register.sees_all(person):
        return ()
    return tuple(duty for duty in register.duties if _reads_done(duty, person))


def of_period(
    register: Definition, person: Person, first: dt.date, last: dt.date
) -> list[RecordDuty]:
    """Return the duties of all records with what is due in a period, both days included.

    Raises ``MissingData`` when the register has no duty that this person may see, and ``BadInput``
    for a period that ends before it begins, or of more than five years.
    """
    duties = visible_duties(register, person)
    if not duties:
        raise MissingData("this register has no duties for your role.", next_step="Open its list.")
    if last < first or (last - first).days > 366 * MOST_YEARS:
        raise BadInput(
            f"a period of at most {MOST_YEARS} years is needed, its first day before its last.",
            place="to",
            next_step="Choose other days.",
        )
    # All of them: a line for all says how many were done and missed.
    records = list(
        selectors.records(register, person).defer("words", "public_words").order_by("number")
    )
    period = Period(first, last, selectors.today())
    result = []
    for duty in duties:
        for record, subject in _subjects(duty, records):
            due = record_duties.items(duty, register, subject, period)
            if due:
                result.append(RecordDuty(record, duty, due))
    return result


def of_record(register: Definition, record: Record, person: Person) -> list[RecordDuty]:
    """Return a record's duties: what was due in the last year, and what comes next."""
    today = selectors.today()
    period = Period(today - dt.timedelta(days=365), today + dt.timedelta(days=400), today)
    result = []
    for duty in visible_duties(register, person):
        for _, subject in _subjects(duty, [record]):
            due = record_duties.items(duty, register, subject, period)
            past = [item for item in due if item.standing is not Standing.OPEN]
            ahead = [item for item in due if item.standing is Standing.OPEN][:2]
            result.append(RecordDuty(record, duty, [*past, *ahead]))
    return result


def waiting(person: Person) -> Iterator[tuple[Definition, Waiting]]:
    """Yield what of duties this person's role should see to; two queries a register with any."""
    for register in definitions().values():
        own = [
            d
            for d in visible_duties(register, person)
            if person.role in (d.roles or (register.owner,))
        ]
        if not own:
            continue
        lasting = [state.name for state in register.states if not state.final]
        rows = selectors.records(register, person).filter(state__in=lasting)
        records = list(rows.order_by("number")[:MOST])
        for duty in own:
            for record, subject in _subjects(duty, records):
                today = selectors.today()
                item = record_duties.waiting(duty, register, subject, today, SOON)
                if item is not None:
                    yield register, Waiting(record, duty, item)


def _reads_done(duty: Duty, person: Person) -> bool:
    parts = duty.done.split(".")
    return len(parts) == 2 or definitions()[parts[0]].sees_all(person)


def _subjects(duty: Duty, records: Sequence[Record]) -> Iterator[tuple[Record, Subject]]:
    """Yield each record with the days on which the duty was done, from one query for all."""
    parts = duty.done.split(".")
    if len(parts) == 2:
        for record in records:
            days = record_duties.own_days(duty, record.values)
            yield record, Subject(record.values, record.moves, days)
        return
    _, link, day = parts
    by_record: dict[int, list[dt.date]] = {record.pk: [] for record in records}
    rows = Link.objects.filter(
        target__in=records, field=link, source__register=parts[0], source__removed=False
    )
    for key, text in rows.values_list("target_id", f"source__values__{day}"):
        if text:
            by_record[key].append(dt.date.fromisoformat(text))
    for record in records:
        yield record, Subject(record.values, record.moves, by_record[record.pk])
