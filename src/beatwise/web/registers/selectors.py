"""Rows of registers, read: only what this person may see."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import Q, QuerySet

from beatwise.accountability import roles
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.web.history.models import Change
from beatwise.web.imports.models import Run
from beatwise.web.pages.today import today as today
from beatwise.web.registers.models import Attachment, Record
from beatwise.web.registers.own_definitions.known import definition
from beatwise.web.search.search_field import matching


class HistoryEntry(NamedTuple):
    """A change of a record: its line of history, and the fields it touched before and after."""

    change: Change
    before: dict[str, FieldValue]
    after: dict[str, FieldValue]


def opened(slug: str, person: Person) -> Definition:
    """Return a register that this person reads; to others it does not exist."""
    register = definition(slug)
    if not register.reads(person):
        raise MissingData(
            f"there is no register '{slug}' for your role.", next_step="Start from the home page."
        )
    return register


def records(register: Definition, person: Person) -> QuerySet[Record]:
    """Return the records of a register that this person sees."""
    return Record.objects.filter(visible(register, person))


def visible(register: Definition, person: Person) -> Q:
    """Return the condition of the records of a register that this person sees."""
    rows = Q(register=register.slug, removed=False)
    sees = roles.role_of(person).sees
    if sees == roles.PUBLISHED:
        rows &= Q(state__in=[s.name for s in register.states if s.public])
    elif sees == roles.OWN_AREA:
        rows &= Q(area=person.area) & ~Q(area="")
    return rows


def record(register: Definition, person: Person, number: int) -> Record:
    """Return one record; raise ``MissingData`` when there is none that this person sees."""
    row = records(register, person).filter(number=number).first()
    if row is None:
        raise MissingData(
            f"there is no {register.one} {number}.",
            next_step=f"Open the list of {register.title.lower()}.",
        )
    return row


def matches(register: Definition, person: Person, filters: dict[str, str]) -> QuerySet[Record]:
    """Return the records that the filters of an address ask for, in the order it asks for."""
    rows = records(register, person)
    looked_at = "words" if register.sees_all(person) else "public_words"
    rows = rows.filter(matching(filters.get("q", ""), looked_at))
    if filters.get("state"):
        rows = rows.filter(state=filters["state"])
    if filters.get("due") == "late":
        rows = rows.filter(due__lt=today())
    names = {f.name for f in register.seen_fields(person)}
    for field in register.fields:
        wanted = filters.get(field.name)
        if wanted and field.filtered and field.name in names:
            value: object = wanted == "yes" if field.kind == "yes_no" else wanted
            rows = rows.filter(**{f"values__{field.name}": value})
    return rows.order_by(*_order(register, names, filters.get("sort", "")))


def history(register: Definition, number: int) -> list[HistoryEntry]:
    """Return the changes of a record, newest first, with what was before and after.

    That of a record which a long import made begins with that import.
    """
    rows = Change.objects.filter(thing=f"{register.slug}/{number}").select_related("by")
    entries = [_entry(row) for row in rows.order_by("-number")]
    record = Record.objects.filter(register=register.slug, number=number).exclude(run=None)
    if row := record.select_related("run__batch").first():
        imports = Change.objects.filter(thing=row.run.batch.thing, action="import.commit")
        entries += [HistoryEntry(each, {}, {}) for each in imports.select_related("by")]
    return entries


def _entry(row: Change) -> HistoryEntry:
    details = json.loads(row.details)
    return HistoryEntry(row, details["before"], details["after"])


def last_doer(
    record: Record, move: str, known: dict[tuple[str, str], int | None] | None = None
) -> int | None:
    """Return who last took a step on a record; of one that was imported past it, who made it.

    ``known`` is from ``doers``, where many records are asked about.
    """
    by = doers([record]) if known is None else known
    took = by.get((record.thing, move))
    return took if took is not None else by.get((record.thing, "make"))


def doers(rows: Iterable[Record]) -> dict[tuple[str, str], int | None]:
    """Return who last took each step on records, by thing and step, in one query.

    The step ``make`` stands for who made a record, by hand or by an import.
    """
    records = list(rows)
    things = [row.thing for row in records]
    changes = Change.objects.filter(thing__in=things, action__startswith="record.")
    runs = {row.thing: row.run_id for row in records if row.run_id is not None}
    people = dict(Run.objects.filter(pk__in=set(runs.values())).values_list("pk", "by_id"))
    return {(thing, "make"): people[run] for thing, run in runs.items()} | {
        (thing, action.partition(".")[2]): by
        for thing, action, by in changes.order_by("number").values_list("thing", "action", "by_id")
    }


def attachment(register: Definition, person: Person, number: int, key: int) -> Attachment:
    """Return an attachment of a record that this person sees whole."""
    if not register.sees_all(person):
        raise MissingData("there is no such file.", next_step="Open the record.")
    rows = Attachment.objects.filter(record=record(register, person, number), pk=key)
    first = rows.select_related("content").first()
    if first is None:
        raise MissingData("there is no such file.", next_step="Open the record.")
    return first


def by_number(register: Definition, numbers: Iterable[int]) -> dict[int, Record]:
    """Return records of a register by number, those removed left out."""
    rows = Record.objects.filter(register=register.slug, removed=False, number__in=list(numbers))
    return {row.number: row for row in rows}


def texts() -> Iterator[str]:
    """Yield the search keys of every record."""
    yield from Record.objects.filter(removed=False).values_list("words", flat=True).iterator()


def search(person: Person, register: Definition, words: str, most: int) -> list[Record]:
    """Return the records in which every word stands."""
    return list(matches(register, person, {"q": words})[:most])


def _order(register: Definition, names: set[str], sort: str) -> tuple[str, ...]:
    name = sort.lstrip("-")
    sign = "-" if sort.startswith("-") else ""
    if name in ("number", "state", "due", "changed"):
        return (f"{sign}{name}", "-number")
    if name in names and register.by_name[name].listed:
        return (f"{sign}values__{name}", "-number")
    return ("-number",)
