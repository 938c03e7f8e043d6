"""Incidents as they would have been without patrols: over-dispersed, drifting, self-exciting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.simulation.rhythm import Clock, draw_hours
from beatwise.simulation.town.premises import Premises


REPEAT_SAME_PLACE = 0.5
REPEAT_MEAN_DAYS = 3.0


@dataclass(frozen=True, slots=True)
class Draw:
    """Incidents of one town: one entry each.

    ``second`` is Unix time, a whole minute; ``month`` counts the clock's months from 0;
    ``follows`` says that the incident is a near repeat of another.
    """

    kind: np.ndarray
    premises: np.ndarray
    second: np.ndarray
    month: np.ndarray
    follows: np.ndarray


def drift_paths(
    blocks: int, types: int, months: int, yearly: float, rng: np.random.Generator
) -> np.ndarray:
    """Random walks of each block's and type's level, mean one, shape (blocks, types, months)."""
    step = yearly / np.sqrt(12)
    walk = rng.normal(0, 1, (blocks, types, months)).cumsum(axis=2) * step
    return np.exp(walk - step**2 * np.arange(1, months + 1) / 2)


def block_sums(mean: np.ndarray, block: np.ndarray) -> np.ndarray:
    """Sum premises' expected counts by block, shape (blocks, types). Premises sorted by block."""
    starts = np.flatnonzero(np.diff(block, prepend=-1))
    return np.add.reduceat(mean, starts, axis=0)


def draw(
    place: Premises,
    season: np.ndarray,
    drift: np.ndarray,
    clock: Clock,
    *,
    variance_ratio: float,
    near_repeat: float,
    rng: np.random.Generator,
) -> Draw:
    """Draw a town's incidents over all the clock's months.

    Each block's count of a type in a month is Poisson around a gamma draw, so that its variance is
    ``variance_ratio`` times its mean (METHODS, oracle O6). A share ``near_repeat`` of incidents
    follow another in the same block within days; half of those at the very same premises.
    """
    expected = block_sums(place.mean, place.block)[:, :, None] * season[None] * drift
    counts = _counts((1 - near_repeat) * expected, variance_ratio, rng)
    block, kind, month = (np.repeat(i, counts.ravel()) for i in _indices(counts.shape))
    first = Draw(
        kind=kind,
        premises=_choose_premises(place, block, kind, rng),
        second=draw_hours(clock, kind, clock.month_first[month], clock.month_last[month], rng),
        month=month,
        follows=np.zeros(len(kind), dtype=bool),
    )
    generations = [first]
    while near_repeat > 0 and len(generations[-1].kind):
        generations.append(_repeats(generations[-1], place, clock, near_repeat, rng))
    hours = np.concatenate([g.second for g in generations])
    return Draw(
        kind=np.concatenate([g.kind for g in generations]),
        premises=np.concatenate([g.premises for g in generations]),
        second=clock.start + 3600 * hours + 60 * rng.integers(0, 60, len(hours)),
        month=np.concatenate([g.month for g in generations]),
        follows=np.concatenate([g.follows for g in generations]),
    )


def _counts(mean: np.ndarray, variance_ratio: float, rng: np.random.Generator) -> np.ndarray:
    if variance_ratio > 1:
        mean = rng.gamma(mean / (variance_ratio - 1), variance_ratio - 1)
    return rng.poisson(mean)


def _indices(shape: tuple[int, ...]) -> list[np.ndarray]:
    return [grid.ravel() for grid in np.indices(shape, dtype=np.int32)]


def _choose_premises(
    place: Premises, block: np.ndarray, kind: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Choose a premises in the block for each incident, by its expected count of the type."""
    edges = np.searchsorted(place.block, np.arange(int(place.block[-1]) + 2))
    chance = rng.random(len(kind))
    premises = np.empty(len(kind), dtype=np.int64)
    for i in np.unique(kind):
        these = np.flatnonzero(kind == i)
        running = np.concatenate([[0.0], place.mean[:, i].cumsum()])
        first, last = edges[block[these]], edges[block[these] + 1]
        mark = running[first] + chance[these] * (running[last] - running[first])
        at = np.searchsorted(running, mark, side="right") - 1
        premises[these] = np.clip(at, first, last - 1)
    return premises


def _repeats(
    parents: Draw, place: Premises, clock: Clock, share: float, rng: np.random.Generator
) -> Draw:
    """One generation of near repeats; ``second`` holds hours here, as in the parents."""
    from_ = np.repeat(np.arange(len(parents.kind)), rng.poisson(share, len(parents.kind)))
    kind = parents.kind[from_]
    day = clock.day[parents.second[from_]] + 1
    day = day + rng.exponential(REPEAT_MEAN_DAYS, len(from_)).astype(np.int64)
    inside = day <= clock.day[-1]
    from_, kind, day = from_[inside], kind[inside], day[inside]
    near = _choose_premises(place, place.block[parents.premises[from_]], kind, rng)
    same = rng.random(len(from_)) < REPEAT_SAME_PLACE
    hour = draw_hours(clock, kind, clock.day_first[day], clock.day_first[day + 1], rng)
    return Draw(
        kind=kind,
        premises=np.where(same, parents.premises[from_], near),
        second=hour,
        month=np.searchsorted(clock.month_last, hour, side="right"),
        follows=np.ones(len(from_), dtype=bool),
    )
