"""Rows of registers, read: only what this person may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import Count, OrderBy, Q, QuerySet

from beatwise.accountability import roles
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.web.history import erasable
from beatwise.web.history.models import Change
from beatwise.web.imports.models import Run
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.today import today as today
from beatwise.web.registers.lookups import field_queries
from beatwise.web.registers.lookups.first_records import ANY_REGISTER, firsts
from beatwise.web.registers.models import Attachment, Link, Record
from beatwise.web.registers.own_definitions.known import definition
from beatwise.web.search.search_field import matching


ERASED = "What this change held was erased."


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
    return Q(register=register.slug) & _openness(register, person)


def _openness(register: Definition, person: Person) -> Q:
    """Return that condition without the register's name: many registers share one."""
    rows = Q(removed=False)
    if not register.opens_closed(person):
        rows &= Q(closed=False)
    if not register.sees_all(person):
        rows &= Q(state__in=[s.name for s in register.public_states])
    if roles.role_of(person).sees == roles.OWN_AREA:
        rows &= _own(register, person.area)
    return rows


def _own(register: Definition, area: str) -> Q:
    """Return the condition of the records that are of one area, or whose links lead to it."""
    if not area:
        return Q(pk__in=())
    if not register.area_links:
        return Q(area=area)
    keys = Record.objects.filter(heading=area, removed=False).values("pk")
    for name in reversed(register.area_links):
        keys = Link.objects.filter(field=name, target__in=keys).values("source")
    return Q(pk__in=keys)


def record(register: Definition, person: Person, number: int) -> Record:
    """Return one record; raise ``MissingData`` when there is none that this person sees."""
    rows = records(register, person).filter(number=number)
    return sure_row(
        rows, f"there is no {register.one} {number}.", f"Open the list of {register.title.lower()}."
    )


def matches(
    register: Definition, person: Person, filters: dict[str, str], *, published: bool = False
) -> QuerySet[Record]:
    """Return the records that the filters of an address ask for, in the order it asks for.

    With ``published`` only what is public of them is there, to be looked at and narrowed by.
    """
    rows = records(register, person)
    if published:
        rows = rows.filter(closed=False, state__in=[s.name for s in register.public_states])
    sees_all = register.sees_all(person) and not published
    sees_exact = register.sees_exact(person) and not published
    looked_at = "public_words" if published else _words(register, person)
    rows = rows.filter(matching(filters.get("q", ""), looked_at))
    if filters.get("state"):
        rows = rows.filter(state=filters["state"])
    if filters.get("due") == "late" and sees_all:
        rows = rows.filter(due__lt=today())
    names = {f.name for f in register.fields if sees_all or f.public}
    if register.aggregates and not sees_exact:
        names -= {*register.aggregates.counts}  # their order would tell of what is hidden
    narrowing = [f for f in register.fields if f.filtered and f.name in names]
    narrowing = [field for field in narrowing if filters.get(field.name)]
    rows = field_queries.with_parts(rows, narrowing)
    for field in narrowing:
        rows = rows.filter(field_queries.fitting(field, filters[field.name]))
    own = ("number", "state", "due", "changed") if sees_all else ("number", "state")
    return rows.order_by(*_order(register, names, own, filters.get("sort", "")))


def history(register: Definition, number: int) -> list[HistoryEntry]:
    """Return the changes of a record, newest first, with what was before and after.

    That of a record which a long import made begins with that import.
    """
    rows = Change.objects.filter(thing=f"{register.slug}/{number}").select_related("by")
    changes = list(rows.order_by("-number"))
    contents = erasable.contents(changes)
    entries = [entry(row, contents[row.number]) for row in changes]
    record = Record.objects.filter(register=register.slug, number=number).exclude(run=None)
    if row := record.select_related("run__batch").first():
        imports = Change.objects.filter(thing=row.run.batch.thing, action="import.commit")
        entries += [HistoryEntry(each, {}, {}) for each in imports.select_related("by")]
    return entries


def entry(row: Change, content: erasable.Content) -> HistoryEntry:
    """Return a line of the history with what was before and after, as far as it is kept."""
    row.why = ERASED if content.erased else content.why
    return HistoryEntry(row, content.before, content.after)


def erased_labels(record: Record) -> tuple[str, ...]:
    """Return the labels of the fields that held something when a record was erased."""
    if record.erased_on is None:
        return ()
    lines = Change.objects.filter(thing=record.thing, action="record.erase")
    return tuple(
        label
        for content in erasable.contents(list(lines)).values()
        for label in content.after.get("fields", ())
    )


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
    return sure_row(rows.select_related("content"), "there is no such file.", "Open the record.")


def by_number(register: Definition, person: Person, numbers: Iterable[int]) -> dict[int, Record]:
    """Return records of a register that this person sees, by number."""
    rows = records(register, person).filter(number__in=list(numbers))
    return {row.number: row for row in rows}


def texts() -> Iterator[str]:
    """Yield the search keys of every record that is not closed."""
    rows = Record.objects.filter(removed=False, closed=False)
    yield from rows.values_list("words", flat=True).iterator()


def alike(person: Person, registers: Iterable[Definition]) -> dict[Q, list[Definition]]:
    """Return registers by the condition of what a person sees, those seen alike together.

    One question a register would take longer to put than to answer.
    """
    together: dict[Q, list[Definition]] = defaultdict(list)
    for register in registers:
        together[_openness(register, person)].append(register)
    return together


def counts(person: Person, registers: Iterable[Definition]) -> dict[str, int]:
    """Return how many records of each register a person sees, by the register's slug."""
    together = alike(person, registers)
    numbers = {register.slug: 0 for group in together.values() for register in group}
    for condition, group in together.items():
        rows = Record.objects.filter(condition, register__in=[each.slug for each in group])
        numbers.update(rows.order_by().values_list("register").annotate(number=Count("pk")))
    return numbers


def search_every(
    person: Person, registers: Iterable[Definition], words: str, most: int
) -> Iterator[tuple[Definition, Record]]:
    """Yield the records in which every word stands, at most so many of each register."""
    known = {register.slug: register for register in registers}
    keys = [
        key
        for condition, group in alike(person, known.values()).items()
        for key in _newest(
            condition & matching(words, _words(group[0], person)), [r.slug for r in group], most
        )
    ]
    of_register = defaultdict(list)
    for row in Record.objects.filter(pk__in=keys).order_by("-number"):
        of_register[row.register].append(row)
    for slug, register in known.items():
        yield from ((register, row) for row in of_register[slug])


def _newest(condition: Q, slugs: Sequence[str], most: int) -> list[int]:
    """Return the keys of the newest records of each register, at most so many of each."""
    rows = Record.objects.filter(condition, register=ANY_REGISTER).order_by("-number")
    return [key for key, _, _ in firsts([(rows, {ANY_REGISTER: slug}) for slug in slugs], most)]


def _words(register: Definition, person: Person) -> str:
    """Return the column of search keys that holds no more than this person sees."""
    return "words" if register.sees_all(person) else "public_words"


def _order(
    register: Definition, names: set[str], own: tuple[str, ...], sort: str
) -> tuple[OrderBy | str, ...]:
    name = sort.lstrip("-")
    sign = "-" if sort.startswith("-") else ""
    if name in own:
        return (f"{sign}{name}", "-number")
    if name in names and register.by_name[name].listed:
        return (field_queries.order(register.by_name[name], backwards=bool(sign)), "-number")
    return ("-number",)
