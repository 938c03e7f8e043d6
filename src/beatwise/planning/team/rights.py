"""Who may do what with a plan: its owner, the office, the public; a table.

Operational independence: where the owner is the police force, only the force's own roles edit,
approve or see named staff; the office sees requirements, totals and cost; nobody outside sees
patrol times to come.
"""

from __future__ import annotations

from typing import Literal


Who = Literal["owner", "office", "public"]
Action = Literal[
    "edit", "approve", "see named staff", "see future times", "see requirements",
    "see delivered totals", "see cost",
]  # fmt: skip

RIGHTS: dict[Action, frozenset[Who]] = {
    "edit": frozenset({"owner"}),
    "approve": frozenset({"owner"}),
    "see named staff": frozenset({"owner"}),
    "see future times": frozenset({"owner"}),
    "see requirements": frozenset({"owner", "office"}),
    "see delivered totals": frozenset({"owner", "office", "public"}),
    "see cost": frozenset({"owner", "office", "public"}),
}


def may(who: Who, action: Action) -> bool:
    """Say whether somebody may do something with a plan."""
    return who in RIGHTS[action]


def standing(organisation: str, provider: str, office: str) -> Who:
    """Return what an organisation is to a plan: the owner, the office, or the public."""
    if organisation.strip().casefold() == provider.strip().casefold():
        return "owner"
    return "office" if organisation.strip().casefold() == office.strip().casefold() else "public"
