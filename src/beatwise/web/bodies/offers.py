"""What seats and votes offer to the other apps."""

from __future__ import annotations

from beatwise.web.bodies import agenda_lines, exports, integrity
from beatwise.web.meetings.named_roles import own_bodies
from beatwise.web.registry import ExportList, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.check("seats", integrity.seats)
    offers.check("rolls", integrity.rolls)
    offers.check("votes", integrity.votes)
    own = own_bodies.any_reads
    offers.listing("seats", ExportList("meetings.read", exports.of_seats, within=own))
    offers.listing("rolls", ExportList("meetings.read", exports.of_rolls, within=own))
    offers.agenda_lines("membership", agenda_lines.membership)
    offers.listing("votes", ExportList("meetings.read", exports.of_votes, within=own))
