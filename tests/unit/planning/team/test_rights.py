"""Rights in a plan, as a truth table."""

from __future__ import annotations

from typing import get_args

import pytest

from beatwise.planning.team.rights import RIGHTS, Action, may, standing


TABLE = {
    "edit": (True, False, False),
    "approve": (True, False, False),
    "see named staff": (True, False, False),
    "see future times": (True, False, False),
    "see requirements": (True, True, False),
    "see delivered totals": (True, True, True),
    "see cost": (True, True, True),
}


@pytest.mark.parametrize("action", TABLE)
def test_every_right(action: Action) -> None:
    """Owner, office and public each may or may not."""
    assert tuple(may(who, action) for who in ("owner", "office", "public")) == TABLE[action]


def test_the_table_is_whole() -> None:
    """Every action has its line."""
    assert set(RIGHTS) == set(TABLE) == set(get_args(Action))


def test_the_office_is_not_the_owner_of_the_forces_plan() -> None:
    """A plan of the force belongs to the force, whoever pays."""
    assert standing("Millshire Police", "Millshire Police", "The office") == "owner"
    assert standing("The office", "Millshire Police", "The office") == "office"
    assert standing("A newspaper", "Millshire Police", "The office") == "public"
