"""What of the registers waits for a person: steps to take, deadlines, and what was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.registers import rules
from beatwise.accountability.registers.openings import Hindrances, Opening, openings
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person, Reader
from beatwise.accountability.task_selection import DUE, READ, Task
from beatwise.accountability.timing.due_items import Standing
from beatwise.web.history.cache import ACCOUNTS, FILES, remembered
from beatwise.web.registers import selectors
from beatwise.web.registers.lookups.first_records import ANY_REGISTER, firsts
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definitions
from beatwise.web.registers.shapes import duty_items, duty_pages


SOON = dt.timedelta(days=14)
MOST = 200
UNREAD = ("words", "public_words", "reasons")  # columns that no task is made from


def tasks(person: Person, looked: dt.datetime | None) -> Sequence[Task]:
    """Return what waits for a person, in as many queries whatever there are of records.

    Who sees only what is published is told what was published since they last looked.
    """
    return _tasks(roles.reader(person), looked, selectors.today())


@remembered(most=128, whatever=(ACCOUNTS, *FILES))
def _tasks(person: Reader, looked: dt.datetime | None, today: dt.date) -> tuple[Task, ...]:
    return tuple(_waiting(person, looked, today))


def _waiting(person: Reader, looked: dt.datetime | None, today: dt.date) -> Iterator[Task]:
    like = _waiting_for(roles.any_reader_like(person), today)
    for register, row in like.rows:
        own = second_person(register, row, person, like.doers)
        yield from of_record(register, row, person, own, today)
    yield from like.duties
    outside = {
        register.slug: register
        for register in definitions().values()
        if register.reads(person) and not register.sees_all(person)
    }
    if outside:
        for row in _published(list(outside.values()), person, looked)[:MOST]:
            yield _task(outside[row.register], row, READ, public=True)


class _RoleWaits(NamedTuple):
    """What may ask something of a role's people: records, who took their last steps, duties."""

    rows: tuple[tuple[Definition, Record], ...]
    doers: dict[tuple[str, str], int | None]
    duties: tuple[Task, ...]


@remembered(most=64, whatever=(ACCOUNTS, *FILES))
def _waiting_for(like: Reader, today: dt.date) -> _RoleWaits:
    """Return what is looked through for everybody of a role and area: worked out once for all."""
    inside = {
        register.slug: register
        for register in definitions().values()
        if register.reads(like) and register.sees_all(like)
    }
    rows = _open_rows(list(inside.values()), like, today) if inside else []
    return _RoleWaits(
        tuple((inside[row.register], row) for row in rows),
        selectors.doers(rows),
        tuple(_duty_task(register, wanted) for register, wanted in duty_items.waiting(like)),
    )


def of_record(
    register: Definition, record: Record, person: Person, own: Collection[str], today: dt.date
) -> Iterator[Task]:
    """Yield what one record asks of a person; ``own`` are the steps that need a second person."""
    role = person.role
    for step in steps(register, record, role, own):
        if step.open and step.move.task:
            yield _task(register, record, step.move.task)
    if record.due and record.due <= today + SOON and role in _ends_clocks(register, record.state):
        yield _task(register, record, DUE, note=_deadline(register, record))


def _ends_clocks(register: Definition, state: str) -> set[str]:
    """Return the roles whose steps on from a state end a clock; its owner where there is none."""
    ends = {name for clock in register.clocks for name in clock.ends}
    moves = register.moves_from(state)
    takers = {role for m in moves if m.target in ends and not m.why for role in m.roles}
    return takers or {register.owner}


def _deadline(register: Definition, record: Record) -> str:
    """Return which of a record's deadlines comes first, in words."""
    running = rules.deadlines(register, record.state, record.values, record.moves)
    first = next((each.label for each in running if each.due == record.due), "")
    return f"Deadline: {first.lower()}." if first else ""


def steps(
    register: Definition, record: Record, role: str, own: Collection[str] = ()
) -> tuple[Opening, ...]:
    """Return the steps that leave a record's state, and how each stands for a role.

    A field that a step requires does not stand in its way: the step's own page asks for it.
    """
    return openings(register.table, record.state, role, Hindrances(own=own))


def second_person(
    register: Definition,
    record: Record,
    person: Person,
    doers: dict[tuple[str, str], int | None] | None = None,
) -> set[str]:
    """Return the steps that this person may not take, because they took the step before."""
    return {
        move.name
        for move in register.moves_from(record.state)
        if move.other_than and selectors.last_doer(record, move.other_than, doers) == person.pk
    }


def _open_rows(registers: list[Definition], person: Reader, today: dt.date) -> list[Record]:
    """Return the records that ask for something first; their keys are put in order, not they.

    Those with a deadline come first. Of all others of a register the newest are enough, however
    many there are.
    """
    soon, parts = today + SOON, list[tuple[QuerySet[Record], dict[str, str]]]()
    for condition, group in selectors.alike(person, registers).items():
        rows = Record.objects.filter(condition, register=ANY_REGISTER)
        due = rows.filter(due__lte=soon).order_by("due", "-number")
        asking: dict[int, tuple[QuerySet[Record], QuerySet[Record]]] = {}  # by number of states
        for register in group:
            moves = [move for move in register.transitions if move.task]
            states = sorted({s for m in moves if person.role in m.roles for s in m.sources})
            meant = {ANY_REGISTER: register.slug}
            parts.append((due, meant))
            if states:
                names = {f"<state {at}>": state for at, state in enumerate(states)}
                if len(states) not in asking:
                    asks = rows.filter(state__in=list(names))
                    later = asks.filter(due__gt=soon).order_by("due", "-number")
                    asking[len(states)] = later, asks.filter(due=None).order_by("-number")
                parts += [(each, {**meant, **names}) for each in asking[len(states)]]
    wanted = firsts(parts, MOST)
    wanted.sort(key=lambda row: (row[1] is None, str(row[1]), -row[2]))
    keys = [key for key, _, _ in wanted[:MOST]]
    order = (F("due").asc(nulls_last=True), "-number")
    return list(Record.objects.filter(pk__in=keys).defer(*UNREAD).order_by(*order))


def _published(
    registers: list[Definition], person: Person, looked: dt.datetime | None
) -> QuerySet[Record]:
    wanted = Q(pk__in=())
    for register in registers:
        wanted |= selectors.visible(register, person)
    since = Q() if looked is None else Q(changed__gt=looked)
    return Record.objects.filter(wanted & since).defer(*UNREAD).order_by("-changed")


def _duty_task(register: Definition, wanted: duty_items.Waiting) -> Task:
    """Return a due item as a task of its own beside the record's other ones."""
    record, duty, item = wanted
    days = duty_pages.days_of(item)
    missed = item.standing is Standing.MISSED
    return Task(
        kind=DUE,
        thing=f"{record.thing}/{duty.name}",
        words=f"{duty.label}: {record.heading}",
        address=reverse("record", args=[register.slug, record.number]),
        about=f"a duty of a {register.one}",
        due=item.window.due,
        note="Not done yet." if missed else f"{days[:1].upper()}{days[1:]}.",
    )


def _task(
    register: Definition, record: Record, kind: str, *, note: str = "", public: bool = False
) -> Task:
    return Task(
        kind=kind,
        thing=record.thing,
        words=f"{register.one.capitalize()} {record.number}: {record.heading}",
        address=reverse("record", args=[register.slug, record.number]),
        about=f"a {register.one}",
        due=None if public else record.due,
        note=note,
        since=record.changed,
        public=public,
    )
