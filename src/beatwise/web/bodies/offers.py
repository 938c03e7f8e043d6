"""What seats and votes offer to the other apps."""

from __future__ import annotations

from beatwise.web.bodies import exports, integrity
from beatwise.web.registry import ExportList, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.check("seats", integrity.seats)
    offers.check("votes", integrity.votes)
    offers.listing("seats", ExportList("meetings.read", exports.of_seats))
    offers.listing("votes", ExportList("meetings.read", exports.of_votes))
