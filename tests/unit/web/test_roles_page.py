"""The page on roles says of each role what the table of permissions says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[3]
SAID = {
    "history.read": "history", "own.tokens": "API tokens", "performance.read": "plan and measures",
    "progress.read": "actions", "packs.publish": "publishes packs", "exports.own": "own exports",
    "accounts.manage": "makes accounts", "office.search": "search",
}  # fmt: skip
ROLES = tomllib.loads((ROOT / "src/beatwise/data/roles.toml").read_text("utf-8"))["roles"]


@pytest.mark.parametrize("name", sorted(ROLES))
def test_the_page_says_what_a_role_may(name):
    """A permission that a role has is in its row, and one that it has not is not."""
    page = (ROOT / "docs/reference/roles.md").read_text("utf-8").splitlines()
    rows = {line.split("|")[1].strip(): line.split("|")[3] for line in page if line.startswith("|")}
    words = rows[name].replace("as the commissioner", rows["commissioner"])
    words = words.replace("all that performance does", rows["performance"])
    words = words.partition("; no ")[0]
    for permission, said in SAID.items():
        assert (said in words) == (permission in ROLES[name]["may"]), (permission, words)
    assert ("boards and packs" in words) == ("meetings.read" in ROLES[name]["may"])
