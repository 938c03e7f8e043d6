"""The plan's actions as values, kept in this process until anything in the office changes."""

from __future__ import annotations

from django.db import connection

from beatwise.accountability.actions import Action
from beatwise.web.progress import selectors
from beatwise.web.progress.models import PlanAction
from beatwise.web.shared.models import Change


_held: dict[str, tuple[tuple[Action, ...], dict[str, int]]] = {}


def mark() -> str:
    """Return what changes whenever a record of the office does: the hash at the chain's end."""
    last = Change.objects.order_by("-number").values_list("hash", flat=True).first()
    return last or ""


def actions() -> tuple[Action, ...]:
    """Return all actions of the plan as values."""
    return _both()[0]


def numbers() -> dict[str, int]:
    """Return the number of each action, by its id."""
    return _both()[1]


def _both() -> tuple[tuple[Action, ...], dict[str, int]]:
    """Return what is kept, or read it anew.

    Inside a transaction it is always read: what has not been committed is for nobody else.
    """
    if _changing():
        return _read()
    now = mark()
    if now not in _held:
        found = _read()
        _held.clear()
        _held[now] = found
    return _held.get(now) or _read()


def _read() -> tuple[tuple[Action, ...], dict[str, int]]:
    rows = PlanAction.objects.filter(removed=False)
    return selectors.values(), dict(rows.values_list("name", "number"))


def _changing() -> bool:
    return connection.in_atomic_block
