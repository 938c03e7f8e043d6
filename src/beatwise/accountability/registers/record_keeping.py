"""Who reads a record that is confidential, and how long what it holds is kept.

A confidential record is open to the roles that its register names, and to nobody else. Of a
register with a rule of retention, what a record holds is erased some months after an event, unless
the record is not in a final state or on hold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from beatwise.accountability import roles
from beatwise.accountability.registers.clock_readings import Moves
from beatwise.accountability.registers.definition_rows import Aggregates
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.clock import months_later


PERMISSION = "registers.confidential"


def secrecy_faults(definition: Definition) -> Iterator[Fault]:
    """Yield by what a definition would let out what is confidential: in words, part, at, key."""
    for role in definition.confidential_to:
        if role in roles.table() and PERMISSION not in roles.role(role).may:
            able = ", ".join(n for n, each in roles.table().items() if PERMISSION in each.may)
            words = f"the role '{role}' reads nothing confidential; these may: {able}"
            yield words, "", 0, "confidential_to"
    if definition.closed_by:
        field = definition.by_name.get(definition.closed_by)
        if field is None or field.kind != "yes_no":
            yield f"no yes or no '{definition.closed_by}'", "", 0, "closed_by"
        if not definition.confidential_to:
            yield "it closes records to nobody: say to whom they are open", "", 0, "closed_by"
    if definition.confidential:
        yield from _strangers(definition)
        yield from _published(definition)
    heading = definition.by_name.get(definition.heading)
    if heading is not None and not heading.public and definition.public_states:
        words = f"records that are published are called by '{heading.name}', which is not public"
        yield f"{words}: make it public, or call them by another field", "", 0, "heading"


def _strangers(definition: Definition) -> Iterator[Fault]:
    """Yield the roles that a confidential register names and that may not read it."""
    top = (("owner", (definition.owner,)), ("readers", definition.readers),
           ("writers", definition.writers))  # fmt: skip
    for key, names in top:
        yield from ((_stranger(n), "", 0, key) for n in names if _is_strange(n, definition))
    steps = [("transitions", at, step.roles) for at, step in enumerate(definition.transitions)]
    duties = [("duties", at, duty.roles) for at, duty in enumerate(definition.duties)]
    for part, at, names in [*steps, *duties]:
        yield from ((_stranger(n), part, at, "roles") for n in names if _is_strange(n, definition))


def _published(definition: Definition) -> Iterator[Fault]:
    fields = [("fields", at, f.name) for at, f in enumerate(definition.fields) if f.public]
    states = [("states", at, s.name) for at, s in enumerate(definition.states) if s.public]
    for part, at, name in [*fields, *states]:
        yield f"'{name}' is confidential, and cannot be public", part, at, "public"


def _is_strange(name: str, definition: Definition) -> bool:
    return name in roles.table() and name not in definition.confidential_to


def _stranger(name: str) -> str:
    return f"the role '{name}' is not among those that read it (confidential_to)"


def leaks(definition: Definition, other: Definition) -> bool:
    """Whether who reads one register would learn of confidential records of another by a link."""
    if not other.confidential:
        return False
    return not definition.confidential or not (
        set(definition.confidential_to) <= set(other.confidential_to)
    )


def widened(before: Definition, after: Definition) -> tuple[str, ...]:
    """Return the roles that would newly read what is confidential, in the table's order.

    All others when the next version keeps nothing confidential, or marks it by another field.
    """
    if not before.confidential_to:
        return ()
    same_mark = after.closed_by in ("", before.closed_by)
    now = after.confidential_to if after.confidential_to and same_mark else tuple(roles.table())
    return tuple(
        name for name in roles.table() if name in now and name not in before.confidential_to
    )


Fault = tuple[str, str, int, str]  # in words; the part of the definition, which of it, the key
_DIMENSIONS = ("date", "choice")  # kinds of field by which rows of aggregates may differ besides


def aggregate_faults(definition: Definition) -> Iterator[Fault]:
    """Yield where special categories could come out, or a row could be about a person."""
    rule = definition.aggregates
    for at, field in enumerate(definition.fields):
        columns = [column.name for column in field.columns if column.special]
        if (field.special or columns) and field.public:
            yield f"field {field.name}: a special category is never public", "fields", at, "public"
        elif (field.special or columns) and not (rule or definition.confidential):
            words = "a special category needs [aggregates], or confidential_to for all records"
            yield f"field {field.name}: {words}", "fields", at, "special"
    if rule is not None:
        yield from ((words, "aggregates", 0, key) for words, key in _rule_faults(definition, rule))
        yield from _rows_about_people(definition, rule)
        yield from _inexact(definition, rule)


def _rule_faults(definition: Definition, rule: Aggregates) -> Iterator[tuple[str, str]]:
    kinds = {field.name: field.kind for field in definition.fields if not field.computed}
    if kinds.get(rule.period) != "date":
        yield f"no date '{rule.period}'", "period"
    if kinds.get(rule.place) not in ("text", "choice", "area"):
        yield f"no text, area or choice '{rule.place}'", "place"
    yield from ((f"no number '{n}'", "counts") for n in rule.counts if kinds.get(n) != "number")
    yield from ((roles.no_role(n), "exact_to") for n in rule.exact_to if n not in roles.table())
    for name in (name for total, parts in rule.sums for name in (total, *parts)):
        if name not in rule.counts:
            yield f"'{name}' is none of the counts", "sums"


def _rows_about_people(definition: Definition, rule: Aggregates) -> Iterator[Fault]:
    """Yield fields that could say something of one person, or of a count past the gate."""
    known = {rule.period, rule.place, *rule.counts}
    for at, field in enumerate(definition.fields):
        if field.computed and field.public:
            words = f"field {field.name}: what is worked out from counts passes no gate"
            yield words, "fields", at, "public"
        elif not field.computed and field.name not in known and field.kind not in _DIMENSIONS:
            words = f"field {field.name}: a row is a month and a place, and takes no {field.kind}"
            yield words, "fields", at, "kind"
    if definition.heading in rule.counts:
        yield "a count cannot stand for its record", "", 0, "heading"


def _inexact(definition: Definition, rule: Aggregates) -> Iterator[Fault]:
    """Yield the roles that enter counts, or take steps, and would not see them as they are."""
    words = "'{}' works with the counts, and is not in exact_to"
    for key, names in (("owner", (definition.owner,)), ("writers", definition.writers)):
        yield from ((words.format(n), "", 0, key) for n in names if n not in rule.exact_to)
    for at, step in enumerate(definition.transitions):
        for name in step.roles:
            if name not in rule.exact_to:
                yield words.format(name), "transitions", at, "roles"


class Standing(StrEnum):
    """How a record stands to its retention."""

    WITHIN = "kept"
    OPEN = "still open"
    ON_HOLD = "on hold"
    OVER = "to be erased"


@dataclass(frozen=True, slots=True)
class Term:
    """The last day on which a record's content is kept, and how it stands today."""

    until: dt.date
    standing: Standing


