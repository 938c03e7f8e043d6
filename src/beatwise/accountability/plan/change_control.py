"""Change control: a change to an action or a measure is asked for, decided, and kept side by side.

No date or definition is edited in passing. A request names the fields, who asks and why; a
board approves or refuses it; what was there before stays readable beside what came after.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from beatwise.accountability.measures.expectation import Expectation
from beatwise.accountability.measures.measure import Baseline, Measure, check
from beatwise.accountability.measures.measure_units import Tolerance, Unit
from beatwise.accountability.plan.actions import Action
from beatwise.accountability.registers.workflow import State, StateTable, Transition
from beatwise.accountability.roles import owner_role
from beatwise.clock import day_words
from beatwise.errors import BadInput


_ASKING = ("performance", "governance", "commissioning", "force_liaison", "partner")
_DECIDING = ("commissioner", "deputy", "governance")

UNDECIDED = "asked"  # it waits for a board
APPROVED = "approved"  # it was made when the board decided
REFUSED = "refused"  # it was not made, for a reason
TAKEN_BACK = "taken back"  # whoever asked did so no longer

CHANGE_REQUEST = StateTable(
    "a change request",
    (
        State(UNDECIDED, "Asked for"),
        State(APPROVED, "Approved", final=True, done=True),
        State(REFUSED, "Refused", final=True),
        State(TAKEN_BACK, "Taken back", final=True),
    ),
    (
        Transition(
            "approve", "Approve", (UNDECIDED,), APPROVED, _DECIDING, at_board=True, task="approve"
        ),
        Transition("refuse", "Refuse", (UNDECIDED,), REFUSED, _DECIDING, why=True, at_board=True),
        Transition("take back", "Take back", (UNDECIDED,), TAKEN_BACK, _ASKING),
    ),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """What is asked for: new values for some fields of an action or a measure.

    Parameters
    ----------
    about
        The id of the action or measure.
    after
        Pairs of field and new value.
    why, asked_by, asked_on
        The reason, the role that asks, and the day.
    state
        A state of :data:`CHANGE_REQUEST`.
    board, decided_on
        The meeting that decided, and its day.
    """

    about: str
    after: tuple[tuple[str, Any], ...]
    why: str
    asked_by: str
    asked_on: dt.date
    state: str = UNDECIDED
    board: str = ""
    decided_on: dt.date | None = None

    def __post_init__(self) -> None:
        owner_role(self.asked_by, place=f"change to {self.about}")
        if not self.why.strip() or not self.after:
            raise BadInput("a change needs a reason, and something to change.", place=self.about)


def change_action(action: Action, request: ChangeRequest) -> Action:
    """Return the action after an approved change; its first due date is kept.

    Raises ``BadInput`` for a change that is not approved, is about another action, or touches a
    field that only a state change may touch.
    """
    _check(request, action.id, {"title", "owner", "due", "strategy", "depends_on"})
    changed = replace(action, **dict(request.after))
    if changed.due != action.due and action.original_due is None:
        return replace(changed, original_due=action.due)
    return changed


def change_measure(measure: Measure, request: ChangeRequest, valid_from: dt.date) -> Measure:
    """Return the next version of a measure after an approved change.

    Raises ``BadInput`` as :func:`change_action` does, for a version that starts no later than the
    one before, and for one whose parts are at odds.
    """
    names = {field.name for field in fields(Measure)}
    _check(request, measure.id, names - {"id", "version", "valid_from"})
    if valid_from <= measure.valid_from:
        raise BadInput(
            f"version {measure.version + 1} cannot hold from {valid_from}: the version before "
            f"holds from {measure.valid_from}.",
            place=measure.id,
        )
    changed = replace(
        measure, version=measure.version + 1, valid_from=valid_from, **dict(request.after)
    )
    check(changed, place=measure.id)
    return changed


def differences(before: Action | Measure, after: Action | Measure) -> tuple[Difference, ...]:
    """Return the fields that differ, side by side; raise ``BadInput`` for unlike things."""
    if type(before) is not type(after):
        raise BadInput("an action cannot be compared with a measure.")
    pairs = ((f.name, getattr(before, f.name), getattr(after, f.name)) for f in fields(before))
    return tuple(Difference(name, in_words(a), in_words(b)) for name, a, b in pairs if a != b)


def version_on(versions: Iterable[Measure], day: dt.date) -> Measure | None:
    """Return the version of a measure that held on a day."""
    holding = [measure for measure in versions if measure.valid_from <= day]
    return max(holding, key=lambda measure: measure.version, default=None)


def in_words(value: object) -> str:
    """Write any field of an action or measure so that two can be read side by side."""
    if value is None or value == ():
        return "none"
    if isinstance(value, Expectation | Tolerance):
        return value.words
    if isinstance(value, Unit):
        return value.name
    if isinstance(value, Baseline):
        return f"{value.value:f} ({value.period.words})"
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return ", ".join(in_words(part) for part in value)
    return str(value)


def _check(request: ChangeRequest, about: str, allowed: set[str]) -> None:
    if request.about != about:
        raise BadInput(f"this change is about {request.about}.", place=about)
    if request.state != APPROVED:
        raise BadInput(
            f"this change is {request.state}, not approved.",
            place=about,
            next_step="Take it to the board.",
        )
    for name, _ in request.after:
        if name not in allowed:
            raise BadInput(f"'{name}' cannot be changed by request.", place=about)
