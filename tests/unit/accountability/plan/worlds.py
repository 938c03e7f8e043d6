"""Actions of a small plan."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.plan.actions import Action


def action(
    name: str, due: str | None = None, state: str = "planned", depends_on: str = "", **more: object
) -> Action:
    """An action by its one-letter id; ``depends_on`` lists ids, and days are written in ISO."""
    days = {
        key: dt.date.fromisoformat(str(more.pop(key)))
        for key in ("created", "completed", "original_due")
        if key in more
    }
    if state == "complete":
        days.setdefault("completed", dt.date(2025, 5, 1))
    day = None if due is None else dt.date.fromisoformat(due)
    waits = tuple(depends_on)
    return Action(
        name, name.upper(), "policing", "performance", day, state,
        depends_on=waits, **days, **more,
    )  # fmt: skip
