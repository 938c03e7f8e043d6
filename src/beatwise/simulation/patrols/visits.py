"""Patrols as they were walked: shifts of two people, with a visit to each hot spot in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from beatwise.simulation.rhythm import Clock
from beatwise.simulation.true_hot_spots import HotSpot


SHIFT_HOURS = 3
WALK_M_PER_S = 1.25
ABSTRACTED = 0.06  # share of planned shifts that were not walked
NO_GPS = 0.04  # share of walked shifts whose tracker stayed off: a supervisor's return only


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits in order of time, one entry each; ``start`` and ``end`` in Unix seconds.

    ``spot`` is the position in the town's hot spots; ``shift`` the position in ``shifts``.
    """

    shift: np.ndarray
    spot: np.ndarray
    start: np.ndarray
    end: np.ndarray
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift of two people, known by pseudonyms; ``month`` counts from the first month."""

    id: str
    month: int
    start: int
    end: int
    people: tuple[str, str]
    tracked: bool


class _Visit(NamedTuple):
    """One visit, as in ``Visits``."""

    shift: int
    spot: int
    start: int
    end: int


def visits(
    spots: tuple[HotSpot, ...], clock: Clock, from_month: int, name: str, rng: np.random.Generator
) -> Visits:
    """Walk the town's patrolled hot spots on five days a week from a month on."""
    patrolled = [n for n, hot in enumerate(spots) if hot.patrolled]
    shifts: list[Shift] = []
    rows: list[_Visit] = []
    if patrolled and from_month < len(clock.month_first):
        for first_hour in _evenings(clock, from_month, rng):
            shift = _shift(clock, int(first_hour), name, rng)
            rows += _round(len(shifts), shift, patrolled, spots, rng)
            shifts.append(shift)
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Visits(table[:, 0], table[:, 1], table[:, 2], table[:, 3], tuple(shifts))


def _evenings(clock: Clock, from_month: int, rng: np.random.Generator) -> np.ndarray:
    """First hours of the shifts: Tuesday to Saturday, from two or five o'clock in London."""
    late = rng.random(int(clock.day[-1]) + 1) < 0.5
    starts = np.where(late[clock.day], 17, 14)
    on = (clock.local_hour == starts) & np.isin(clock.weekday, [1, 2, 3, 4, 5])
    on[: clock.month_first[from_month]] = False
    hours = np.flatnonzero(on)
    return hours[rng.random(len(hours)) >= ABSTRACTED]


def _shift(clock: Clock, hour: int, name: str, rng: np.random.Generator) -> Shift:
    start = clock.start + 3600 * hour + 60 * int(rng.integers(0, 46))
    code = name[:3].upper()
    people = sorted(rng.choice(4, 2, replace=False).tolist())
    return Shift(
        id=f"{code}-{np.datetime64(start, 's').astype('datetime64[D]')}",
        month=int(np.searchsorted(clock.month_last, hour, side="right")),
        start=start,
        end=start + 3600 * SHIFT_HOURS,
        people=(f"{code}-P{people[0] + 1}", f"{code}-P{people[1] + 1}"),
        tracked=bool(rng.random() >= NO_GPS),
    )


def _round(
    number: int,
    shift: Shift,
    patrolled: list[int],
    spots: tuple[HotSpot, ...],
    rng: np.random.Generator,
) -> list[_Visit]:
    """The visits of one shift: about fifteen minutes each, some short, with the walk between."""
    rows: list[_Visit] = []
    turn = int(rng.integers(len(patrolled)))
    now = shift.start + 60 * int(rng.integers(5, 15))
    while True:
        spot = patrolled[turn % len(patrolled)]
        minutes = int(rng.integers(4, 9)) if rng.random() < 0.1 else int(rng.integers(12, 19))
        if now + 60 * minutes > shift.end - 300:
            return rows
        rows.append(_Visit(number, spot, now, now + 60 * minutes))
        turn += 1
        there = spots[patrolled[turn % len(patrolled)]]
        away = np.hypot(there.x - spots[spot].x, there.y - spots[spot].y)
        now += 60 * minutes + max(600, round(1.3 * away / WALK_M_PER_S))
