"""A simulated county's figures as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from beatwise.journeys.simulate import Simulated


def as_json(county: Simulated) -> dict[str, object]:
    """Return the shape that ``beatwise simulate --json`` prints."""
    return {
        "folder": county.folder.name,
        "new": county.new,
        "seed": county.seed,
        "months": str(county.spec.span),
        "effect": county.spec.effect,
        "displacement": county.spec.displacement,
        "towns": list(county.towns),
        "incidents": county.incidents,
        "prevented": county.prevented,
        "moved": county.moved,
        "hot_spots": county.hot_spots,
        "patrolled": county.patrolled,
        "visits": county.visits,
        "pings": county.pings,
        "files": list(county.files),
    }
