"""Who may take which step of a proposed entry: the whole truth table."""

from __future__ import annotations

import itertools

import pytest

from beatwise.accountability import roles
from beatwise.accountability.spending.entry_steps import (
    CLAIMED,
    CONFIRMED,
    ENTERED,
    OPEN,
    PROPOSED,
    SENT_BACK,
    STEPS,
    WITHDRAWN,
    Hand,
    Standing,
    forward,
    moves,
    step,
)
from beatwise.errors import Conflict, Refused


HANDS = {
    CLAIMED: (Hand("claim", "partner", 1),),
    PROPOSED: (Hand("propose", "commissioning", 2),),
    CONFIRMED: (Hand("propose", "commissioning", 2), Hand("confirm", "finance_officer", 3)),
}
# State, above the limit, role: the steps that another person of the role may take.
EXPECTED = {
    (CLAIMED, "commissioning"): {"propose", "send_back"},
    (CLAIMED, "governance"): {"propose", "send_back"},
    (PROPOSED, "finance_officer"): {"confirm", "send_back"},
    (CONFIRMED, "commissioner"): {"approve", "send_back"},
    (CONFIRMED, "deputy"): {"approve", "send_back"},
}


@pytest.mark.parametrize(
    ("state", "above", "role"), list(itertools.product(OPEN, (True, False), roles.table()))
)
def test_each_role_takes_its_own_steps_and_no_other(state: str, above: bool, role: str):
    """Commissioning passes on, finance confirms, the commissioner approves; nobody else moves."""
    at = Standing(state, above, HANDS[state])
    names = {move.name for move in moves(at, role, 99, roles.role(role).may)}
    assert names == EXPECTED.get((state, role), set())


@pytest.mark.parametrize(("above", "target"), [(False, ENTERED), (True, CONFIRMED)])
def test_the_limit_decides_whether_confirming_enters(above: bool, target: str):
    """Up to the limit finance enters; above it another role's approval is still to come."""
    at = Standing(PROPOSED, above, HANDS[PROPOSED])
    may = roles.role("finance_officer").may
    assert step("confirm", at, "finance_officer", 3, may).target == target


def test_no_hand_acts_twice():
    """Neither the same person in another role, nor the same role by another person."""
    everything = frozenset(roles.permissions())
    at = Standing(CONFIRMED, True, HANDS[CONFIRMED])
    with pytest.raises(Refused, match="you took an earlier step"):
        step("approve", at, "deputy", 3, everything)
    with pytest.raises(Refused, match="your role took an earlier step"):
        step("approve", at, "finance_officer", 4, everything)
    assert step("approve", at, "deputy", 4, everything).target == ENTERED


def test_only_who_proposed_withdraws():
    """And what is entered, sent back or withdrawn takes no step any more."""
    at = Standing(PROPOSED, False, HANDS[PROPOSED])
    may = roles.role("commissioning").may
    assert step("withdraw", at, "commissioning", 2, may).target == WITHDRAWN
    with pytest.raises(Refused, match="only who proposed"):
        step("withdraw", at, "commissioning", 9, may)
    for state in (ENTERED, SENT_BACK, WITHDRAWN):
        done = Standing(state, False, HANDS[PROPOSED])
        assert moves(done, "commissioning", 2, frozenset(roles.permissions())) == ()
        with pytest.raises(Conflict) as caught:
            step("confirm", done, "finance_officer", 3, frozenset(roles.permissions()))
        assert caught.value.next_step


def test_every_step_leads_from_an_open_state_and_names_a_permission():
    """The table has no step out of a closed state, and no permission that there is not."""
    assert {each.source for each in STEPS} == set(OPEN)
    assert {each.needs for each in STEPS} <= set(roles.permissions())


def test_one_step_leads_on_from_each_open_state():
    """Confirmed at once below the limit, and by another above it; nothing leads on from the end."""
    for state, above, name in (
        (CLAIMED, False, "propose"), (PROPOSED, False, "confirm"), (PROPOSED, True, "confirm"),
        (CONFIRMED, True, "approve"),
    ):  # fmt: skip
        found = forward(Standing(state, above, ()))
        assert found is not None
        assert found.name == name
    for state in (ENTERED, SENT_BACK, WITHDRAWN):
        assert forward(Standing(state, False, ())) is None
