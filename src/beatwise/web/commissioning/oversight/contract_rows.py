"""Contracts that are signed or run: their days, their next review, and what must begin by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from beatwise.accountability.commissioning import contract_days
from beatwise.accountability.commissioning.contract_days import Beginning, ContractDays
from beatwise.accountability.registers import record_duties
from beatwise.accountability.registers.record_duties import Period, Subject
from beatwise.accountability.roles import Person
from beatwise.accountability.timing.due_items import DueItem, Standing
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.commissioning import selectors
from beatwise.web.commissioning.selectors import day
from beatwise.web.registers.models import Link, Record
from beatwise.web.registers.own_definitions.known import definition


IN_FORCE = ("signed", "running")
REVIEW = "review"  # the duty of the register of contracts
AHEAD = dt.timedelta(days=100)  # a quarter: the longest time between two reviews
BEFORE = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract with its provider, its days, its reviews, and what must begin.

    ``reviews`` are those of the last year and of the next quarter.
    """

    record: Record
    provider: Record | None
    days: ContractDays
    reviews: list[DueItem]
    beginnings: list[Beginning]

    @property
    def next_beginning(self) -> Beginning | None:
        """The first thing that has not begun."""
        return contract_days.next_beginning(self.beginnings)

    @property
    def next_review(self) -> dt.date | None:
        """The day of the first review that is still to come."""
        days = (r.window.due for r in self.reviews if r.standing is Standing.OPEN)
        return next(days, None)

    @property
    def missed_reviews(self) -> list[dt.date]:
        """The days of the reviews that were not held."""
        return [r.window.due for r in self.reviews if r.standing is Standing.MISSED]


def contracts() -> QuerySet[Record]:
    """Return the contracts that are signed or run, the first due day first."""
    rows = selectors.rows(selectors.CONTRACTS, *IN_FORCE)
    return rows.order_by(F("due").asc(nulls_last=True), "number")


def rows_of(records: Sequence[Record], today: dt.date) -> list[ContractRow]:
    """Return each contract's row; two statements, however many there are."""
    providers = _targets(records)
    successors = _successors(records)
    return [
        ContractRow(
            record, providers.get(record.pk), _days(record), _reviews(record, today),
            contract_days.beginnings(_days(record), successors.get(record.pk)),
        )
        for record in records
    ]  # fmt: skip


def listing(person: Person, filters: dict[str, str]) -> Listing:
    """Return what must begin by when of every contract in force, a row each."""
    selectors.check_inside(person)
    heads = ("contract", "title", "provider", "ends", "what", "before", "by", "begun on", "late")
    columns = tuple(Column(head, number=head == "contract") for head in heads)
    today = selectors.today()
    records = contracts()
    cells = (cells for row in _in_parts(records, today) for cells in _cells(row, today))
    return Listing("contract-days", "What must begin before contracts end", columns, cells)


def _in_parts(records: QuerySet[Record], today: dt.date) -> Iterable[ContractRow]:
    part: list[Record] = []
    for record in records.iterator(chunk_size=500):
        part.append(record)
        if len(part) == 500:
            yield from rows_of(part, today)
            part = []
    yield from rows_of(part, today)


def _cells(row: ContractRow, today: dt.date) -> Iterable[tuple[Cell, ...]]:
    about = (row.record.number, row.record.heading, row.provider.heading if row.provider else None,
             _iso(row.days.ends))  # fmt: skip
    for each in row.beginnings:
        late = "late" if each.late_on(today) or each.days_late else None
        yield (*about, each.title, each.before, _iso(each.by), _iso(each.done_on), late)
    for missed in row.missed_reviews:
        yield (*about, "Review", "the next", _iso(missed), None, "late")
    if row.next_review is not None:
        yield (*about, "Review", "the next", _iso(row.next_review), None, None)


def _days(record: Record) -> ContractDays:
    v = record.values
    return ContractDays(
        day(v.get("ends")), day(v.get("last_end")), day(v.get("decide_by")), day(v.get("break_on"))
    )


def _reviews(record: Record, today: dt.date) -> list[DueItem]:
    register = definition(selectors.CONTRACTS)
    duty = next((each for each in register.duties if each.name == REVIEW), None)
    if duty is None or record_duties.is_over(duty, register, record.moves):
        return []
    done = record_duties.own_days(duty, record.values)
    period = Period(today - BEFORE, today + AHEAD, today)
    return record_duties.items(duty, register, Subject(record.values, record.moves, done), period)


def _targets(records: Sequence[Record]) -> dict[int, Record]:
    links = Link.objects.filter(source__in=[row.pk for row in records], field="provider")
    return {link.source_id: link.target for link in links.select_related("target")}


def _successors(records: Sequence[Record]) -> dict[int, dict[str, dt.date | None]]:
    """Return the days of what follows each contract, by the contract's key."""
    fields = [step.field for step in contract_days.lead_steps()[0] if step.field]
    links = Link.objects.filter(
        target__in=[row.pk for row in records], field="follows", source__removed=False
    ).exclude(source__state="dropped")
    return {
        link.target_id: {name: day(link.source.values.get(name)) for name in fields}
        for link in links.select_related("source").order_by("source__number")
    }


def _iso(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None
