"""What a programme in one town alone could ever tell, by its hours and months.

The hours say how many of the hot spots can be covered at most, the months how long before and after
are compared; the smallest fall is that of ``smallest_detectable_fall``, with all its limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.hotspots.towns.coverable_hot_spots import HOURS_EACH, coverable
from beatwise.hotspots.towns.smallest_detectable_fall import learnable


HOURS = (3.0, 6.0, 15.0)
MONTHS = (6, 12, 24, 36)


@dataclass(frozen=True, slots=True)
class AtlasCell:
    """The smallest fall that some hours over some months could tell.

    Parameters
    ----------
    hours, months
        Patrol hours in whatever period the reader means, and months before and as many after.
    hot_spots
        How many of the town's hot spots the hours cover at most.
    a_month
        Incidents a month in them, over the training months with data.
    fall
        As a share, 0 to 1; None where not even a fall of nine tenths could be told.
    """

    hours: float
    months: int
    hot_spots: int
    a_month: float
    fall: float | None


def atlas_cells(
    shortlist: Shortlist,
    kind: str,
    hours: Sequence[float] = HOURS,
    months: Sequence[int] = MONTHS,
    hours_each: float = HOURS_EACH,
) -> tuple[AtlasCell, ...]:
    """Return a cell for all hours and months, for one of the types of a town's list.

    The hot spots covered are the first of the list. Raises ``UsageError`` unless ``hours_each`` is
    above zero.
    """
    observed = shortlist.observed
    training = np.isin(observed.months, shortlist.train.present)
    cells = []
    for budget in hours:
        number = coverable(budget, len(shortlist.hotspots), hours_each)
        spots = [spot.monthly[kind] for spot in shortlist.hotspots[:number]]
        counts = np.array(spots).reshape(-1, len(observed.months)).sum(axis=0)[training]
        for each in months:
            smallest = learnable(counts, each)
            cells.append(AtlasCell(budget, each, number, smallest.a_month, smallest.fall))
    return tuple(cells)
