"""What patrols do: some incidents do not happen, and some of those happen nearby instead.

The county without patrols is drawn first; patrols then remove incidents from it by lot. So the
same seed with another effect is the same county but for the incidents prevented or moved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.simulation.process import Draw
from beatwise.simulation.town.premises import Premises
from beatwise.simulation.true_hot_spots import HotSpot


HAPPENED, MOVED, PREVENTED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Response:
    """What became of each incident, and at which premises.

    ``fate`` is ``HAPPENED``, ``MOVED`` (to the buffer) or ``PREVENTED``; ``spot`` is the position
    in the list of hot spots of the one that acted on it, -1 where none did.
    """

    fate: np.ndarray
    premises: np.ndarray
    spot: np.ndarray


def respond(
    draw: Draw,
    place: Premises,
    spots: tuple[HotSpot, ...],
    *,
    kinds: np.ndarray,
    from_month: int,
    effect: float,
    displacement: float,
    rng: np.random.Generator,
) -> Response:
    """Apply ``effect`` (0 to 1) at patrolled hot spots from a month on; move a share nearby."""
    acts = np.isin(draw.kind, kinds) & (draw.month >= from_month)
    removed = rng.random(len(draw.kind)) < effect
    moved = rng.random(len(draw.kind)) < displacement
    chance = rng.random(len(draw.kind))
    spot = np.full(len(draw.kind), -1)
    where = draw.premises.copy()
    for n, hot in enumerate(spots):
        if hot.patrolled:
            spot[acts & removed & np.isin(draw.premises, hot.inside)] = n
            for kind in kinds:
                going = np.flatnonzero((spot == n) & moved & (draw.kind == kind))
                target = _nearby(place.mean[hot.buffer, kind], hot.buffer, chance[going])
                where[going] = draw.premises[going] if target is None else target
    fate = np.where(spot < 0, HAPPENED, np.where(where != draw.premises, MOVED, PREVENTED))
    return Response(fate.astype(np.int8), where, spot)


def _nearby(weight: np.ndarray, buffer: np.ndarray, chance: np.ndarray) -> np.ndarray | None:
    """Choose a premises of the buffer for each moved incident; None where none attracts it."""
    if weight.sum() <= 0:
        return None
    running = weight.cumsum()
    at = np.searchsorted(running, chance * running[-1], side="right")
    return buffer[np.minimum(at, len(buffer) - 1)]
