"""Registers as data: the shipped definitions are whole, and broken ones are told so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from beatwise import data
from beatwise.accountability import roles
from beatwise.accountability.registers.definition_parts import MOST
from beatwise.accountability.registers.read_toml import definition, definitions, read
from beatwise.errors import BadInput


WORDS = data.text("registers", "decisions.toml")


def test_every_register_that_ships_is_whole():
    """Each document is a definition under its own name, in alphabetical order of title."""
    shipped = definitions()
    assert sorted(shipped) == data.names("registers")
    titles = [register.title for register in shipped.values()]
    assert titles == sorted(titles)
    assert len(set(titles)) == len(titles)


# What these hold waits for nobody.
LISTS = ("allowances", "developer_agreements", "developer_bids", "recipients")


def test_every_register_has_an_about_line_a_deadline_and_figures():
    """A newcomer reads what it is for; something runs; something is counted."""
    for register in definitions().values():
        assert len(register.about) >= 40, register.slug
        assert register.about.endswith("."), register.slug
        if register.slug not in LISTS:
            assert register.clocks or register.duties, register.slug
        assert register.figures, register.slug


def test_a_field_that_asks_for_no_names_refuses_them():
    """What a hint asks of who writes, a rule holds them to: no titled name, number or address."""
    asked = {
        (register.slug, field.name)
        for register in definitions().values()
        for field in register.fields
        if re.search(r"without names|no name|never (a|by) name|never a person", field.hint, re.I)
        and field.kind in ("text", "long", "lines")
    }
    kept = {
        (register.slug, rule.field)
        for register in definitions().values()
        for rule in register.rules
        if rule.kind == "impersonal"
    }
    assert len(asked) > 8
    assert asked - kept == set()


def test_what_registers_of_money_publish_holds_no_bank_details_and_nobody_s_name():
    """Every public text is held to it, by form and by import; numbers and addresses are not."""
    money = ("recipients", "grant_rounds", "grants", "contracts", "contract_returns",
             "developer_agreements", "developer_contributions", "developer_bids", "allowances",
             "incoming_grants", "collaborations", "board_contributions", "assets")  # fmt: skip
    numbers = {"charity_number", "company_number", "area_code", "reference", "document", "copy",
               "planning_application", "rates_source"}  # fmt: skip
    public, kept = set(), set()
    for slug in money:
        register = definitions()[slug]
        kept |= {(slug, rule.field) for rule in register.rules if rule.kind == "impersonal"}
        for field in register.fields:
            texts = {each.name for each in (field, *field.columns) if each.kind in ("text", "long")}
            if field.public and texts - numbers:
                public.add((slug, field.name))
    assert len(public) > 40
    assert public - kept == set()


def test_no_register_shows_an_empty_list_to_those_who_see_what_is_published():
    """A role among the readers that sees only public states and fields finds one of each."""
    for register in definitions().values():
        outsiders = [
            name for name in register.readers
            if roles.role(name).sees == roles.PUBLISHED and name not in register.writers
            and name not in (register.owner, *register.confidential_to)
        ]  # fmt: skip
        if outsiders:
            assert any(state.public for state in register.states), register.slug
            assert any(field.public for field in register.fields), register.slug


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


@pytest.mark.parametrize("part", MOST)
def test_a_definition_of_thousands_of_parts_is_refused_unread(part):
    """They are counted before one is held against the others, which would take minutes."""
    table = "fields.columns" if part == "columns" else part
    many = f"{WORDS}\n" + f"[[{table}]]\nname = 'x'\n" * (MOST[part] + 1)
    with pytest.raises(BadInput, match=rf"tables \[\[{part}\]\], and {MOST[part]} at most"):
        read(many, "mine.toml")


def test_a_register_of_an_earlier_version_is_read_however_many_parts_it_has():
    """What an office loaded before there was a limit is still there after an upgrade."""
    fields = "".join(
        f'[[fields]]\nname = "f{n}"\nlabel = "F{n}"\nkind = "text"\n' for n in range(MOST["fields"])
    )
    many = f"{WORDS}\n{fields}"
    with pytest.raises(BadInput, match="at most are read"):
        read(many, "x.toml")
    assert len(read(many, "x.toml", earlier=True).fields) > MOST["fields"]


def test_the_guide_s_register_is_whole_and_its_fault_is_the_one_it_prints():
    """What ``docs/how-to/add-a-register.md`` has its reader write and read."""
    guide = (Path(__file__).parents[4] / "docs" / "how-to" / "add-a-register.md").read_text("utf-8")
    words = guide.split("```toml\n", 1)[1].split("```", 1)[0]
    register = read(words, "parking.toml")
    assert (len(register.fields), len(register.duties), len(register.figures)) == (5, 1, 1)
    with pytest.raises(BadInput) as caught:
        read(words.replace("weeks * £2.50", "weeks * plate"), "parking.toml")
    assert f"{caught.value.place}: {caught.value.message}" in guide


def test_what_the_guide_adds_to_its_register_can_be_added():
    """The roles that it names are roles, and its figure of a table's lines fits the register."""
    guide = (Path(__file__).parents[4] / "docs" / "how-to" / "add-a-register.md").read_text("utf-8")
    words = guide.split("```toml\n", 1)[1].split("```", 1)[0]
    named = guide.split("## Who it is for")[1].split("team:")[1].split("and so on")[0]
    roles_named = set(re.findall(r"`(\w+)`", named))
    assert len(roles_named) > 5
    assert roles_named <= set(roles.table())
    added = '\n[[figures]]\nname = "looks"\ntitle = "Looks"\n'
    figure = 'of = "looks"\nby = "on"\nperiod = "month"\n'
    assert all(line in guide for line in figure.splitlines())
    assert read(words + added + figure, "parking.toml").figures[-1].of == "looks"
    wrong = words.replace('owner = "governance"', 'owner = "porter"', 1)
    with pytest.raises(BadInput, match="no role 'porter'; there are: commissioner, deputy"):
        read(wrong, "parking.toml")


def test_a_third_register_is_a_definition_and_nothing_else():
    """Another register needs its TOML only: here grants, in twenty lines."""
    register = read(
        """
slug = "grants"
title = "Grants"
one = "grant"
about = "Money given."
beginning = "Enter the newest first."
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
