"""A register's definition: who sees what, what is wrong with one, and unknown names."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from beatwise.accountability import roles
from beatwise.accountability.registers.read_toml import definition
from beatwise.accountability.registers.register_definition import (
    Clock,
    Definition,
    Field,
    State,
    Transition,
    faults,
)
from beatwise.errors import UsageError


def test_unknown_names_are_answered_with_the_known_ones():
    """An error about a register, step or role lists those that there are."""
    with pytest.raises(UsageError, match="propose, return, take"):
        definition("decisions").transition("fly")
    with pytest.raises(UsageError, match="commissioner, deputy"):
        roles.role("emperor")


def grants(**changes: object) -> Definition:
    """A small register of grants, with some parts replaced."""
    fields = (Field("name", "Name", "text", public=True), Field("sum", "Sum", "money"))
    parts: dict[str, object] = {
        "slug": "grants", "title": "Grants", "one": "grant", "about": "", "heading": "name",
        "owner": "commissioning", "readers": ("panel_reader", "partner"),
        "writers": ("governance",),
        "fields": fields, "states": (State("open", "Open"), State("paid", "Paid", final=True)),
        "transitions": (Transition("pay", "Pay", ("open",), "paid", ("commissioning",)),),
    } | changes  # fmt: skip
    parts["by_name"] = {field.name: field for field in parts["fields"]}
    return Definition(**parts)


def person(role: str) -> SimpleNamespace:
    """Someone with an open account."""
    return SimpleNamespace(is_active=True, role=role)


@pytest.mark.parametrize(("role", "reads", "writes", "fields"), [
    ("commissioning", True, True, ["name", "sum"]), ("governance", True, True, ["name", "sum"]),
    ("panel_reader", True, False, ["name"]), ("partner", True, False, ["name", "sum"]),
    ("evaluator", False, False, ["name"]),
])  # fmt: skip
def test_owner_writers_and_readers_see_what_is_theirs(
    role: str, reads: bool, writes: bool, fields: list[str]
) -> None:
    """Whoever sees only what is published sees the public fields."""
    register, someone = grants(), person(role)
    assert (register.reads(someone), register.writes(someone)) == (reads, writes)
    assert [field.name for field in register.seen_fields(someone)] == fields


@pytest.mark.parametrize(("changes", "message"), [
    ({"owner": "king"}, "no role 'king'"), ({"readers": ("king",)}, "no role 'king'"),
    ({"fields": (Field("name", "Name", "gold"),)}, "field name: no kind 'gold'"),
    ({"fields": (Field("name", "Name", "choice"),)}, "field name: a choice of nothing"),
    ({"heading": "title"}, "no field 'title'"), ({"area": "place"}, "no field 'place'"),
    ({"transitions": (Transition("pay", "Pay", ("open",), "paid", ("commissioning",), ("tax",)),)},
     "no field 'tax'"),
    ({"clocks": (Clock("c", "C", "state:open", ends=("gone",)),)}, "no state 'gone'"),
    ({"clocks": (Clock("c", "C", "state:open", pauses=("gone",)),)}, "no state 'gone'"),
    ({"fields": (Field("name", "Name", "text"), Field("n", "NAME", "text"))},
     "two fields are called 'name'"),
    ({"transitions": ()}, "state 'paid' cannot be reached"),
])  # fmt: skip
def test_each_fault_of_a_definition_is_named(changes: dict, message: str) -> None:
    """Roles, kinds, choices, fields, states and the table of steps."""
    assert faults(grants()) == []
    assert message in faults(grants(**changes))
