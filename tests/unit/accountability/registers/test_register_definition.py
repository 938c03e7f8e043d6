"""A register's definition: who sees what, what is wrong with one, and unknown names."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from beatwise.accountability import roles
from beatwise.accountability.registers.read_toml import definition
from beatwise.accountability.registers.register_definition import (
    Definition,
    Field,
    State,
    Transition,
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
        "owner": "commissioning", "beginning": "Begin.", "readers": ("panel_reader", "partner"),
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


@pytest.mark.parametrize(("changes", "published"), [
    ({}, False), ({"states": (State("open", "Open", public=True),), "transitions": ()}, True),
    ({"fields": (Field("name", "Name", "text"),)}, False),
    ({"confidential_to": ("commissioning",)}, False),
    ({"fields": (Field("name", "Name", "text", public=True),
                 Field("n", "N", "number", special=True))}, False),
])  # fmt: skip
def test_a_register_has_a_public_list_when_something_of_it_is_public(changes, published) -> None:
    """A public state and a public field; nothing confidential and no special category."""
    public = (State("open", "Open"), State("paid", "Paid", final=True, public=True))
    assert grants(**{"states": public, **changes}).published is (published or not changes)
