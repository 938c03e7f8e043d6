"""Actions and changes as pages show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TypedDict

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.plan.actions import ACTION
from beatwise.accountability.plan.burn_up import Ahead
from beatwise.accountability.plan.change_control import CHANGE_REQUEST, in_words
from beatwise.accountability.registers.openings import Hindrances, Opening, openings
from beatwise.accountability.registers.workflow import StateTable
from beatwise.accountability.roles import Person, owner_titles
from beatwise.clock import day_words
from beatwise.errors import UserError
from beatwise.publication import state_looks
from beatwise.web.actions import action_fields, changes, selectors
from beatwise.web.actions.models import PlanAction, Request
from beatwise.web.history.presenters import effect_lines, entries
from beatwise.web.pages.paging import heading, narrowing
from beatwise.web.pages.words import label
from beatwise.web.performance import selectors as performance


_LABELS = {
    "id": "Id", "title": "What is to be done", "strategy": "Strategy", "owner": "Owner",
    "area": "Area", "due": "Due", "original_due": "First due", "state": "State",
    "created": "In the plan since", "completed": "Completed", "depends_on": "Waits for",
    "evidence": "Evidence", "file": "File", "sha256": "SHA-256", "about": "Of", "board": "Board",
}  # fmt: skip
_DID = {
    "action.make": "Added", "action.edit": "Edited", "action.change": "Changed by a board",
    "action.evidence": "Evidence added", "action.import": "Changed by an import",
    "change.ask": "Asked for", "action.remove": "Taken out", "action.restore": "Put back",
}  # fmt: skip


class ChangeContext(TypedDict):
    """A change asked for as its pages have it; ``fields`` with ``before`` and ``after``."""

    change: Request
    address: str
    state: StateWords
    role: str
    fields: list[dict[str, str]]


OUTSIDE = "None: a board's own"


def row(action: PlanAction, titles: dict[str, str], today: dt.date) -> dict[str, object]:
    """Return an action as a row of a list."""
    return {
        "action": action,
        "address": reverse("action", args=[action.number]),
        "strategy": titles.get(action.strategy, action.strategy) or OUTSIDE,
        "owner": owner_titles()[action.owner],
        "state": state(action.state),
        "late": late(action, today),
    }


def after_step(action: PlanAction, target: str, titles: dict[str, str]) -> list[dict[str, str]]:
    """Return an action as it will be after a step, for the page that asks for the last press."""
    due = day_words(action.due) if action.due else "No day is set"
    return [
        {"label": "State", "words": f"{target} (now: {state(action.state)['title']})"},
        {"label": "What is to be done", "words": action.title},
        {"label": "Strategy", "words": titles.get(action.strategy, action.strategy) or OUTSIDE},
        {"label": "Owner", "words": owner_titles()[action.owner]},
        {"label": "Due", "words": due},
    ]


class StateWords(TypedDict):
    """A state's title, and how it looks."""

    title: str
    look: state_looks.Look


def state(name: str) -> StateWords:
    """Return a state's title and how it looks."""
    table = ACTION if any(s.name == name for s in ACTION.states) else CHANGE_REQUEST
    return {"title": table.state(name).title, "look": state_looks.STEPS[name]}


def late(action: PlanAction, today: dt.date) -> bool:
    """Whether an action is open and its day has passed."""
    return action.state in selectors.OPEN and action.due is not None and action.due < today


COLUMNS = (
    ("name", "Id"), ("title", "What is to be done"), ("strategy", "Strategy"), ("owner", "Owner"),
    ("due", "Due"), ("state", "State"),
)  # fmt: skip


def columns(query: dict[str, str]) -> list[dict[str, object]]:
    """Return the headings of the list, each with the address that sorts by it."""
    return [heading(name, words, query) for name, words in COLUMNS]


def filters(query: dict[str, str], titles: dict[str, str]) -> list[dict[str, object]]:
    """Return the choices by which the list of actions can be narrowed."""
    quarters = [(str(q), q.words) for q in selectors.quarters()]
    lists = (
        ("strategy", "Strategy", list(titles.items())),
        ("owner", "Owner", list(owner_titles().items())),
        ("state", "State", [(s.name, s.title) for s in ACTION.states]),
        ("due", "Due in", [*quarters, ("none", "No date")]),
        ("overdue", "Overdue", [("yes", "Overdue only")]),
    )
    return [narrowing(name, label, choices, query) for name, label, choices in lists]


