"""Actions of the plan: exact percentages, and steps that say what they lack."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from beatwise.accountability.plan.actions import ACTION, Action, progress
from beatwise.errors import BadInput


@pytest.mark.parametrize(
    ("state", "step", "role", "next_step"),
    [
        ("in progress", "complete", "performance", "Add the evidence"),
        ("in progress", "pause", "performance", "Say why"),
        ("planned", "withdraw", "performance", "next meeting"),
    ],
)
def test_what_is_missing_comes_with_what_to_do(state, step, role, next_step):
    """A step that lacks something says what to do about it."""
    with pytest.raises(BadInput) as caught:
        ACTION.move(state, step, role=role, why="" if step == "pause" else "So")
    assert next_step in (caught.value.next_step or "")


START = dt.date(2025, 4, 1)


def test_a_percentage_is_exact() -> None:
    """A third of the plan is a third, and not 33.3."""
    done = Action("a", "a", "policing", "performance", None, "complete", completed=START)
    rest = [Action(n, n, "policing", "performance", None) for n in "bc"]
    percent = progress([done, *rest], START).percent
    assert percent is not None
    assert percent * 3 == Decimal(100)
