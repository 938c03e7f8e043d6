"""Which lines of the history a person does not see: those of records that they do not see whole."""

from __future__ import annotations

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat

from beatwise.accountability.roles import Person
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definitions


def closed_lines(person: Person) -> Q:
    """Return the condition of the lines of history that are closed to a person.

    Those of registers that this person does not read, or not whole (confidential ones, and counts
    that pass the disclosure gate first), their imports among them, and of single closed records.
    """
    closed = Q(pk__in=())
    for register in definitions().values():
        if not register.sees_all(person):
            closed |= Q(thing__startswith=f"{register.slug}/")
        elif not register.opens_closed(person):
            closed |= Q(thing__in=_things(register.slug))
            # A file that was read in holds closed rows beside open ones.
            closed |= Q(thing__startswith=f"{register.slug}/import/")
    return closed


def _things(slug: str) -> object:
    number = Cast(F("number"), CharField())
    rows = Record._base_manager.filter(register=slug, closed=True)
    return rows.annotate(line=Concat(Value(f"{slug}/"), number)).values("line")
