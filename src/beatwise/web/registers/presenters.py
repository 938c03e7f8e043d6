"""Domain values into template dictionaries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.catalogue.rooms import REGISTER, key_of, room_of, rooms
from beatwise.accountability.registers import field_rules, field_values, rules
from beatwise.accountability.registers.register_definition import (
    Definition,
    Field,
    State,
    Transition,
)
from beatwise.accountability.registers.rule_parts import rule_words
from beatwise.accountability.roles import Person, Reader
from beatwise.web.pages.paging import heading, narrowing
from beatwise.web.registers import selectors
from beatwise.web.registers.lookups import field_queries
from beatwise.web.registers.models import Record
from beatwise.web.registers.shapes import shown_values
from beatwise.web.registers.shapes.linked_records import Names
from beatwise.web.registers.shapes.situations import situation


def by_room(rows: Iterable[dict[str, Any]]) -> list[dict[str, object]]:
    """Return registers, each with how many records it has, by the rooms in which they stand."""
    last = rooms()[-1]
    placed = [(room_of().get(key_of(REGISTER, row["register"].slug), last), row) for row in rows]
    grouped = ((room, [row for of, row in placed if of is room]) for room in rooms())
    return [{"room": room, "rows": here} for room, here in grouped if here]


def row(
    register: Definition,
    fields: tuple[Field, ...],
    record: Record,
    names: Names | None = None,
    *,
    due: bool = True,
) -> dict[str, object]:
    """Return a record as a row of a list; its deadline is for those who see all of it."""
    return {
        "number": record.number,
        "heading": record.heading,
        "address": reverse("record", args=[register.slug, record.number]),
        "state": register.state(record.state).title,
        "look": look(register.state(record.state)),
        "cells": [shown_values.cell(f, record.values.get(f.name), names or {}) for f in fields],
        "due": record.due if due else None,
        "late": bool(due and record.due and record.due < selectors.today()),
    }


def look(state: State) -> str:
    """Return the name of the look under which a state is shown, in lists and on a record's page."""
    if state.public:
        return "public record"
    return "closed record" if state.final else "open record"


def columns(fields: tuple[Field, ...], query: dict[str, str], *, due: bool = True) -> list[dict]:
    """Return the headings of a list, each with the address that sorts by it.

    The deadline stands before the fields, as a wide table shows its first columns only.
    """
    heads = [("number", "Number", False), ("state", "State", False)]
    heads += [("due", "Next deadline", False)] if due else []
    heads += [(f.name, f.label, field_values.is_numeric(f)) for f in fields]
    return [
        {**heading(name, words, query, usual_sort="-number"), "numeric": numeric}
        for name, words, numeric in heads
    ]


def filters(
    register: Definition, fields: tuple[Field, ...], query: dict[str, str], person: Person
) -> list[dict]:
    """Return the choices by which a list can be narrowed."""
    narrowings = _filters(register.states, fields, query, selectors.records(register, person))
    if register.sees_all(person):
        narrowings.append(narrowing("due", "Deadline", [("late", "Past")], query))
    return narrowings


def public_filters(
    register: Definition, fields: tuple[Field, ...], query: dict[str, str], person: Person
) -> list[dict]:
    """Return the choices by which a public list can be narrowed."""
    rows = selectors.matches(register, person, {}, published=True)
    return _filters(register.public_states, fields, query, rows)


def _filters(
    states: Iterable[State], fields: Iterable[Field], query: dict[str, str], rows: QuerySet[Record]
) -> list[dict]:
    lists = [("state", "State", [(s.name, s.title) for s in states])]
    for field in fields:
        if field.filtered:
            lists.append((field.name, field.label, field_queries.choices(field, rows)))
    return [narrowing(name, label, choices, query) for name, label, choices in lists]


def facts(
    register: Definition, fields: tuple[Field, ...], record: Record, names: Names
) -> list[dict[str, object]]:
    """Return a record's fields with their labels; what is not recorded says so.

    ``empty`` is a field of which nothing at all is to be said: a page lists those in one line.
    ``reasons`` are what was asked about a field as it is now, and how it was answered.
    """
    notes: dict[str, list[dict[str, str]]] = {}
    here = situation(register, record.moves)
    rules_here = register.rules if record.reasons else ()
    for question in field_rules.broken(register.by_name, rules_here, record.values, here)[1]:
        if note := record.reasons.get(question.key):
            title = roles.role(note["role"]).title
            notes.setdefault(question.field, []).append({**note, "role": title})
    rows = [
        {
            "label": f.label,
            **shown_values.cell(f, record.values.get(f.name), names),
            **shown_values.beside(register, f, record),
            "long": f.kind in ("long", "lines"),
            "public": f.public,
            "reasons": notes.get(f.name, []),
        }
        for f in fields
    ]
    return [
        {**fact, "empty": bool(fact["missing"] and not (fact["reasons"] or fact.get("reason")))}
        for fact in rows
    ]


