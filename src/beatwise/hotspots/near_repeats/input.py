"""What a near-repeat test may be given: band limits that rise, events with a place and a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from beatwise.errors import BadInput, Refused, UsageError


if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LONGEST_DAYS = 32_767
_TOO_MANY_FIRSTS = 20


def check_settings(
    distance_limits: Sequence[float],
    day_limits: Sequence[int],
    metric: str,
    permutations: int,
    precision_m: float,
) -> None:
    """Raise ``UsageError`` unless the settings make sense together."""
    if not _rising(distance_limits) or not _rising(day_limits):
        raise UsageError(
            "Band limits must rise from above zero.",
            next_step="Write them in order, such as 0.5, 200, 400 metres and 1, 2, 3 days.",
        )
    if any(limit != int(limit) for limit in day_limits):
        raise UsageError("Limits in days must be whole numbers: dates have no hours here.")
    if metric not in ("euclidean", "manhattan"):
        raise UsageError(f"'{metric}' is not a distance: use euclidean or manhattan.")
    if permutations < 1 or precision_m <= 0:
        raise UsageError("The shuffles must be at least one and the precision above zero metres.")


def _rising(limits: Sequence[float]) -> bool:
    return len(limits) > 0 and limits[0] > 0 and bool(np.all(np.diff(limits) > 0))


class Events(NamedTuple):
    """Where and when n events happened: metres, and whole days since the first, each (n,)."""

    east: NDArray[np.float64]
    north: NDArray[np.float64]
    days: NDArray[np.int16]


def check_events(x: ArrayLike, y: ArrayLike, dates: ArrayLike) -> Events:
    """Return the events; raise ``BadInput`` or ``Refused`` for what ``near_repeat`` refuses."""
    east, north = np.asarray(x, float), np.asarray(y, float)
    when: NDArray[np.generic] = np.asarray(dates)
    if not east.shape == north.shape == when.shape or east.ndim != 1:
        raise BadInput("Near repeat needs one easting, one northing and one date an event.")
    missing = ~np.isfinite(east) | ~np.isfinite(north)
    if when.dtype.kind == "M":
        missing |= np.isnat(when)
    if missing.any():
        raise BadInput(
            "an event has no place or no date.",
            place=f"event {int(missing.argmax()) + 1}",
            next_step="Leave such events out and say how many there were.",
        )
    if len(when) < 2:
        raise BadInput("Near repeat needs at least two events.")
    return Events(east, north, _day_numbers(when))


def _day_numbers(when: NDArray[np.generic]) -> NDArray[np.int16]:
    if when.dtype.kind == "M":
        _refuse_months(when)
        when = when.astype("datetime64[D]").astype(np.int64)
    if when.dtype.kind not in "iu":
        raise BadInput("Dates must be dates or whole day numbers.")
    days = when.astype(np.int64) - int(when.min())
    if days.max() >= LONGEST_DAYS:
        raise BadInput(
            f"the dates span {days.max()} days, more than {LONGEST_DAYS - 1}.",
            next_step="Look for a mistyped year.",
        )
    return days.astype(np.int16)


def _refuse_months(when: NDArray[np.generic]) -> None:
    firsts = when.astype("datetime64[M]").astype("datetime64[D]") == when.astype("datetime64[D]")
    if len(when) >= _TOO_MANY_FIRSTS and firsts.all():
        raise Refused(
            "every date is the first of a month: these are months, not days, and near repeat "
            "is about days.",
            next_step="Ask the force for the day of each incident: `beatwise request`.",
        )
