"""Registers as data: the shipped definitions are whole, and broken ones are told so."""

from __future__ import annotations

import tomllib

import pytest

from beatwise import data
from beatwise.accountability import roles
from beatwise.accountability.registers.read_toml import definition, definitions, read
from beatwise.errors import BadInput, UsageError
from beatwise.web.pages import state_diagram


WORDS = data.text("registers", "decisions.toml")


def test_two_registers_ship():
    """Operational advice and decisions."""
    assert list(definitions()) == ["decisions", "advice"]


def test_advice_and_decisions_hold_what_the_papers_ask_for():
    """Each field that the papers name is a field of its register."""
    assert {
        "proposal",
        "proposed_on",
        "adviser",
        "advice",
        "outcome",
        "reason",
        "publishable",
    } <= set(definition("advice").by_name)
    assert {"options", "evidence", "advice", "equality", "fund", "amount", "review_on"} <= set(
        definition("decisions").by_name
    )
    assert definition("advice").by_name["outcome"].choices == (
        "Accepted",
        "Modified",
        "Not pursued",
    )


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('owner = "governance"', 'owner = "emperor"', "no role 'emperor'"),
        ('to = "taken"', 'to = "tkaen"', "no state 'tkaen'"),
        ('kind = "money"', 'kind = "gold"', "no kind 'gold'"),
        ('heading = "title"', 'heading = "name"', "no field 'name'"),
        ('from = ["published"]', 'from = ["draft"]', "no way out"),
        ('label = "Amount"', 'label = "fund line"', "two fields are called 'fund line'"),
        ('slug = "decisions"', "slug = ", "not TOML"),
        ('label = "Amount"', 'colour = "red"', "not a register's definition"),
    ],
)
def test_a_broken_definition_is_told_what_is_wrong(was, now, said):
    """A definition with a fault is refused with the fault in words."""
    assert was in WORDS
    with pytest.raises(BadInput, match=said):
        read(WORDS.replace(was, now), "mine.toml")


def test_a_third_register_is_a_definition_and_nothing_else():
    """Another register needs its TOML only: here grants, in twenty lines."""
    made = read(
        """
slug = "grants"
title = "Grants"
one = "grant"
about = "Money given."
heading = "name"
owner = "commissioning"
readers = ["partner"]
writers = []
area = "place"
fields = [
  { name = "name", label = "Name", kind = "text", required = true, listed = true },
  { name = "place", label = "Area", kind = "text" },
  { name = "sum", label = "Sum", kind = "money" },
]
states = [{ name = "open", title = "Open" }, { name = "paid", title = "Paid", final = true }]
transitions = [
  { name = "pay", words = "Pay", from = ["open"], to = "paid", roles = ["commissioning"] },
]
""",
        "grants.toml",
    )
    assert [t.name for t in made.moves_from("open")] == ["pay"]


def test_the_picture_shows_each_state_and_each_step_of_the_table():
    """The diagram is drawn from the table: every state and every step's words are in it, once."""
    for made in definitions().values():
        picture = state_diagram.svg(made, made.one)
        for state in made.states:
            assert f">{state.title}</text>" in picture
        for step in made.transitions:
            assert picture.count(f'font-size="12">{step.words}</text>') == len(step.sources)
        assert "style=" not in picture


def test_unknown_names_are_answered_with_the_known_ones():
    """An error about a register, step or role lists those that there are."""
    with pytest.raises(UsageError, match="propose, return, take"):
        definition("decisions").transition("fly")
    with pytest.raises(UsageError, match="commissioner, deputy"):
        roles.role("emperor")


def test_the_table_of_roles_is_whole():
    """Twelve roles; each permission is held by some role, and each held one is in the table."""
    assert len(roles.table()) == 12
    held = {p for role in roles.table().values() for p in role.may}
    assert held == set(roles.permissions())
    assert roles.table()["public"].may == frozenset()
    assert {r.sees for r in roles.table().values()} == {"everything", "own area", "published"}
    raw = tomllib.loads(data.text("roles.toml"))
    assert list(raw["roles"]) == list(roles.table())


def test_whoever_is_not_known_is_the_public():
    """A visitor, a closed account and nobody at all have the role of the public."""

    class Closed:
        is_active, role = False, "governance"

    for person in (None, object(), Closed()):
        assert roles.role_of(person).name == "public"
        assert not roles.may(person, "office.enter")