def term(
    definition: Definition, values: Mapping[str, FieldValue], moves: Moves, today: dt.date
) -> Term | None:
    """Return until when a record's content is kept; ``None`` while its event has not come.

    Of an event that is a state the last entry counts, and only while the record is in it.
    """
    rule = definition.retention
    day = _event_day(rule.event, values, moves) if rule else None
    if rule is None or day is None:
        return None
    until = months_later(day, rule.months)
    if until >= today:
        return Term(until, Standing.WITHIN)
    if rule.holds and values.get(rule.holds) is True:
        return Term(until, Standing.ON_HOLD)
    state = moves[-1][0] if moves else definition.first.name
    final = definition.state(state).final
    return Term(until, Standing.OVER if final else Standing.OPEN)


def erased_fields(definition: Definition) -> tuple[Field, ...]:
    """Return the fields whose content goes: all but those that the rule keeps."""
    keeps = definition.retention.keeps if definition.retention else ()
    return tuple(f for f in definition.fields if f.name not in keeps and not f.computed)


def retention_words(definition: Definition) -> str:
    """Return the rule as a sentence; empty where there is none."""
    rule = definition.retention
    if rule is None:
        return ""
    what, _, name = rule.event.partition(":")
    field = what == "field"
    event = definition.by_name[name].label if field else definition.state(name).title
    keeps = ", ".join(definition.by_name[n].label for n in rule.keeps) or "nothing"
    hold = f" Not while “{definition.by_name[rule.holds].label}” says yes." if rule.holds else ""
    return (
        f"What a record holds is erased {rule.months} months after “{event}”, once its state is "
        f"final; of its fields these stay: {keeps}.{hold}"
    )


def retention_faults(definition: Definition) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the rule: in words, at which key."""
    rule = definition.retention
    if rule is None:
        return
    what, _, name = rule.event.partition(":")
    field = definition.by_name.get(name)
    if what == "field":
        if field is None or field.kind != "date":
            yield f"no date '{name}'", "event"
    elif what != "state" or name not in {state.name for state in definition.states}:
        yield f"no event '{rule.event}'", "event"
    elif others := [s.title for s in definition.states if s.final and s.name != name]:
        words = f"records that end as “{'” or “'.join(others)}” would never be erased"
        yield f"{words}: name a date that the steps to each of them ask for", "event"
    if rule.months < 1:
        yield "content is kept for a month at least", "months"
    yield from ((f"no field '{n}'", "keeps") for n in rule.keeps if n not in definition.by_name)
    mark = definition.by_name.get(rule.holds)
    if rule.holds and (mark is None or mark.kind != "yes_no"):
        yield f"no yes or no '{rule.holds}'", "holds"
    if not any(state.final for state in definition.states):
        yield "no state is final, so that nothing would ever be erased", "event"


def _event_day(event: str, values: Mapping[str, FieldValue], moves: Moves) -> dt.date | None:
    what, _, name = event.partition(":")
    if what == "field":
        value = values.get(name)
        return dt.date.fromisoformat(str(value)) if value else None
    if not moves or moves[-1][0] != name:
        return None
    return dt.date.fromisoformat(moves[-1][1])
