"""The trend of incidents at a place, when some records of the force have no place.

Where the share of records with a place moves, a count at a place moves with it though nothing
happened there. The trend is corrected as if the records without a place were spread as the others
are. Where the share moves by more than 5 points the interval also covers that none of them belong
here, and that twice as many do; where it moves by more than 20 points there is no trend.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatwise.estimate import Estimate
from beatwise.hotspots.shortlist.reasons.trend import trend


STEADY = 0.05  # the share with a place may move so far without widening the interval
MOST = 0.20  # beyond this no correction is believed


def moves_too_much(placed: np.ndarray) -> bool:
    """Say whether the shares with a place, shape (m,), move too far for any trend."""
    return bool(len(placed)) and bool(placed.min() <= 0 or np.ptp(placed) > MOST)


def placed_trend(counts: np.ndarray, months: np.ndarray, placed: np.ndarray) -> Estimate | None:
    """Return the change a year in percent, corrected for records without a place.

    None where there is too little to tell, or where the shares move too far to tell.

    Parameters
    ----------
    counts
        Incidents each month at the place, shape (m,).
    months
        Month numbers, shape (m,).
    placed
        Share of the force's records of the type that have a place, above 0 to 1, shape (m,).
    """
    if moves_too_much(placed):
        return None
    corrected = trend(counts, months, exposure=placed)
    if corrected is None or np.ptp(placed) <= STEADY:
        return corrected
    others = [trend(counts, months), trend(counts, months, exposure=placed / (2 - placed))]
    every = [corrected, *(other for other in others if other is not None)]
    lows = [one.low for one in every if one.low is not None]
    highs = [one.high for one in every if one.high is not None]
    return replace(corrected, low=min(lows), high=max(highs))
