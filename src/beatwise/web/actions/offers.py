"""What actions and change requests offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.plan.action_rows import COLUMNS
from beatwise.accountability.plan.actions import ACTION, circular
from beatwise.accountability.plan.change_control import APPROVED, CHANGE_REQUEST, REFUSED
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import DUE, Task
from beatwise.errors import UserError
from beatwise.web.actions import action_fields, changes, exports, selectors
from beatwise.web.actions.change_fields import ChangeableAction
from beatwise.web.actions.imports import import_lines
from beatwise.web.actions.imports.importer import Actions
from beatwise.web.actions.models import PlanAction, Request
from beatwise.web.actions.progress import progress_report
from beatwise.web.registry import ExportList, ImportKind, Place, SearchResult, Taker, registry


MOST_TASKS = 200


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Actions", "actions", "progress.read", 30))
    offers.search(_search, _texts)
    offers.areas(lambda: PlanAction.objects.order_by().values_list("area", flat=True).distinct())
    offers.waiting(_tasks)
    offers.check("actions", _check)
    offers.takers(_takers)
    offers.imports(Actions.kind, ImportKind(lambda batch: Actions(), import_lines.first))
    offers.check("changes asked for", _check_requests)
    offers.router("/actions", "beatwise.web.actions.api.routes.router")
    offers.router("/changes", "beatwise.web.actions.api.routes.change_router")
    offers.thing("action", lambda person, key: _address(person, "action", key))
    offers.thing("change", lambda person, key: _address(person, "change", key))
    offers.listing("actions", ExportList("progress.read", exports.of_actions))
    offers.listing("changes", ExportList("progress.read", exports.of_changes))
    for table in progress_report.TABLES:
        make = partial(progress_report.listing, table)
        offers.listing(f"progress-{table}", ExportList("progress.read", make))
    offers.changeable(Request.OF_ACTION, ChangeableAction())
    offers.preparation("progress of the plan", progress_report.preparation)


def _reads(person: Person) -> bool:
    return roles.may(person, "progress.read")


def _search(person: Person, words: str, most: int) -> Iterable[SearchResult]:
    if not _reads(person):
        return
    for row in selectors.matches(person, {"q": words}, selectors.today())[:most]:
        title = ACTION.state(row.state).title
        yield SearchResult("Actions", str(row), reverse("action", args=[row.number]), title)
    for request in selectors.requests(person, words=words)[:most]:
        detail = CHANGE_REQUEST.state(request.state).title
        heading = f"Change {request.number}: {request.title}"
        yield SearchResult(
            "Changes asked for", heading, reverse("change", args=[request.number]), detail
        )


def _takers(person: Person) -> Iterator[Taker]:
    if roles.may(person, "progress.manage"):
        yield Taker("actions", "Actions", COLUMNS, reverse("import_actions"))


def _texts() -> Iterator[str]:
    yield from PlanAction.objects.filter(removed=False).values_list("words", flat=True).iterator()
    yield from Request.objects.values_list("words", flat=True).iterator()


def _tasks(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    """Yield the actions that this person's role owns and that are overdue or due soon."""
    if not _reads(person):
        return
    for row in selectors.waiting(person, selectors.today())[:MOST_TASKS]:
        address = reverse("action", args=[row.number])
        yield Task(DUE, row.thing, f"Action {row}", address, "an action", row.due)


def _address(person: Person, name: str, key: str) -> str | None:
    return reverse(name, args=[int(key)]) if key.isdigit() and _reads(person) else None


def _check() -> Iterator[str]:
    """Every action is one that the rules accept, is found by its words, and waits in no circle."""
    for row in selectors.whole(PlanAction.objects.filter(removed=False)):
        try:
            selectors.value(row)
        except UserError as error:
            yield f"{row.thing}: {error.message}"
        was = row.words
        action_fields.derive(row)
        if was != row.words:
            yield f"{row.thing}: its words are not what its fields say"
        if any(wait.on.removed for wait in row.waits.all()):
            yield f"{row.thing}: it waits for an action that was removed"
    circle = circular({action.id: action for action in selectors.values()})
    if circle:
        yield f"these actions wait for each other: {', '.join(circle)}"


def _check_requests() -> Iterator[str]:
    """Every request reads as one, and one that was decided says at which board."""
    for row in Request.objects.order_by("number"):
        try:
            decided = CHANGE_REQUEST.state(row.state).name in (APPROVED, REFUSED)
            changes.value(row)
        except UserError as error:
            yield f"{row.thing}: {error.message}"
            continue
        if decided != bool(row.board and row.decided_on):
            yield f"{row.thing}: it is {row.state}, and its board does not fit that"
