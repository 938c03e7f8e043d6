"""What one row of a file may do to the plan, under the rules of the actions' pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from beatwise.accountability.plan.actions import ACTION, Action
from beatwise.accountability.registers.workflow import Transition
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.web.actions import action_fields, selectors
from beatwise.web.pages import clean


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What one row of a file would do: the action as it would be, and the step that it takes."""

    action: Action
    area: str
    step: Transition | None = None
    before: Action | None = None
    area_before: str = ""

    @property
    def differs(self) -> bool:
        """Whether the row changes anything."""
        return self.action != self.before or self.area != self.area_before


def row_outcome(
    action: Action, area: str, before: Action | None, area_before: str, by: Person
) -> RowOutcome:
    """Return what a row would do; raise ``BadInput`` or ``Refused`` that names the column."""
    action_fields.name(action.id)
    clean.line(action.title, "title", longest=300)
    clean.line(action.strategy, "strategy", longest=80, needed=False)
    for words in action.evidence:
        clean.line(words, "evidence", longest=500)
    if before is None:
        _check_start(action)
        first = min(action.completed or selectors.today(), selectors.today())
        return RowOutcome(replace(action, created=action.created or first), area)
    _check_kept(action, before)
    order = {name: i for i, name in enumerate(before.depends_on)}
    on = tuple(sorted(set(action.depends_on), key=lambda n: (order.get(n, len(order)), n)))
    as_was = replace(action, created=before.created, original_due=before.original_due)
    return RowOutcome(
        replace(as_was, depends_on=on), area, _step(action, before, by), before, area_before
    )


def _check_start(action: Action) -> None:
    into = [t for t in ACTION.transitions if t.target == action.state]
    if into and all(t.at_board for t in into):
        raise BadInput(
            f"a file cannot add an action that is {action.state}.",
            place="state",
            next_step="A board withdraws it, in the minutes of its meeting.",
        )
    if action.completed:
        action_fields.completed(action.completed, action.created, place="completed")
    action_fields.due(action.due)
    if action.state == "complete" and not action.evidence:
        raise BadInput(
            "an action is complete with evidence only.",
            place="evidence",
            next_step="Say what shows that it is done.",
        )


def _check_kept(action: Action, before: Action) -> None:
    """Raise ``BadInput`` where a file would change what only a board, or nobody, changes."""
    board = "Leave it as it was exported, and ask for a change."
    if action.owner != before.owner:
        raise BadInput("an owner is changed by a board only.", place="owner", next_step=board)
    if action.due != before.due and before.due is not None:
        raise BadInput(
            "a date that was set is moved by a board only.", place="due", next_step=board
        )
    for field in ("created", "original_due"):
        value = getattr(action, field)
        if value not in (None, getattr(before, field)):
            raise BadInput(
                "this cannot be changed.", place=field, next_step="Leave it as it was exported."
            )
    if not set(before.evidence) <= set(action.evidence):
        raise BadInput(
            "evidence is only ever added.",
            place="evidence",
            next_step="Leave what was exported and add to it.",
        )
    if action.state == before.state and action.completed != before.completed:
        raise BadInput(
            "the day of completion is given with the step.",
            place="completed",
            next_step="Leave it as it was exported.",
        )


def _step(action: Action, before: Action, by: Person) -> Transition | None:
    """Return the step by which an action gets from its state to the file's."""
    if action.state == before.state:
        return None
    for move in ACTION.moves(before.state, by.role):
        if move.target == action.state and not (move.why or move.at_board):
            proof = ("evidence",) if action.evidence else ()
            ACTION.move(before.state, move.name, role=by.role, requirements_met=proof)
            if action.completed:
                action_fields.completed(action.completed, before.created, place="completed")
            return move
    raise Refused(
        f"a file cannot move it from {before.state} to {action.state}.",
        place="state",
        next_step="Take that step on the action's own page.",
    )
