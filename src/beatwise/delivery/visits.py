"""Visits: stays of a device in a hot spot, from its traces, by the stated rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.delivery.ground_in_force import NOWHERE
from beatwise.delivery.traces import Bools, Pings, same_device
from beatwise.delivery.visit_rule import VisitRule


_SPEED_OVER_S = 30.0  # apart enough for the error of two positions to matter little


@dataclass(frozen=True, slots=True, eq=False)
class Stays:
    """Stays of devices in hot spots, (n,) each, by device and time; not all are visits.

    Parameters
    ----------
    device, spot
        Number of the device and position of the hot spot.
    begins, ends
        Milliseconds since 1970 in UTC.
    minutes
        Minutes of presence: from begin to end without the absences that were merged.
    bridged
        Of these, minutes in which the device was silent for longer than it should be.
    fast
        Whether most of its pings moved faster than on foot.
    """

    device: NDArray[np.int32]
    spot: NDArray[np.int16]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    minutes: NDArray[np.float64]
    bridged: NDArray[np.float64]
    fast: Bools

    def __len__(self) -> int:
        return len(self.spot)


@dataclass(frozen=True, slots=True, eq=False)
class Presence:
    """Unbroken runs of presence, and the stays that they make up.

    ``stay_of_run`` is (runs,) the position of each run's stay. A stay's absences lie between its
    runs, so that minutes of presence are those of the runs.
    """

    runs: Stays
    stays: Stays
    stay_of_run: NDArray[np.int64]


def presence(pings: Pings, spots: NDArray[np.int16], rule: VisitRule) -> Presence:
    """Return the presence in hot spots of traces whose (n,) hot spots are known."""
    near = _near(spots)
    return _merged(_runs(pings.of(near), spots[near], rule), rule)


def _near(spots: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return the pings in a hot spot and those just before and after: no other tells of a stay."""
    inside = spots != NOWHERE
    near = inside.copy()
    near[1:] |= inside[:-1]
    near[:-1] |= inside[1:]
    return np.flatnonzero(near)


def are_visits(stays: Stays, rule: VisitRule) -> Bools:
    """Return (n,) which stays are visits: long enough, and on foot."""
    return (stays.minutes >= rule.least_min) & ~stays.fast


def credited_minutes(stays: Stays, rule: VisitRule) -> NDArray[np.float64]:
    """Return (n,) minutes credited: none below a visit, at most ``most_min``."""
    return np.where(are_visits(stays, rule), np.minimum(stays.minutes, rule.most_min), 0.0)


def _runs(pings: Pings, spots: NDArray[np.int16], rule: VisitRule) -> Stays:
    """Return unbroken presence: pings of one device in one hot spot with no long silence."""
    gap = np.diff(pings.time)
    together = same_device(pings)
    joined = together & (spots[1:] == spots[:-1]) & (gap <= rule.bridge_s * 1000)
    inside = np.flatnonzero(spots != NOWHERE)
    if not len(inside):
        return _none()
    starts = np.ones(len(spots), bool)
    starts[1:] = ~joined
    ends = np.ones(len(spots), bool)
    ends[:-1] = ~joined
    first = inside[starts[inside]]
    last = inside[ends[inside]]
    begins, finish = pings.time[first].copy(), pings.time[last].copy()
    crossing = together & (gap <= rule.nominal_s * 1000)
    _share_crossings(begins, finish, first, last, crossing, gap)
    silence = np.where(joined & (gap > rule.nominal_s * 1000), gap, 0)
    return Stays(
        pings.device[first],
        spots[first],
        begins,
        finish,
        (finish - begins) / 60_000,
        _between(silence, first, last) / 60_000,
        _mostly_fast(pings, joined, first, last, rule),
    )


def _share_crossings(
    begins: NDArray[np.int64],
    finish: NDArray[np.int64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    crossing: Bools,
    gap: NDArray[np.int64],
) -> None:
    """Give each run half of the short gap over which its device came in or went out."""
    came = np.flatnonzero(first > 0)
    came = came[crossing[first[came] - 1]]
    begins[came] -= gap[first[came] - 1] // 2
    went = np.flatnonzero(last < len(gap))
    went = went[crossing[last[went]]]
    finish[went] += gap[last[went]] // 2


def _between(
    values: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the sum of the (n - 1,) gaps' values inside each run."""
    total = np.concatenate(([0], np.cumsum(values)))
    return total[last] - total[first]


def _mostly_fast(
    pings: Pings,
    joined: Bools,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    rule: VisitRule,
) -> Bools:
    """Return for each run whether more than half of its moves were faster than on foot."""
    step = _step(pings, joined)
    here = np.arange(len(pings) - step) if len(pings) > step else np.zeros(0, np.int64)
    run = np.searchsorted(first, here, side="right") - 1
    within = (run >= 0) & (here + step <= last[np.maximum(run, 0)])
    here, run = here[within], run[within]
    moved = np.hypot(
        pings.easting[here + step] - pings.easting[here],
        pings.northing[here + step] - pings.northing[here],
    )
    fast = moved >= rule.foot_m_s / 1000 * (pings.time[here + step] - pings.time[here])
    every = np.bincount(run, minlength=len(first))
    return 2 * np.bincount(run[fast], minlength=len(first)) > np.maximum(every, 1)


def _step(pings: Pings, joined: Bools) -> int:
    """Return how many pings apart speed is measured: about half a minute, at least one."""
    gaps = np.diff(pings.time)[joined]
    if not len(gaps):
        return 1
    usual = float(np.median(gaps[:: max(1, len(gaps) // 10_000)]))
    return max(1, round(_SPEED_OVER_S * 1000 / max(usual, 1.0)))


def _merged(runs: Stays, rule: VisitRule) -> Presence:
    """Join runs of a device in one hot spot that only a short absence separates."""
    if not len(runs):
        return Presence(runs, runs, np.zeros(0, np.int64))
    again = (runs.device[1:] == runs.device[:-1]) & (runs.spot[1:] == runs.spot[:-1])
    again &= runs.begins[1:] - runs.ends[:-1] <= rule.merge_s * 1000
    first = np.flatnonzero(np.concatenate(([True], ~again)))
    last = np.append(first[1:], len(runs)) - 1
    stays = Stays(
        runs.device[first],
        runs.spot[first],
        runs.begins[first],
        runs.ends[last],
        np.add.reduceat(runs.minutes, first),
        np.add.reduceat(runs.bridged, first),
        _longest_decides(runs, first),
    )
    return Presence(runs, stays, np.cumsum(np.concatenate(([True], ~again))) - 1)


def _longest_decides(runs: Stays, first: NDArray[np.int64]) -> Bools:
    quick = np.add.reduceat(np.where(runs.fast, runs.minutes, 0.0), first)
    return 2 * quick > np.add.reduceat(runs.minutes, first)


def _none() -> Stays:
    return Stays(
        np.zeros(0, np.int32), np.zeros(0, np.int16), np.zeros(0, np.int64), np.zeros(0, np.int64),
        np.zeros(0), np.zeros(0), np.zeros(0, bool),
    )  # fmt: skip
