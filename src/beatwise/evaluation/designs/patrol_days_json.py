"""Patrol days as a table of the protocol, and back."""

from __future__ import annotations

import datetime as dt

from beatwise.evaluation.designs.patrol_days import PatrolDays
from beatwise.evaluation.document_table import Table


def as_json(days: PatrolDays) -> dict[str, object]:
    """Return what the protocol says of the draw."""
    return {
        "first_day": days.first.isoformat(),
        "weeks": days.weeks,
        "patrol_days_a_week": days.patrol_days,
        "seed": days.seed,
        "drawn_sha256": days.sha256,
        "daily_presence_promised": days.daily_presence,
    }


def from_json(document: Table) -> PatrolDays:
    """Read what the protocol says of the draw. Raises ``KeyError`` for a missing key."""
    return PatrolDays(
        first=dt.date.fromisoformat(str(document["first_day"])),
        weeks=int(document["weeks"]),
        patrol_days=int(document["patrol_days_a_week"]),
        seed=int(document["seed"]),
        sha256=str(document["drawn_sha256"]),
        daily_presence=bool(document["daily_presence_promised"]),
    )
