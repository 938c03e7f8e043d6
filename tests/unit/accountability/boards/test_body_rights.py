"""Rights within a body: named roles there, and nobody by it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from beatwise.accountability.boards.agenda import MEETING, MEETING_HELD
from beatwise.accountability.boards.body_rights import (
    check_draws,
    may_in,
    named_roles,
    table_in,
)
from beatwise.accountability.roles import Reader
from beatwise.errors import BadInput, Refused


@dataclass
class Body:
    """A body with the roles that it names."""

    keepers: list[str] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)
    draws_record: bool = False


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        ("panel_secretary", "meetings.read", True), ("panel_secretary", "meetings.write", True),
        ("panel_secretary", "meetings.step", True), ("panel_secretary", "packs.publish", False),
        ("panel_secretary", "performance.read", False),
        ("panel_chair", "meetings.read", True), ("panel_chair", "meetings.write", False),
        ("panel_member", "meetings.read", False), ("audit_secretary", "meetings.read", False),
        ("governance", "meetings.write", True), ("evaluator", "meetings.write", False),
        ("public", "meetings.read", False),
    ],
)  # fmt: skip
def test_a_role_may_in_a_body_what_its_part_there_says(role, permission, allowed):
    """A keeper writes, a reader reads, another body's secretary does neither."""
    body = Body(["panel_secretary"], ["panel_chair"])
    assert may_in(Reader(1, role, ""), permission, body) is allowed
    assert may_in(Reader(1, role, "", is_active=False), permission, body) is False


def test_a_body_names_only_roles_that_the_table_lets_it():
    """In the table's order, each once; any other is refused with those that can be named."""
    assert named_roles(["panel_chair", "panel_secretary", "panel_chair"], place="readers") == [
        "panel_secretary", "panel_chair",
    ]  # fmt: skip
    with pytest.raises(BadInput, match="'governance'"):
        named_roles(["governance"], place="keepers")


def test_a_body_that_draws_on_the_plan_names_nobody_who_does_not_see_it():
    """Its agenda would show measures and actions."""
    check_draws(Body(["panel_secretary"]))
    with pytest.raises(BadInput, match="panel secretary"):
        check_draws(Body([], ["panel_secretary"], draws_record=True))


def test_keepers_take_the_steps_of_meetings_in_their_body_alone():
    """The table as it stands in a body is whole, and another body's has nothing of it."""
    table = table_in(MEETING, Body(["panel_secretary"]))
    assert table.faults() == ()
    assert table.move(MEETING_HELD, "agree", role="panel_secretary", requirements_met=("minutes",))
    for other in (MEETING, table_in(MEETING, Body(["audit_secretary"]))):
        with pytest.raises(Refused):
            other.move(MEETING_HELD, "agree", role="panel_secretary")
