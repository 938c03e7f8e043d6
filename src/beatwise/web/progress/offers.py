"""What actions and change requests offer to the other apps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from beatwise.accountability.plan.actions import ACTION, Action, circular
from beatwise.accountability.plan.change_control import CHANGE_REQUEST, ChangeRequest
from beatwise.errors import UserError
from beatwise.web.progress import (
    actions,
    changes,
    fields,
    importing,
    kept,
    listing,
    presenters,
    reckoned,
    selectors,
)
from beatwise.web.progress.changeable import ChangeableAction
from beatwise.web.progress.models import PlanAction, Request
from beatwise.web.shared import roles
from beatwise.web.shared.registry import Attention, Found, Listed, Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    registry.places.append(Place("Actions", lambda: reverse("actions"), _reads, 30))
    registry.searchers.append(_search)
    registry.attention.append(_attention)
    registry.checks.append(("actions", _check))
    registry.checks.append(("changes asked for", _check_requests))
    registry.routers += [
        ("/actions", "beatwise.web.progress.api.router"),
        ("/changes", "beatwise.web.progress.api.change_router"),
    ]
    registry.things["action"] = lambda person, key: _address(person, "action", key)
    registry.things["change"] = lambda person, key: _address(person, "change", key)
    registry.listings |= {
        "actions": Listed("progress.read", listing.of_actions),
        "changes": Listed("progress.read", listing.of_changes),
        **{
            f"progress-{t}": Listed("progress.read", partial(reckoned.listing, t))
            for t in reckoned.TABLES
        },
    }
    registry.changeable["action"] = ChangeableAction()
    registry.given |= {
        "actions": kept.actions,
        "action_things": lambda: {name: f"action/{n}" for name, n in kept.numbers().items()},
        "change_requests": _requests,
        "change_rows": _change_rows,
        "quarters": reckoned.quarters,
        "change_lines": _lines,
        "make_action": _make,
        "action_importer": importing.Actions,
        "decide_change": changes.decide,
        "move_action": actions.move_at_board,
    }


def _reads(person: Any) -> bool:
    return roles.may(person, "progress.read")


def _requests(state: str = "") -> dict[int, ChangeRequest]:
    rows = Request.objects.filter(state=state) if state else Request.objects.all()
    return {row.number: changes.value(row) for row in rows.order_by("number")}


def _lines() -> dict[int, str]:
    """Return each change still asked for in a line: before, after, and why."""
    found = {}
    for row in Request.objects.filter(state="asked").order_by("number"):
        shown = presenters.change(row)
        fields = "; ".join(f"{f['label']}: {f['before']} → {f['after']}" for f in shown["fields"])
        found[row.number] = (
            f"Change {row.number}, {row.kind} {row.about} ({row.title}). {fields.rstrip('.')}. "
            f"Why: {row.why.rstrip('.')}. Asked by: {shown['role']}."
            + "".join(f" Warning, when approved: {words}" for words in changes.warnings(row))
        )
    return found


def _change_rows() -> list[tuple[int, str, str, str, str, str, str, str]]:
    """Return each field asked for: number, id, title, field, before, after, why, asked by."""
    found = []
    for row in Request.objects.filter(state="asked").order_by("number"):
        shown = presenters.change(row)
        for each in shown["fields"]:
            asked = (each["label"], each["before"], each["after"], row.why, shown["role"])
            found.append((row.number, row.about, row.title, *asked))
    return found


def _make(given: dict[str, Any], by: Any, why: str = "") -> Action:
    return selectors.value(actions.put_in(given=given, by=by, why=why))


def _search(person: Any, words: str, most: int) -> Iterable[Found]:
    if not _reads(person):
        return
    for row in selectors.chosen(person, {"q": words}, selectors.today())[:most]:
        title = ACTION.state(row.state).title
        yield Found("Actions", str(row), reverse("action", args=[row.number]), title)
    for asked in selectors.requests(person, words=words)[:most]:
        detail = CHANGE_REQUEST.state(asked.state).title
        found = f"Change {asked.number}: {asked.title}"
        yield Found("Changes asked for", found, reverse("change", args=[asked.number]), detail)


def _attention(person: Any) -> Iterator[Attention]:
    if not _reads(person):
        return
    today = selectors.today()
    for row in selectors.waiting(person, today):
        due = row.due.isoformat() if row.due else ""
        late = row.due is not None and row.due < today
        yield Attention(f"Action {row}", reverse("action", args=[row.number]), due, late)


def _address(person: Any, name: str, key: str) -> str | None:
    return reverse(name, args=[int(key)]) if key.isdigit() and _reads(person) else None


def _check() -> Iterator[str]:
    """Every action is one that the rules accept, is found by its words, and waits in no circle."""
    for row in selectors.whole(PlanAction.objects.filter(removed=False)):
        try:
            selectors.value(row)
        except UserError as error:
            yield f"{row.thing}: {error.message}"
        was = row.words
        fields.derive(row)
        if was != row.words:
            yield f"{row.thing}: its words are not what its fields say"
        if any(wait.on.removed for wait in row.waits.all()):
            yield f"{row.thing}: it waits for an action that was taken out"
    circle = circular({action.id: action for action in selectors.values()})
    if circle:
        yield f"these actions wait for each other: {', '.join(circle)}"


def _check_requests() -> Iterator[str]:
    """Every request reads as one, and one that was decided says at which board."""
    for row in Request.objects.order_by("number"):
        try:
            decided = CHANGE_REQUEST.state(row.state).name in ("approved", "refused")
            changes.value(row)
        except UserError as error:
            yield f"{row.thing}: {error.message}"
            continue
        if decided != bool(row.board and row.decided_on):
            yield f"{row.thing}: it is {row.state}, and its board does not fit that"
