"""Other start times for the same route: as unlike other days as its slack allows.

The order of stops, and so what is covered and walked, stays. Over a grid of times the best choice
is found exactly by dynamic programming, stop by stop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from beatwise.planning.shifts.problem import Call, ShiftProblem, Stop


STEP = 20  # seconds between times tried
CHOOSY = 0.01  # ties are broken by a draw this large, so that nobody can work the times out


def retimed(
    problem: ShiftProblem,
    walker: int,
    route: Sequence[Call],
    others: Callable[[str], Sequence[int]],
    draw: np.random.Generator,
    within: int,
) -> tuple[tuple[Stop, ...], int] | None:
    """Return the route with the fewest starts near those of other days, and how many those are.

    Parameters
    ----------
    others
        Of a stop, its starts on other days, seconds from the shift's zero.
    within
        Seconds up to which two starts count as the same.

    Returns
    -------
    None where the route has no time to spare for the grid; its earliest times then stand.
    """
    times = np.arange(problem.on[walker], problem.off[walker] + 1, STEP)
    place, spent = problem.start[walker], 0
    best = np.where(times == times[0], 0.0, np.inf)
    costs, gaps = [], []
    for call in route:
        gap = _steps(spent + float(problem.walk[place, call.location]), len(times))
        cost = _cost(call, times, others(call.id), draw, within)
        best = cost + _reached(best, gap)
        costs.append(best)
        gaps.append(gap)
        place, spent = call.location, call.service
    home = _steps(spent + float(problem.walk[place, problem.end[walker]]), len(times))
    index = len(times) - 1 - home
    start_steps: list[int] = []
    for best, gap in zip(reversed(costs), reversed(gaps), strict=True):
        if index < 0 or not np.isfinite(best[: index + 1]).any():
            return None
        at = int(np.argmin(best[: index + 1]))
        start_steps.append(at)
        index = at - gap
    begins = [int(times[at]) for at in reversed(start_steps)]
    stops = tuple(Stop(c.id, b, b + c.service) for c, b in zip(route, begins, strict=True))
    return stops, sum(
        near(stop.begins, others(stop.call), within)
        for stop, call in zip(stops, route, strict=True)
        if call.kind == "visit"
    )


def near(begins: int, others: Sequence[int], within: int) -> int:
    """Return on how many other days a stop starts within so many seconds of this start."""
    return sum(abs(begins - other) <= within for other in others)


def _steps(seconds: float, most: int) -> int:
    return int(np.ceil(seconds / STEP)) if np.isfinite(seconds) else most


def _reached(best: NDArray[np.float64], gap: int) -> NDArray[np.float64]:
    """Return the least cost of having begun the stop before at least ``gap`` steps earlier."""
    least = np.minimum.accumulate(best)
    cost_so_far = np.full(len(best), np.inf)
    if gap < len(best):
        cost_so_far[gap:] = least[: len(best) - gap]
    return cost_so_far


def _cost(
    call: Call,
    times: NDArray[np.int64],
    others: Sequence[int],
    draw: np.random.Generator,
    within: int,
) -> NDArray[np.float64]:
    cost = CHOOSY * draw.random(len(times))
    if call.kind == "visit" and others:
        ordered = np.sort(np.asarray(others))
        after = np.searchsorted(ordered, times + within, side="right")
        cost += after - np.searchsorted(ordered, times - within, side="left")
    cost[(times < call.earliest) | (times > call.latest)] = np.inf
    return cost
