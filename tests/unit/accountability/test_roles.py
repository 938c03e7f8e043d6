"""Roles: the table of permissions is whole, and its page says the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from beatwise import data
from beatwise.accountability import roles


ROOT = Path(__file__).parents[3]
WORDS = {
    "history.read": "history", "own.tokens": "API tokens", "performance.read": "plan and measures",
    "progress.read": "actions", "packs.publish": "publishes packs", "exports.own": "own exports",
    "accounts.manage": "makes accounts", "office.search": "search",
}  # fmt: skip
ROLES = tomllib.loads((ROOT / "src/beatwise/data/roles.toml").read_text("utf-8"))["roles"]


def test_the_table_of_roles_is_whole():
    """Twelve roles; each permission is held by some role, and each held one is in the table."""
    assert len(roles.table()) == 12
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
