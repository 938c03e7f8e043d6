"""GPS pings of patrols: where the trackers said the patrollers were."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.simulation.patrols.visits import Shift, Visits
from beatwise.simulation.true_hot_spots import RADIUS_M, HotSpot


INTERVAL_S = 30
POOR_FIX = 0.03  # share of fixes with an accuracy worse than 50 m
GAP = 0.15  # share of tracks that lose some minutes


@dataclass(frozen=True, slots=True)
class Pings:
    """Pings, one entry each: Unix seconds, British National Grid metres, accuracy and speed.

    ``person`` and ``shift`` are texts.
    """

    person: np.ndarray
    shift: np.ndarray
    second: np.ndarray
    x: np.ndarray
    y: np.ndarray
    accuracy_m: np.ndarray
    speed_m_s: np.ndarray


def pings(
    walked: Visits, spots: tuple[HotSpot, ...], from_month: int, rng: np.random.Generator
) -> Pings:
    """Track both people of every tracked shift from a month on."""
    tracks = []
    for number, shift in enumerate(walked.shifts):
        mine = np.flatnonzero(walked.shift == number)
        if shift.month >= from_month and shift.tracked and len(mine):
            way = _way(shift, walked, mine, spots, rng)
            tracks += [_track(person, shift, way, rng) for person in shift.people]
    if not tracks:
        none = np.empty(0)
        text = np.empty(0, dtype=object)
        return Pings(text, text, none.astype(np.int64), none, none, none, none)
    return Pings(*(np.concatenate(column) for column in zip(*tracks, strict=True)))


def _way(
    shift: Shift,
    walked: Visits,
    mine: np.ndarray,
    spots: tuple[HotSpot, ...],
    rng: np.random.Generator,
) -> np.ndarray:
    """Timed corners of the walk (second, x, y): strolling inside a hot spot, straight between."""
    corners = []
    for v in mine:
        hot = spots[walked.spot[v]]
        start, end = int(walked.start[v]), int(walked.end[v])
        n = max(3, (end - start) // 90)
        seconds = np.linspace(start, end, n)
        away = RADIUS_M * 0.75 * np.sqrt(rng.random(n))
        bearing = rng.uniform(0, 2 * np.pi) + rng.normal(0, 0.7, n).cumsum()
        corners.append(
            np.column_stack(
                [seconds, hot.x + away * np.cos(bearing), hot.y + away * np.sin(bearing)]
            )
        )
    way = np.concatenate(corners)
    base = way[0, 1:] + rng.normal(0, 1, 2) * 200
    first, last = [[shift.start, *base]], [[shift.end, *base]]
    return np.concatenate([first, way, last])


def _track(person: str, shift: Shift, way: np.ndarray, rng: np.random.Generator) -> tuple:
    second = np.arange(shift.start + int(rng.integers(0, INTERVAL_S)), shift.end, INTERVAL_S)
    if rng.random() < GAP:
        lost = int(rng.integers(shift.start, shift.end))
        second = second[(second < lost) | (second > lost + 60 * int(rng.integers(4, 60)))]
    n = len(second)
    accuracy = np.where(rng.random(n) < POOR_FIX, rng.uniform(55, 160, n), rng.gamma(4, 2.2, n) + 3)
    x = np.interp(second, way[:, 0], way[:, 1])
    y = np.interp(second, way[:, 0], way[:, 2])
    later_x = np.interp(second + 5, way[:, 0], way[:, 1])
    later_y = np.interp(second + 5, way[:, 0], way[:, 2])
    speed = np.hypot(later_x - x, later_y - y) / 5
    blur = rng.normal(0, 0.45, (2, n)) * accuracy
    return (
        np.full(n, person, dtype=object),
        np.full(n, shift.id, dtype=object),
        second,
        x + blur[0],
        y + blur[1],
        accuracy,
        (speed + rng.normal(0, 0.1, n)).clip(0, 2.2),
    )
