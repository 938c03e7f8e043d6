"""The ground of a beat: its base, hot spots and events, with the walks between them."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.places.walking import Walks
from beatwise.planning.plan import Spot
from beatwise.planning.team.team import Event


@dataclass(frozen=True, slots=True)
class BeatGround:
    """A beat as walked: place 0 is the base, then the hot spots, then where events are."""

    base: str
    spots: tuple[Spot, ...]
    events: tuple[Event, ...]
    walks: Walks