def steps(action: PlanAction, person: Person, *, evidence: bool) -> tuple[Opening, ...]:
    """Return the steps that leave an action's state, and how each stands for this person."""
    needs = {} if evidence else {"complete": ("evidence",)}
    return openings(ACTION, action.state, person.role, Hindrances(missing=needs))


def table_of_steps(table: StateTable) -> list[dict[str, str]]:
    """Return a state table in words, a row a step and state it leaves."""
    heads = ("source", "words", "target", "roles", "needs")
    return [dict(zip(heads, cells, strict=True)) for cells in table.rows()]


def ahead(each: Ahead, numbers: dict[str, int]) -> dict[str, object]:
    """Return an action that is due ahead, with what stands in its way."""
    return {
        "action": each.action,
        "owner": owner_titles()[each.action.owner],
        "address": reverse("action", args=[numbers[each.action.id]]),
        "barriers": each.barriers,
    }


def change(request: Request, person: Person | None) -> ChangeContext:
    """Return a change asked for, with before and after side by side."""
    return {
        "change": request,
        "address": reverse("change", args=[request.number]),
        "state": state(request.state),
        "role": roles.role(request.role).title,
        "fields": requested_fields(request.kind, request.about, request.fields, person),
    }


def requested_fields(
    kind: str, about: str, fields: Iterable[dict[str, str]], person: Person | None
) -> list[dict[str, str]]:
    """Return the fields that a change is asked of, before and after in the words of pages."""
    return [
        {
            **field,
            "before": _read_out(kind, field["name"], field["before"], person),
            "after": _read_out(kind, field["name"], _after(kind, about, field), person),
        }
        for field in fields
    ]


def _read_out(kind: str, field: str, words: str, person: Person | None) -> str:
    if field == "depends_on":
        titles = selectors.titles(person)
        return "; ".join(titles.get(key, key) for key in action_fields.waits(words))
    offered = changes.of_kind(kind).choices(field)
    return offered.titles.get(words, words) if offered else words


def _after(kind: str, about: str, field: dict[str, str]) -> str:
    """Return the new value as the old one is written; words that no longer read as they stand."""
    try:
        return in_words(changes.of_kind(kind).read(about, field["name"], field["words"]))
    except UserError:
        return field["words"]


def history(thing: str, person: Person) -> list[dict[str, object]]:
    """Return the changes of an action or a request, newest first, in words."""
    return entries(thing, did=_did, label=_label, value_words=_value_words(person))


def effect(
    action: str, details: Mapping[str, Mapping[str, object]], person: Person
) -> dict[str, object]:
    """Return what a change did, in words, and its fields before and after."""
    return {"words": _did(action), "lines": effect_lines(details, _label, _value_words(person))}


def _label(name: str) -> str:
    return _LABELS.get(name) or label(name)


def _did(action: str) -> str:
    name = action.partition(".")[2].replace("_", " ")
    steps = {t.name: t.words for t in (*ACTION.transitions, *CHANGE_REQUEST.transitions)}
    return _DID.get(action) or steps.get(name) or name.capitalize()


def _value_words(person: Person) -> Callable[[str, object], str]:
    """Return what says a field's value in words: titles for the ids of strategies and actions.

    An action that this person does not see keeps its id.
    """
    strategies, titles = selectors.strategies(), selectors.titles(person)

    def words(name: str, value: object) -> str:
        text = str(value)
        if name == "owner":
            return owner_titles().get(text, text)
        if name == "strategy":
            return strategies.get(text, text)
        if name == "depends_on":
            return "; ".join(titles.get(key, key) for key in action_fields.waits(text))
        if name == "about":
            return titles.get(text) or _measure_titles().get(text, text)
        if name == "state" and value in state_looks.STEPS:
            return state(text)["title"]
        return _date_in_words(text)

    return words


def _measure_titles() -> dict[str, str]:
    return {name: measure.title for name, measure in performance.measures().items()}


def _date_in_words(words: str) -> str:
    """Return a date as people write it; any other words as they stand."""
    try:
        return day_words(dt.date.fromisoformat(words)) if len(words) == 10 else words
    except ValueError:
        return words
