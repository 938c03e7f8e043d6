"""Registers as data: the shipped definitions are whole, and broken ones are told so."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatwise import data
from beatwise.accountability.registers.read_toml import definition, definitions, read
from beatwise.errors import BadInput


WORDS = data.text("registers", "decisions.toml")


def test_six_registers_ship():
    """In alphabetical order of title."""
    assert list(definitions()) == [
        "correspondence",
        "custody_suites",
        "custody_visits",
        "decisions",
        "advice",
        "programmes",
    ]


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
    ("was", "now", "message"),
    [
        ('owner = "governance"', 'owner = "emperor"', "no role 'emperor'"),
        ('to = "taken"', 'to = "tkaen"', "no state 'tkaen'"),
        ('kind = "money"', 'kind = "gold"', "no kind 'gold'"),
        ('heading = "title"', 'heading = "name"', "no field 'name'"),
        ('from = ["published"]', 'from = ["draft"]', "no way out"),
        ('label = "Amount"', 'label = "fund line"', "two fields are called 'fund line'"),
        ('slug = "decisions"', "slug = ", "not TOML"),
        ('label = "Amount"', 'colour = "red"', "'colour' is not a field here"),
    ],
)
def test_a_broken_definition_is_told_what_is_wrong(was, now, message):
    """A definition with a fault is refused with the fault in words."""
    assert was in WORDS
    with pytest.raises(BadInput, match=message) as caught:
        read(WORDS.replace(was, now), "mine.toml")
    assert "not TOML" in message or "line " in str(caught.value)


def test_the_guide_s_register_is_whole_and_its_fault_is_the_one_it_prints():
    """What ``docs/how-to/add-a-register.md`` has its reader write and read."""
    guide = (Path(__file__).parents[4] / "docs" / "how-to" / "add-a-register.md").read_text("utf-8")
    words = guide.split("```toml\n", 1)[1].split("```", 1)[0]
    register = read(words, "parking.toml")
    assert (len(register.fields), len(register.duties), len(register.figures)) == (5, 1, 1)
    with pytest.raises(BadInput) as caught:
        read(words.replace("weeks * £2.50", "weeks * plate"), "parking.toml")
    assert f"{caught.value.place}: {caught.value.message}" in guide


def test_a_third_register_is_a_definition_and_nothing_else():
    """Another register needs its TOML only: here grants, in twenty lines."""
    register = read(
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
    assert [t.name for t in register.moves_from("open")] == ["pay"]