def empty_fields(
    rows: Iterable[dict[str, object]], erased: Collection[str] = ()
) -> list[tuple[str, list[object]]]:
    """Return the labels of the fields that are empty, by why they are: a line of a page each."""
    labels = [row["label"] for row in rows if row.get("empty")]
    groups = (
        ("Erased", [label for label in labels if label in erased]),
        ("Not recorded", [label for label in labels if label not in erased]),
    )
    return [group for group in groups if group[1]]


def after_step(
    register: Definition,
    record: Record,
    target: State,
    fields: Iterable[Field],
    names: Names,
) -> list[dict[str, object]]:
    """Return a record as it will be after a step, for the page that asks for the last press."""
    now = register.state(record.state).title
    rows: list[dict[str, object]] = [{"label": "State", "words": f"{target.title} (now: {now})"}]
    for fact in facts(register, tuple(fields), record, names):
        hint = ""
        if target.public and not fact["empty"]:
            hint = "Panel readers will see this." if fact["public"] else "Stays in the office."
        rows.append({**fact, "hint": hint})
    return rows


def hindrances(
    register: Definition, record: Record, move: Transition, person: Person, on_page: Iterable[Field]
) -> list[str]:
    """Return what must be corrected elsewhere before this person can take a step.

    ``on_page`` are the fields that the page of the step asks for.
    """
    if not move.checks:
        return []
    here = situation(register, record.moves, move.name, person.role)
    faults, _ = field_rules.broken(register.by_name, register.rules, record.values, here)
    own = {field.name for field in on_page}
    return [f"{f.message} {f.next_step}" for f in faults if f.place not in own]


def clocks(register: Definition, record: Record) -> list[dict[str, object]]:
    """Return the deadlines that run on a record."""
    running = rules.deadlines(register, record.state, record.values, record.moves)
    return [{"deadline": d, "late": d.late(selectors.today())} for d in running]


def board(register: Definition, records: list[Record]) -> list[dict[str, object]]:
    """Return the states as columns of cards."""
    return [
        {
            "title": state.title,
            "cards": [row(register, (), r) for r in records if r.state == state.name],
        }
        for state in register.states
    ]


def table_of_steps(register: Definition) -> list[dict[str, object]]:
    """Return the state table in words."""
    return [
        {
            "words": t.words,
            "sources": ", ".join(register.state(s).title for s in t.sources),
            "target": register.state(t.target).title,
            "roles": ", ".join(roles.role(r).title for r in t.roles),
            "requires": ", ".join(
                [
                    *(register.by_name[n].label for n in t.requires),
                    *(f"the file {f.label}" for f in register.state(t.target).files),
                ]
            ),
            "why": t.why,
            "step_up": t.step_up,
            "second": register.transition(t.other_than).words if t.other_than else "",
        }
        for t in register.transitions
    ]


def access_in_words(register: Definition) -> list[dict[str, str]]:
    """Return who sees and changes a register's records, and which of their fields, as rows."""
    table = roles.table().values()
    readers = [role for role in table if register.reads(Reader(0, role.name, ""))]
    whole = [role for role in readers if register.sees_all(Reader(0, role.name, ""))]
    partners = [role for role in whole if role.sees == roles.OWN_AREA]
    insiders = [role for role in whole if role not in partners]
    public = [role for role in readers if role not in whole]
    labels = ", ".join(field.label for field in register.fields if field.public)
    states = ", ".join(state.title for state in register.public_states)
    rows = [
        ("Every record, every field", insiders),
        ("Records of their own area, every field", partners),
    ]
    if public and labels and states:
        rows.append((f"Records in the state {states}, and of these: {labels}", public))
    writers = [role for role in table if register.writes(Reader(0, role.name, ""))]
    rows.append(("Makes and changes records", writers))
    if register.closed_by:
        closed = register.by_name[register.closed_by].label
        only = [roles.role(name) for name in register.confidential_to]
        rows.append((f"Records with “{closed}”: nobody else sees them", only))
    return [
        {"what": what, "roles": ", ".join(role.title for role in holders)}
        for what, holders in rows
        if holders
    ]


def rules_in_words(register: Definition) -> list[str]:
    """Return the rules between fields as sentences."""
    return [rule_words.in_words(rule, register.by_name) for rule in register.rules]
