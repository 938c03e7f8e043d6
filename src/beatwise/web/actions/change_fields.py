"""An action's fields that change only by a request which a board approves."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.plan.actions import Action
from beatwise.accountability.plan.change_control import ChangeRequest, change_action
from beatwise.accountability.roles import Person, owner_titles
from beatwise.web.actions import action_fields, actions, selectors
from beatwise.web.history import audit
from beatwise.web.pages import clean
from beatwise.web.registry import Choices


_FIELDS = {
    "due": "Due date",
    "owner": "Owner",
    "title": "What is to be done",
    "strategy": "Strategy",
    "depends_on": "Waits for",
}


class ChangeableAction:
    """What ``registry.Changeable`` asks, of actions."""

    def now(self, person: Person, name: str) -> Action:
        """Return the action as it is; raise ``MissingData`` when this person sees none."""
        return selectors.value(selectors.action(person, selectors.named(name).number))

    def fields(self, name: str) -> dict[str, str]:
        """Return the fields that may be asked for, with their labels."""
        return dict(_FIELDS)

    def choices(self, field: str) -> Choices | None:
        """Return the roles or the strategies that a field takes; ``None`` for the others."""
        strategies = selectors.strategies() if field == "strategy" else {}
        titles = owner_titles() if field == "owner" else strategies
        return Choices(titles) if titles else None

    def words(self, thing: object, field: str) -> str:
        """Return a field in words that ``read`` takes back."""
        value = getattr(thing, field)
        if value is None:
            return ""
        return "; ".join(value) if isinstance(value, tuple) else str(value)

    def read(self, name: str, field: str, words: str) -> object:
        """Return a field's value from words; raise ``BadInput``."""
        if field == "due":
            return clean.day(words, "due")
        if field == "owner":
            return action_fields.owner(words)
        if field == "strategy":
            return action_fields.strategy(words)
        if field == "depends_on":
            on = action_fields.waits(words)
            action_fields.check_waits(name, on, selectors.values())
            return on
        return clean.line(words, "title", longest=300)

    def apply(self, request: ChangeRequest, *, valid_from: dt.date, by: Person) -> None:
        """Make an approved change; the first due date is kept."""
        row = selectors.named(request.about)
        changed = change_action(selectors.value(row), request)
        before = action_fields.facts(row)
        row.title, row.owner, row.strategy = changed.title, changed.owner, changed.strategy
        row.due, row.original_due = changed.due, changed.original_due
        if any(name == "depends_on" for name, _ in request.after):
            action_fields.check_waits(row.name, changed.depends_on, selectors.values())
            action_fields.set_waits(row, changed.depends_on)
        actions.save(row)
        was, now = audit.differences(before, action_fields.facts(row))
        audit.write("action.change", row.thing, by=by, why=request.why, before=was, after=now)
