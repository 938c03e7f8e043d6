"""The roles an owner can have: never a person's name, always the office they hold."""

from __future__ import annotations

from beatwise.errors import BadInput


OWNER_ROLES: dict[str, str] = {
    "commissioner": "Commissioner",
    "deputy": "Deputy commissioner",
    "performance": "Performance officer",
    "commissioning": "Commissioning officer",
    "governance": "Governance officer",
    "force_liaison": "Force liaison officer",
    "partner": "Partner",
    "evaluator": "Independent evaluator",
    "patrol_supervisor": "Patrol supervisor",
}


def owner_role(name: str, *, place: str) -> str:
    """Return the role's name when it may own something; raise ``BadInput`` when it may not."""
    if name not in OWNER_ROLES:
        raise BadInput(
            f"'{name}' is not a role that can own anything.",
            place=place,
            next_step=f"Give a role, not a person: one of {', '.join(OWNER_ROLES)}.",
        )
    return name
