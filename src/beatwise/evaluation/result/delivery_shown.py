"""Whether delivered minutes show that patrols went where, and when, they were assigned."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import numpy as np
from numpy.typing import NDArray


SHARE_OF_UNITS = 0.5  # of the patrolled areas that minutes must reach


class DeliveryShown(Enum):
    """What delivered minutes show, in words."""

    UNKNOWN = "What was delivered is not known."
    NONE = "None of it where patrols were assigned."
    PARTLY = (
        "It does not show the assignment: fewer than half of the patrolled areas were reached, or "
        "the others had as much."
    )
    YES = "It reached the areas that were assigned more than the others."


def delivery_shown(
    minutes: Mapping[str, NDArray[np.float64]], assigned: NDArray[np.bool_]
) -> DeliveryShown:
    """Return what minutes show; those of each grade and ``assigned`` have one shape.

    That is (areas,) where areas are compared, or (areas, days) where days are. Shown means that at
    least half of the areas that were to be patrolled were, and had more minutes, on average, than
    what was not assigned.
    """
    if not minutes:
        return DeliveryShown.UNKNOWN
    total = np.sum(list(minutes.values()), axis=0)
    inside = np.where(assigned, total, 0.0).reshape(len(total), -1).sum(axis=1)
    to_patrol = assigned.reshape(len(total), -1).any(axis=1)
    if not inside.any():
        return DeliveryShown.NONE
    reached = float((inside[to_patrol] > 0).mean())
    elsewhere = float(total[~assigned].mean()) if (~assigned).any() else 0.0
    enough = reached >= SHARE_OF_UNITS and float(total[assigned].mean()) > elsewhere
    return DeliveryShown.YES if enough else DeliveryShown.PARTLY
