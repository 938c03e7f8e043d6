"""What a phone records of a walk: correlated error, silences, and the way in which it captures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


ERROR_M, ERROR_LASTS_S = 8.0, 60.0
SILENCE_S = 300.0


@dataclass(frozen=True, slots=True)
class CaptureSetting:
    """How a tracker is set.

    ``every_s`` is the interval; with ``filter_m`` above 0 it reports after that many metres
    instead, and after ``heartbeat_s`` at the latest, where that is above 0. ``silences`` is how
    often a shift it falls silent, for five minutes on average.
    """

    every_s: int = 30
    filter_m: float = 0.0
    heartbeat_s: int = 0
    silences: float = 4.0


def capture(
    places: NDArray[np.float64], setting: CaptureSetting, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return which seconds of a walk are recorded, (m,), and where, (m, 2) BNG metres.

    ``places`` is (n, 2): the true place at each second.
    """
    observed = places + correlated_error(len(places), rng)
    on = np.ones(len(places), bool)
    for _ in range(int(rng.poisson(setting.silences))):
        start = int(rng.integers(len(places)))
        on[start : start + int(rng.exponential(SILENCE_S))] = False
    if setting.filter_m:
        seconds = _after_moving(observed, on, setting)
    else:
        seconds = np.arange(0, len(places), setting.every_s)
        seconds = seconds[on[seconds]]
    return seconds, observed[seconds]


def correlated_error(seconds: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return (seconds, 2) metres: error that drifts over about a minute, as GPS error does."""
    share = np.exp(-1 / ERROR_LASTS_S)
    fresh = rng.normal(0, ERROR_M * np.sqrt(1 - share * share), (seconds, 2))
    error = np.empty((seconds, 2))
    now = rng.normal(0, ERROR_M, 2)
    for at in range(seconds):
        now = share * now + fresh[at]
        error[at] = now
    return error


def _after_moving(
    observed: NDArray[np.float64], on: NDArray[np.bool_], setting: CaptureSetting
) -> NDArray[np.int64]:
    seconds = [0]
    for at in range(0, len(observed), 5):
        if not on[at]:
            continue
        moved = float(np.hypot(*(observed[at] - observed[seconds[-1]])))
        waited = at - seconds[-1]
        if moved >= setting.filter_m or 0 < setting.heartbeat_s <= waited:
            seconds.append(at)
    return np.array(seconds, np.int64)
