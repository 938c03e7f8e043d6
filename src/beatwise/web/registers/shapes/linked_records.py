"""Links of a register's fields: found by number or heading, named on pages, shown at both ends.

A record holds the number of the record that a field leads to. The link itself is a row of
``Link`` as well, so that the other end finds it without reading every record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput
from beatwise.web.registers import selectors
from beatwise.web.registers.lookups import field_queries
from beatwise.web.registers.models import Link, Record
from beatwise.web.registers.own_definitions.known import definition
from beatwise.web.search.search_field import matching


MOST_OFFERED, MOST_NAMED = 300, 5
Names = Mapping[tuple[str, int], str]  # register and number to heading


def resolved(field: Field, entry: object, person: Person) -> object:
    """Return an entry of a link with a heading turned into the number of the one that bears it.

    Raises ``BadInput`` when several bear it; a number, and what is no heading, stay as they are.
    """
    words = str(entry or "").strip()
    if isinstance(entry, bool) or not words or words.partition(":")[0].strip().isdecimal():
        return entry
    return _number_of(_linkable(field, person), words, place=field.name, what=field.label) or entry


def numbered(register: Definition, words: str, person: Person) -> int:
    """Return the number of the record that words mean: its number, or words of its heading.

    Raises ``BadInput`` when there is none, or when several have them, which are named.
    """
    number = words.partition(":")[0].strip()
    if number.isdecimal() and len(number) < 10:
        return int(number)
    match = _number_of(selectors.records(register, person), words, place="number", what="Record")
    if match is None:
        raise BadInput(
            f"there is no {register.one} with the words '{words}'.",
            place="number",
            next_step=f"Look it up in the list of {register.title.lower()}.",
        )
    return match


def _number_of(rows: QuerySet[Record], words: str, *, place: str, what: str) -> int | None:
    """Return the number of the one record that has a heading, or words; ``BadInput`` of several."""
    for alike in (rows.filter(heading__iexact=words), rows.filter(matching(words, "words"))):
        some = list(alike.order_by("number")[: MOST_NAMED + 1])
        if len(some) == 1:
            return some[0].number
        if some:
            named = "; ".join(f"{row.number}: {row.heading}" for row in some[:MOST_NAMED])
            more = " and others" if len(some) > MOST_NAMED else ""
            raise BadInput(
                f"{what}: '{words}' can mean several records: {named}{more}.",
                place=place,
                next_step="Give the record's number.",
            )
    return None


def check(register: Definition, values: Mapping[str, FieldValue], person: Person) -> None:
    """Raise ``BadInput`` unless each link leads to a record that this person sees."""
    for field in register.fields:
        number = values.get(field.name)
        if field.kind != "link" or number is None:
            continue
        if not _linkable(field, person).filter(number=number).exists():
            raise BadInput(
                f"{field.label}: there is no {definition(field.to).one} {number}.",
                place=field.name,
                next_step=f"Look it up in the list of {definition(field.to).title.lower()}.",
            )


def keep(register: Definition, record: Record) -> None:
    """Bring the rows of a saved record's links up to date with its fields."""
    fields = [field for field in register.fields if field.kind == "link"]
    if not fields:
        return
    old = {link.field: link for link in Link.objects.filter(source=record).exclude(field="")}
    for field in fields:
        number, link = record.values.get(field.name), old.get(field.name)
        target = Record.objects.filter(register=field.to, number=number).first() if number else None
        if link and (target is None or link.target_id != target.pk):
            link.delete()
        if target and (link is None or link.target_id != target.pk):
            Link.objects.create(
                source=record, target=target, words=field.label[:80], field=field.name
            )


def names(
    register: Definition, fields: Sequence[Field], records: Iterable[Record], person: Person
) -> dict[tuple[str, int], str]:
    """Return the headings that links of these fields lead to, where this person sees them.

    One query for each register that is linked to.
    """
    wanted: dict[str, set[int]] = {}
    for record in records:
        for field in fields:
            if field.kind == "link" and (number := record.values.get(field.name)):
                wanted.setdefault(field.to, set()).add(number)
    return {
        (slug, number): heading
        for slug, numbers in wanted.items()
        if definition(slug).reads(person)
        for number, heading in selectors.records(definition(slug), person)
        .filter(number__in=numbers)
        .values_list("number", "heading")
    }


def choices(field: Field, person: Person) -> list[tuple[int, str]] | None:
    """Return the records that a link can lead to; ``None`` when there are too many to offer."""
    order = field_queries.by_heading(definition(field.to))
    rows = list(_linkable(field, person).order_by(order, "number")[: MOST_OFFERED + 1])
    if len(rows) > MOST_OFFERED:
        return None
    return [(row.number, f"{row.number}: {row.heading}") for row in rows]


def _linkable(field: Field, person: Person) -> QuerySet[Record]:
    register = definition(field.to)
    if not register.reads(person):
        return Record.objects.none()
    return selectors.records(register, person)
