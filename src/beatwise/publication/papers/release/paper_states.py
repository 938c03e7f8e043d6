"""From a draft to a released paper: which role takes which step, and how many people release it.

Two people release a paper unless the office has recorded another policy: who releases it neither
put it forward nor signed it off. What was done is printed in the paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from beatwise.accountability.registers.workflow import State, StateTable, Transition
from beatwise.accountability.roles import owner_titles
from beatwise.errors import Refused


DRAFT, PUT_FORWARD, SIGNED_OFF = "draft", "put forward", "signed off"
RELEASED, WITHDRAWN, ABANDONED = "released", "withdrawn", "abandoned"
WRITERS = ("performance", "commissioning", "governance", "finance_officer")
SIGNERS = ("commissioner", "deputy", "governance", "finance_officer")
RELEASERS = ("commissioner", "deputy", "governance")
A_RELEASE, NO_RELEASE = "a release", "no release"
ONE_PERSON, TWO_PEOPLE = 1, 2

PAPER = StateTable(
    "a paper",
    (
        State(DRAFT, "Draft"),
        State(PUT_FORWARD, "Put forward"),
        State(SIGNED_OFF, "Signed off"),
        State(RELEASED, "Released", done=True),
        State(WITHDRAWN, "Withdrawn", final=True),
        State(ABANDONED, "Abandoned", final=True),
    ),
    (
        Transition("put_forward", "Put forward", (DRAFT,), PUT_FORWARD, WRITERS),
        Transition("sign_off", "Sign off", (PUT_FORWARD,), SIGNED_OFF, SIGNERS, task="agree"),
        Transition(
            "send_back", "Send back to be changed", (PUT_FORWARD, SIGNED_OFF), DRAFT, SIGNERS,
            why=True,
        ),
        Transition("release", "Release", (SIGNED_OFF,), RELEASED, RELEASERS, task="publish"),
        Transition("correct", "Correct", (RELEASED,), DRAFT, WRITERS, why=True),
        Transition(
            "withdraw", "Withdraw", (RELEASED, DRAFT, PUT_FORWARD, SIGNED_OFF), WITHDRAWN,
            RELEASERS, (A_RELEASE,), why=True,
        ),
        Transition("abandon", "Abandon", (DRAFT,), ABANDONED, WRITERS, (NO_RELEASE,), why=True),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReleasePolicy:
    """How many people a release takes from a day on, and why that was decided."""

    since: dt.date
    people: int
    reason: str


class Hand(NamedTuple):
    """Who took a step: the step, the role, and the account's number."""

    step: str
    role: str
    account: int


def policy_on(policies: Iterable[ReleasePolicy], day: dt.date) -> int:
    """Return how many people a release takes on a day: two unless the office decided otherwise."""
    known = [policy for policy in policies if policy.since <= day]
    return max(known, key=lambda each: each.since).people if known else TWO_PEOPLE


def check_release(hands: Iterable[Hand], account: int, people: int) -> None:
    """Raise ``Refused`` when a release takes two people and this one had a hand in it before."""
    before = [hand for hand in hands if hand.account == account]
    if people >= TWO_PEOPLE and before:
        steps = {"put_forward": "put it forward", "sign_off": "signed it off"}
        did = " and ".join(dict.fromkeys(steps[hand.step] for hand in before))
        raise Refused(
            f"a release takes a second person: you {did}.",
            next_step="Ask somebody else who releases papers.",
        )


def hands_in_words(hands: Iterable[Hand]) -> str:
    """Return what is printed of who signed off and released: roles, and whether it was one person.

    ``hands`` are the steps *sign_off* and *release*.
    """
    by_step = {hand.step: hand for hand in hands}
    signer, releaser = by_step["sign_off"], by_step["release"]
    titles = owner_titles()
    roles = (
        f"Signed off by the {titles[signer.role].lower()} and released by the "
        f"{titles[releaser.role].lower()}."
    )
    is_one = signer.account == releaser.account
    return f"{roles} {'Released by one person.' if is_one else 'Released by two people.'}"
