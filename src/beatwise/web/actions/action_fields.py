"""What somebody gives for an action, checked at the door; and what is derived from it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from beatwise.accountability.plan.actions import Action, check_completed, circular
from beatwise.accountability.roles import owner_role, owner_titles
from beatwise.cell_text import search_key
from beatwise.errors import BadInput
from beatwise.web.actions import selectors
from beatwise.web.actions.models import PlanAction, Wait
from beatwise.web.pages import clean


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,38}[A-Za-z0-9]|[A-Za-z0-9]")

YEARS_AHEAD = 15


class _Any(Collection[str]):
    """Stands for the strategies of an office that has loaded no plan: any name will do."""

    def __contains__(self, name: object) -> bool:
        return bool(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def known_strategies() -> Collection[str]:
    """Return the ids of the plan's strategies; any name is one while no plan is loaded."""
    return selectors.strategies() or _Any()


def name(text: object) -> str:
    """Return an action's id; raise ``BadInput`` when files could not carry it."""
    words = clean.line(text, "name", longest=40)
    if not _NAME.fullmatch(words):
        raise BadInput(
            f"'{words}' is not an id.",
            place="name",
            next_step="Use letters, digits, spaces and . _ / - in between.",
        )
    return words


def strategy(text: object) -> str:
    """Return a strategy's id, given the id or the title; raise ``BadInput`` when there is none.

    An empty one is that of an action which a board took outside the plan.
    """
    words = clean.line(text, "strategy", longest=80, needed=False)
    if not words:
        return ""
    titles = selectors.strategies()
    for key, title in titles.items():
        if words.casefold() in (key.casefold(), title.casefold()):
            return key
    if titles:
        raise BadInput(
            f"there is no strategy '{words}'.",
            place="strategy",
            next_step=f"Use one of: {', '.join(sorted(titles))}.",
        )
    return words


def owner(text: object) -> str:
    """Return an owner's role by its name or title; raise ``BadInput`` when it owns nothing."""
    words = clean.line(text, "owner", longest=40)
    for key, title in owner_titles().items():
        if words.casefold() in (key, title.casefold()):
            return key
    return owner_role(words, place="owner")


def due(value: object) -> dt.date | None:
    """Return a date to be met; raise ``BadInput`` when it lies further ahead than any plan."""
    day = clean.day(value, "due")
    if day is not None and day.year > selectors.today().year + YEARS_AHEAD:
        raise BadInput(
            f"{day} is more than {YEARS_AHEAD} years ahead.",
            place="due",
            next_step="Check the year and correct it.",
        )
    return day


def due_ahead(value: object) -> dt.date | None:
    """Return a date that may still be asked for: one that has not passed."""
    day = due(value)
    if day is not None and day < selectors.today():
        raise BadInput(
            f"{day} has passed already.",
            place="due",
            next_step="Ask for a day that is still to come.",
        )
    return day


def completed(day: dt.date, created: dt.date | None, *, place: str) -> None:
    """Raise ``BadInput``, naming the ``place``, for a day on which nothing can be completed."""
    try:
        check_completed(day, created, selectors.today())
    except BadInput as error:
        raise BadInput(error.message, place=place, next_step=error.next_step) from error


def waits(names: object) -> tuple[str, ...]:
    """Return the ids of actions in a list, or in words parted by semicolons or commas."""
    parts = (
        re.split(r"[;,\n]", names)
        if isinstance(names, str)
        else list(cast("Iterable[str]", names or ()))
    )
    return tuple(dict.fromkeys(p.strip() for p in parts if p.strip()))


def check_waits(name: str, on: Sequence[str], known: Iterable[Action]) -> None:
    """Raise ``BadInput`` for an action that would wait for none in the plan, or in a circle."""
    by_id = {action.id: action for action in known}
    for other in on:
        if other not in by_id:
            raise BadInput(
                f"there is no action '{other}' in the plan.",
                place="depends_on",
                next_step="Give the ids of actions, separated by semicolons.",
            )
    here = by_id.get(name)
    if name in on or (here and circular({**by_id, name: replace(here, depends_on=tuple(on))})):
        raise BadInput(
            f"{name} would wait for itself, by way of {', '.join(on)}.",
            place="depends_on",
            next_step="Remove one of them.",
        )


def derive(row: PlanAction) -> None:
    """Bring what a search looks through up to date."""
    parts = (row.number, row.name, row.title, row.strategy, owner_titles().get(row.owner), row.area)
    row.words = search_key(" ".join(str(part) for part in parts if part))


def set_waits(row: PlanAction, on: Iterable[str]) -> None:
    """Let an action wait for exactly these."""
    wanted = set(PlanAction.objects.filter(removed=False, name__in=list(on)))
    waited_for = {w.on_id for w in Wait.objects.filter(action=row)}
    Wait.objects.filter(action=row).exclude(on__in=wanted).delete()
    Wait.objects.bulk_create(Wait(action=row, on=o) for o in wanted if o.pk not in waited_for)


def facts(row: PlanAction, on: Iterable[str] | None = None) -> dict[str, object]:
    """Return what the history keeps of an action: the fields that hold something.

    ``on`` are the ids of the actions it waits for, where the caller knows them.
    """
    names = (
        list(Wait.objects.filter(action=row).values_list("on__name", flat=True))
        if on is None
        else on
    )
    fields = {
        "id": row.name, "title": row.title, "strategy": row.strategy, "owner": row.owner,
        "area": row.area, "due": row.due, "original_due": row.original_due, "state": row.state,
        "created": row.created, "completed": row.completed, "depends_on": "; ".join(names),
    }  # fmt: skip
    return {k: v for k, v in fields.items() if v not in (None, "")}
