"""Rows of registers, read: only what this person may see."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from beatwise.accountability import roles
from beatwise.accountability.registers.read_toml import definition
from beatwise.accountability.registers.register_definition import Definition
from beatwise.errors import MissingData
from beatwise.web.history.models import Change
from beatwise.web.pages.today import today as today
from beatwise.web.registers.models import Attachment, Record


def opened(slug: str, person: Any) -> Definition:
    """Return a register that this person reads; to others it does not exist."""
    made = definition(slug)
    if not made.reads(person):
        raise MissingData(
            f"there is no register '{slug}' for your role.", next_step="Start from the home page."
        )
    return made


def records(made: Definition, person: Any) -> QuerySet[Record]:
    """Return the records of a register that this person sees."""
    rows = Record.objects.filter(register=made.slug, removed=False)
    sees = roles.role_of(person).sees
    if sees == roles.PUBLISHED:
        rows = rows.filter(state__in=[s.name for s in made.states if s.public])
    elif sees == roles.OWN_AREA:
        rows = rows.filter(area=person.area).exclude(area="")
    return rows


def record(made: Definition, person: Any, number: int) -> Record:
    """Return one record; raise ``MissingData`` when there is none that this person sees."""
    found = records(made, person).filter(number=number).first()
    if found is None:
        raise MissingData(
            f"there is no {made.one} {number}.", next_step=f"Open the list of {made.title.lower()}."
        )
    return found


def chosen(made: Definition, person: Any, asked: dict[str, str]) -> QuerySet[Record]:
    """Return the records that the filters of an address ask for, in the order it asks for."""
    rows = records(made, person)
    looked_at = "words" if made.sees_all(person) else "public_words"
    if asked.get("q"):
        for word in asked["q"].casefold().split():
            rows = rows.filter(**{f"{looked_at}__contains": word})
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    if asked.get("due") == "late":
        rows = rows.filter(due__lt=today())
    seen = {f.name for f in made.seen_fields(person)}
    for field in made.fields:
        wanted = asked.get(field.name)
        if wanted and field.filtered and field.name in seen:
            value: Any = wanted == "yes" if field.kind == "yes_no" else wanted
            rows = rows.filter(**{f"values__{field.name}": value})
    return rows.order_by(*_order(made, seen, asked.get("sort", "")))


def history(made: Definition, number: int) -> list[dict[str, Any]]:
    """Return the changes of a record, newest first, with what was before and after."""
    rows = Change.objects.filter(thing=f"{made.slug}/{number}").select_related("by")
    return [{"change": row, **json.loads(row.details)} for row in rows.order_by("-number")]


def last_doer(record: Record, move: str) -> int | None:
    """Return who last took a step on a record; of one that was imported past it, who made it."""
    rows = Change.objects.filter(thing=record.thing).order_by("-number")
    took = rows.filter(action=f"record.{move}").values_list("by_id", flat=True).first()
    if took is not None:
        return took
    return rows.filter(action="record.make").values_list("by_id", flat=True).first()


def attachment(made: Definition, person: Any, number: int, key: int) -> Attachment:
    """Return an attachment of a record that this person sees whole."""
    if not made.sees_all(person):
        raise MissingData("there is no such file.", next_step="Open the record.")
    found = Attachment.objects.filter(record=record(made, person, number), pk=key)
    first = found.select_related("content").first()
    if first is None:
        raise MissingData("there is no such file.", next_step="Open the record.")
    return first


def by_number(made: Definition, numbers: Iterable[int]) -> dict[int, Record]:
    """Return records of a register by number, those removed left out."""
    rows = Record.objects.filter(register=made.slug, removed=False, number__in=list(numbers))
    return {row.number: row for row in rows}


def search(person: Any, made: Definition, words: str, most: int) -> list[Record]:
    """Return the records in which every word stands."""
    return list(chosen(made, person, {"q": words})[:most])


def waiting(person: Any, made: Definition) -> list[Record]:
    """Return the records with a deadline within two weeks, or past."""
    soon = today() + dt.timedelta(days=14)
    return list(records(made, person).filter(Q(due__lte=soon)).order_by("due")[:50])


def _order(made: Definition, seen: set[str], asked: str) -> tuple[str, ...]:
    name = asked.lstrip("-")
    sign = "-" if asked.startswith("-") else ""
    if name in ("number", "state", "due", "changed"):
        return (f"{sign}{name}", "-number")
    if name in seen and made.by_name[name].listed:
        return (f"{sign}values__{name}", "-number")
    return ("-number",)
