"""From a claim or proposal to an entry: which role takes which step, as a table.

A receiver claims, commissioning proposes, finance confirms, and above the limit in force another
role approves; only then is the entry made. Each step is taken by a person and a role that took no
earlier one, except that whoever proposed may withdraw.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from beatwise.errors import Conflict, Refused


CLAIMED, PROPOSED, CONFIRMED = "claimed", "proposed", "confirmed"
ENTERED, SENT_BACK, WITHDRAWN = "entered", "sent_back", "withdrawn"
OPEN = (CLAIMED, PROPOSED, CONFIRMED)
STATES = {
    CLAIMED: "Claimed, to be checked",
    PROPOSED: "Proposed, to be confirmed",
    CONFIRMED: "Confirmed, to be approved",
    ENTERED: "Entered",
    SENT_BACK: "Sent back",
    WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a proposed entry.

    ``above`` says whether it is only for amounts above the limit (true), only for others (false),
    or for both; ``why`` whether it needs a reason; ``own`` whether it is the proposer's own.
    """

    name: str
    title: str
    source: str
    target: str
    needs: str
    above: bool | None = None
    why: bool = False
    own: bool = False


STEPS = (
    Step("propose", "Pass on to finance", CLAIMED, PROPOSED, "funds.propose"),
    Step("confirm", "Confirm and enter", PROPOSED, ENTERED, "funds.confirm", above=False),
    Step("confirm", "Confirm", PROPOSED, CONFIRMED, "funds.confirm", above=True),
    Step("approve", "Approve and enter", CONFIRMED, ENTERED, "funds.approve"),
    Step("send_back", "Send back", CLAIMED, SENT_BACK, "funds.propose", why=True),
    Step("send_back", "Send back", PROPOSED, SENT_BACK, "funds.confirm", why=True),
    Step("send_back", "Send back", CONFIRMED, SENT_BACK, "funds.approve", why=True),
    *(Step("withdraw", "Withdraw", state, WITHDRAWN, "funds.read", own=True) for state in OPEN),
)


class Hand(NamedTuple):
    """Who took a step: the step, the role, and the account's number."""

    step: str
    role: str
    account: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a proposed entry stands: its state, whether it is above the limit, and by whose hands.

    The first hand is the one that claimed or proposed.
    """

    state: str
    above: bool
    hands: tuple[Hand, ...]


def moves(at: Standing, role: str, account: int, may: Collection[str]) -> tuple[Step, ...]:
    """Return the steps that a person may take now."""
    return tuple(step for step in _from(at) if not _obstacle(step, at, role, account, may))


def step(name: str, at: Standing, role: str, account: int, may: Collection[str]) -> Step:
    """Return the step of a name that a person may take now.

    Raises
    ------
    Conflict
        When the proposal is no longer where the step begins.
    Refused
        When it is another role's or another person's step.
    """
    steps = [each for each in _from(at) if each.name == name]
    if not steps:
        raise Conflict(
            f"it is {STATES[at.state].lower()}.",
            next_step="Reload the page to see how it stands.",
        )
    obstacles = [_obstacle(each, at, role, account, may) for each in steps]
    if all(obstacles):
        raise Refused(obstacles[0], next_step="Ask somebody in the role that takes this step.")
    return steps[obstacles.index("")]


def forward(at: Standing) -> Step | None:
    """Return the step that leads on to the entry; ``None`` where nothing is left to be done."""
    return next((each for each in _from(at) if not (each.why or each.own)), None)


def _from(at: Standing) -> list[Step]:
    return [s for s in STEPS if s.source == at.state and s.above in (None, at.above)]


def _obstacle(step: Step, at: Standing, role: str, account: int, may: Collection[str]) -> str:
    """Return why a person does not take a step; empty when the person may."""
    if step.needs not in may:
        return "your role does not take this step."
    first = at.hands[0] if at.hands else None
    if step.own:
        own = first is not None and first.account == account
        return "" if own else "only who proposed it withdraws it."
    if any(hand.account == account for hand in at.hands):
        return "you took an earlier step of it yourself."
    if any(hand.role == role for hand in at.hands):
        return "your role took an earlier step of it."
    return ""
