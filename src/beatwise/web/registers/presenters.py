"""Domain values into template dictionaries."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.registers import field_values, rules
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.web.registers import selectors
from beatwise.web.registers.models import Record


def row(made: Definition, fields: tuple[Field, ...], record: Record) -> dict[str, Any]:
    """Return a record as a row of a list."""
    return {
        "number": record.number,
        "heading": record.heading,
        "address": reverse("record", args=[made.slug, record.number]),
        "state": made.state(record.state).title,
        "cells": [
            {
                "words": field_values.display_text(f, record.values.get(f.name)),
                "missing": record.values.get(f.name) is None,
                "numeric": f.kind in ("money", "number"),
            }
            for f in fields
        ],
        "due": record.due,
        "late": bool(record.due and record.due < selectors.today()),
    }


def columns(made: Definition, fields: tuple[Field, ...], asked: dict[str, str]) -> list[dict]:
    """Return the headings of a list, each with the address that sorts by it."""
    heads = [("number", "Number", False), ("state", "State", False)]
    heads += [(f.name, f.label, f.kind in ("money", "number")) for f in fields]
    heads.append(("due", "Next deadline", False))
    return [_head(name, words, asked, numeric) for name, words, numeric in heads]


def _head(name: str, words: str, asked: dict[str, str], numeric: bool) -> dict[str, Any]:
    sort = asked.get("sort", "-number")
    sorted_by = {name: "ascending", f"-{name}": "descending"}.get(sort, "none")
    turned = f"-{name}" if sorted_by == "ascending" else name
    kept = {k: v for k, v in asked.items() if k not in ("sort", "page")}
    return {
        "words": words,
        "sorted": sorted_by,
        "numeric": numeric,
        "address": f"?{urlencode({**kept, 'sort': turned})}",
    }


def filters(made: Definition, fields: tuple[Field, ...], asked: dict[str, str]) -> list[dict]:
    """Return the choices by which a list can be narrowed."""
    made_of = [("state", "State", [(s.name, s.title) for s in made.states])]
    for field in fields:
        if field.filtered:
            made_of.append((field.name, field.label, _choices(field)))
    made_of.append(("due", "Deadline", [("late", "Past")]))
    return [
        {
            "name": name,
            "label": label,
            "choices": [
                {"value": v, "words": w, "chosen": asked.get(name) == str(v)} for v, w in choices
            ],
        }
        for name, label, choices in made_of
    ]


def _choices(field: Field) -> list[tuple[str, str]]:
    if field.kind == "yes_no":
        return [("yes", "Yes"), ("no", "No")]
    if field.kind == "role":
        return roles.choices()
    return [(c, c) for c in field.choices]


def facts(made: Definition, fields: tuple[Field, ...], record: Record) -> list[dict[str, Any]]:
    """Return a record's fields with their labels; what is not recorded says so."""
    return [
        {
            "label": f.label,
            "words": field_values.display_text(f, record.values.get(f.name)),
            "missing": record.values.get(f.name) is None,
            "long": f.kind == "long",
        }
        for f in fields
    ]


def steps(made: Definition, record: Record, person: Any) -> list[dict[str, Any]]:
    """Return the steps that leave the record's state and that this person's role may take."""
    found = []
    for move in made.moves_from(record.state):
        if person.role in move.roles:
            missing = [made.by_name[n].label for n in move.requires if record.values.get(n) is None]
            found.append({"move": move, "missing": missing})
    return found


def clocks(made: Definition, record: Record) -> list[dict[str, Any]]:
    """Return the deadlines that run on a record."""
    running = rules.deadlines(made, record.state, record.values, record.moves)
    return [{"deadline": d, "late": d.late(selectors.today())} for d in running]


def board(made: Definition, found: list[Record]) -> list[dict[str, Any]]:
    """Return the states as columns of cards."""
    return [
        {
            "title": state.title,
            "cards": [row(made, (), r) for r in found if r.state == state.name],
        }
        for state in made.states
    ]


def table_of_steps(made: Definition) -> list[dict[str, Any]]:
    """Return the state table in words."""
    return [
        {
            "words": t.words,
            "sources": ", ".join(made.state(s).title for s in t.sources),
            "target": made.state(t.target).title,
            "roles": ", ".join(roles.role(r).title for r in t.roles),
            "requires": ", ".join(made.by_name[n].label for n in t.requires),
            "why": t.why,
            "step_up": t.step_up,
            "second": made.transition(t.other_than).words if t.other_than else "",
        }
        for t in made.transitions
    ]


def effects(made: Definition, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a record's history with fields by their labels and values in words."""
    return [
        {
            "change": entry["change"],
            "words": did(made, entry["change"].action),
            "lines": _lines(made, entry["before"], entry["after"]),
        }
        for entry in found
    ]


def did(made: Definition, action: str) -> str:
    """Return what a change did, in words."""
    name = action.partition(".")[2]
    step = next((t.words for t in made.transitions if t.name == name), "")
    return _DID.get(name) or step or name


_DID = {
    "make": "Made",
    "change": "Changed",
    "comment": "Comment",
    "link": "Linked",
    "attach": "File added",
    "remove": "Taken out",
    "restore": "Put back",
}


def _lines(made: Definition, before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, str]]:
    lines = []
    held = {**before, **after}
    order = ["state", *made.by_name]
    for name in sorted(held, key=lambda n: order.index(n) if n in order else len(order)):
        lines.append(
            {
                "label": made.by_name[name].label if name in made.by_name else name.capitalize(),
                "before": _said(made, name, before.get(name)),
                "after": _said(made, name, after.get(name)),
            }
        )
    return lines


def _said(made: Definition, name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in made.by_name:
        return field_values.display_text(made.by_name[name], value)
    if name == "state":
        return made.state(value).title
    return str(value)
