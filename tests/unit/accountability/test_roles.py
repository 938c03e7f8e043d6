"""Roles: the table of permissions is whole, and its page says the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from beatwise import data
from beatwise.accountability import roles
from beatwise.accountability.boards import body_documents
from beatwise.accountability.registers import read_toml


ROOT = Path(__file__).parents[3]
WORDS = {
    "history.read": "history", "own.tokens": "API tokens", "performance.read": "plan and measures",
    "progress.read": "actions", "packs.publish": "publishes packs", "exports.own": "own exports",
    "accounts.manage": "makes accounts", "office.search": "search",
}  # fmt: skip
ROLES = tomllib.loads((ROOT / "src/beatwise/data/roles.toml").read_text("utf-8"))["roles"]


def test_the_table_of_roles_is_whole():
    """Each permission is held by some role, and each held one is in the table."""
    in_use = {p for role in roles.table().values() for p in role.may}
    assert in_use == set(roles.permissions())
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


@pytest.mark.parametrize("name", sorted(ROLES))
def test_the_page_says_what_a_role_may(name):
    """A permission that a role has is in its row, and one that it has not is not."""
    page = (ROOT / "docs/reference/roles.md").read_text("utf-8").splitlines()
    rows = {line.split("|")[1].strip(): line.split("|")[3] for line in page if line.startswith("|")}
    words = rows[name].replace("as the commissioner", rows["commissioner"])
    words = words.replace("all that performance does", rows["performance"])
    words = words.partition("; no ")[0]
    for permission, phrase in WORDS.items():
        assert (phrase in words) == (permission in ROLES[name]["may"]), (permission, words)
    assert ("boards and packs" in words) == ("meetings.read" in ROLES[name]["may"])


@pytest.mark.parametrize(
    ("name", "sees", "owns"),
    [
        ("finance_officer", "everything", True), ("monitoring_officer", "published", True),
        ("panel_secretary", "published", True), ("panel_chair", "published", True),
        ("panel_subcommittee", "published", False), ("panel_member", "published", False),
        ("audit_secretary", "published", True),
        ("visitor_coordinator", "everything", True), ("custody_visitor", "own area", False),
        ("provider", "own area", True), ("assessor", "published", False),
        ("patroller", "own area", False), ("public", "published", False),
    ],
)  # fmt: skip
def test_a_role_sees_and_owns_what_its_row_says(name, sees, owns):
    """Sight and ownership of each role that came later are the table's, and nothing else's."""
    assert (roles.role(name).sees, roles.role(name).owns) == (sees, owns)
    assert (name in roles.owner_titles()) == owns


def test_no_role_of_the_host_council_or_the_panel_holds_a_right_of_the_office():
    """They open registers and packs, and manage, read of history or measure nothing."""
    for name in ("monitoring_officer", "panel_secretary", "panel_chair", "panel_member"):
        more = roles.role(name).may - roles.role("panel_reader").may
        assert more <= {"registers.confidential", "bodies.named"}


@pytest.mark.parametrize("name", [name for name in ROLES if name != "public"])
def test_a_definition_may_name_every_role(name):
    """Each role can read and write a register and take its steps; one that owns can own it."""
    words = data.text("registers", "advice.toml").replace('"force_liaison"', f'"{name}"')
    words = words.replace('"evaluator"', f'"{name}"')
    if roles.role(name).owns:
        words = words.replace('owner = "governance"', f'owner = "{name}"')
    register = read_toml.read(words, "advice.toml")
    assert register.writes(roles.Reader(1, name, ""))


def test_owners_are_grouped_by_whose_they_are_a_body_s_own_first():
    """Every owner once; the host council's come first on the form of the host council's body."""
    groups = dict(roles.owners_by_house("host council"))
    assert next(iter(groups)) == roles.WHOSE["host council"]
    assert {name for group in groups.values() for name, _ in group} == set(roles.owner_titles())
    assert sum(map(len, groups.values())) == len(roles.owner_titles())
    assert ("panel_secretary", "Panel secretary of the host council") in groups[
        roles.WHOSE["host council"]
    ]
    assert next(iter(dict(roles.owners_by_house()))) == "The office"
    assert set(roles.WHOSE) == set(body_documents.WHOSE)
