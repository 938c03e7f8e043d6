"""Lines of the history as people read them: what was done, to what, and every field in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from django.apps import apps

from beatwise.accountability import roles
from beatwise.accountability.funds import pounds
from beatwise.accountability.roles import Person
from beatwise.web.accounts.models import Account
from beatwise.web.actions import presenters as action_pages
from beatwise.web.actions.models import PlanAction
from beatwise.web.budget.models import StatutoryDate
from beatwise.web.funds.models import Fund
from beatwise.web.history import erasable
from beatwise.web.history.models import Change
from beatwise.web.history.pence_field import pence_fields
from beatwise.web.history.presenters import effect_lines, plain_label, plain_lines, plain_value
from beatwise.web.home.history_pages.history_words import DID, KINDS
from beatwise.web.meetings import presenters as meeting_pages
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.pages.words import field_value
from beatwise.web.performance import selectors as performance
from beatwise.web.performance.presenters import definition_fields
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definitions
from beatwise.web.registers.selectors import entry as record_entry
from beatwise.web.registers.shapes import record_changes
from beatwise.web.registry import registry


OF_BUDGETS = ("budget", "precept")
OF_MEASURES = ("measure", "observation", "commentary", "chart")


def entries(rows: Iterable[Change], person: Person) -> list[dict[str, object]]:
    """Return changes with what was done in words, what it was done to, and the fields."""
    rows = list(rows)
    names = thing_names({row.thing for row in rows})
    contents = erasable.contents(rows)
    return [
        {
            "row": row,
            "role": roles.table()[row.role].title if row.role in roles.table() else row.role,
            "name": names[row.thing],
            "address": registry.address(person, *_parts(row.thing)),
            "why": contents[row.number].why,
            **_effect(row, contents[row.number], person),
        }
        for row in rows
    ]


def kinds(person: Person) -> list[tuple[str, str]]:
    """Return the kinds of thing that a person's history can be narrowed to, each with its title."""
    registers = {slug: each.title for slug, each in definitions().items() if each.reads(person)}
    return sorted({**KINDS, **registers}.items(), key=lambda pair: pair[1])


def thing_names(things: Iterable[str]) -> dict[str, str]:
    """Return what each thing is called: its kind and its title, a query for each kind."""
    by_kind: dict[str, list[str]] = {}
    for thing in things:
        by_kind.setdefault(_parts(thing)[0], []).append(thing)
    names: dict[str, str] = {}
    for kind, of_kind in by_kind.items():
        titles = _titles(kind, [_parts(thing)[1] for thing in of_kind])
        for thing in of_kind:
            names[thing] = _name(kind, _parts(thing)[1], titles)
    return names


def _effect(row: Change, content: erasable.Content, person: Person) -> dict[str, object]:
    kind, group = _parts(row.thing)[0], row.action.partition(".")[0]
    details = {"before": content.before, "after": content.after}
    if group == "record" and kind in definitions():
        [effect] = record_changes.effects(definitions()[kind], [record_entry(row, content)])
        return {"words": effect["words"], "lines": effect["lines"]}
    if group in OF_MEASURES:
        return definition_fields.effect(row.action, details)
    if group in ("action", "change"):
        return action_pages.effect(row.action, details, person)
    if group == "meeting":
        return meeting_pages.effect(row.action, details)
    if group in OF_BUDGETS:
        return {"words": did(row.action), "lines": effect_lines(details, plain_label, _of_budget)}
    return {"words": did(row.action), "lines": plain_lines(details)}


def _of_budget(name: str, value: object) -> str:
    """Return a field of a budget in words: its money is kept in whole pence."""
    if name in _in_pence() and isinstance(value, int):
        return pounds(value)
    return plain_value(name, value)


@cache
def _in_pence() -> frozenset[str]:
    """Return the fields of a budget that hold whole pence."""
    return pence_fields(apps.get_app_config("budget").get_models())


def did(action: str) -> str:
    """Return what was done, of an action that no app has words for."""
    words = action.partition(".")[2].replace("_", " ").replace(".", " ")
    return DID.get(action) or words[:1].upper() + words[1:]


def _parts(thing: str) -> tuple[str, str]:
    kind, _, key = thing.partition("/")
    return kind, key


def _name(kind: str, key: str, titles: Mapping[str, str]) -> str:
    """Return a thing's name; an import is named by its number and what it brought."""
    noun, slash, number = key.rpartition("/")
    if slash and noun == "import":
        return f"Import {number}: {_kind_title(kind)}"
    one = definitions()[kind].one.capitalize() if kind in definitions() else KINDS.get(kind, "")
    title = titles.get(key, "")
    if kind in _BY_TITLE and title:
        return f"{one}: {title}"
    if not one:
        one, key = kind.replace("_", " ").capitalize(), key.replace("/", " ")
    return f"{one} {key}: {title}" if title else f"{one} {key}".strip()


_BY_TITLE = ("measure", "board", "fund", "meeting", "account", "action", "deadline", "limit")


def _kind_title(kind: str) -> str:
    if kind in definitions():
        return definitions()[kind].title.lower()
    return _IMPORTED.get(kind, kind.replace("_", " "))


_IMPORTED = {
    "actions": "actions",
    "observations": "values of measures",
    "peers": "similar forces' values",
    "tables": "a table",
}


def _titles(kind: str, keys: list[str]) -> Mapping[str, str]:
    if kind in definitions():
        numbers = [key for key in keys if key.isdecimal()]
        rows = Record.objects.filter(register=kind, number__in=numbers)
        return {str(number): heading for number, heading in rows.values_list("number", "heading")}
    return _TITLES[kind](keys) if kind in _TITLES else {}


def _measures(keys: list[str]) -> Mapping[str, str]:
    known = performance.measures()
    return {key: known[key].title for key in keys if key in known}


def _actions(keys: list[str]) -> Mapping[str, str]:
    rows = PlanAction.objects.filter(number__in=[key for key in keys if key.isdecimal()])
    return {str(row.number): str(row) for row in rows}


def _numbered(model: type[Board | Fund | Meeting]) -> Callable[[list[str]], Mapping[str, str]]:
    def titles(keys: list[str]) -> Mapping[str, str]:
        rows = model.objects.filter(number__in=[key for key in keys if key.isdecimal()])
        return {str(row.number): str(row) for row in rows}

    return titles


def _deadlines(keys: list[str]) -> Mapping[str, str]:
    return dict(StatutoryDate.objects.filter(step__in=keys).values_list("step", "title"))


def _accounts(keys: list[str]) -> Mapping[str, str]:
    rows = Account.objects.filter(pk__in=[key for key in keys if key.isdecimal()])
    return {str(key): email for key, email in rows.values_list("pk", "email")}


_TITLES: Mapping[str, Callable[[list[str]], Mapping[str, str]]] = {
    "measure": _measures,
    "action": _actions,
    "board": _numbered(Board),
    "fund": _numbered(Fund),
    "meeting": _numbered(Meeting),
    "account": _accounts,
    "deadline": _deadlines,
    "limit": lambda keys: {key: f"from {field_value(key)}" for key in keys},
}
