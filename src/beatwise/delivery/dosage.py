"""Dosage: minutes of presence by hot spot and day, of officers and of patrols."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import LONDON
from beatwise.delivery.visit_rule import VisitRule
from beatwise.delivery.visits import Presence, are_visits, credited_minutes


Times = NDArray[np.int64]
_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """Days in a row by the London clock: the first, and how many."""

    first: dt.date
    count: int

    @property
    def midnights(self) -> Times:
        """The (count + 1,) moments at which the days begin and the last ends, ms since 1970."""
        days = (self.first + dt.timedelta(days=i) for i in range(self.count + 1))
        moments = (dt.datetime.combine(day, dt.time(), LONDON) for day in days)
        return np.array([round(moment.timestamp() * 1000) for moment in moments], np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Dosage:
    """What each hot spot had on each day, all (spots, days).

    Parameters
    ----------
    patrol_minutes
        Minutes with at least one person there, from stays that are visits.
    officer_minutes
        The same minutes counted for each person.
    bridged_minutes
        Officer-minutes of these in which a device was silent.
    credited_minutes
        Officer-minutes with each visit credited up to the most, by the day it begins.
    visits, full_visits, passings
        Visits, those of a full dose, and stays too short or too fast to be one, by the day each
        begins.
    """

    days: Days
    patrol_minutes: NDArray[np.float64]
    officer_minutes: NDArray[np.float64]
    bridged_minutes: NDArray[np.float64]
    credited_minutes: NDArray[np.float64]
    visits: NDArray[np.int64]
    full_visits: NDArray[np.int64]
    passings: NDArray[np.int64]


def dosage(
    presence: Presence,
    spots: int,
    days: Days,
    rule: VisitRule,
    people: NDArray[np.int64] | None = None,
) -> Dosage:
    """Return the dosage of ``spots`` hot spots; what lies outside the days is left out.

    ``people`` is (devices,) how many walk with each device; one each when not given. Minutes that
    run over midnight count for both days.
    """
    runs, stays = presence.runs, presence.stays
    visit = are_visits(stays, rule)
    counted = visit[presence.stay_of_run] if len(runs) else np.zeros(0, bool)
    heads = np.ones(len(runs)) if people is None else people[runs.device].astype(float)
    shape = (spots, days.count)
    pieces = _by_day(runs.begins[counted], runs.ends[counted], days)
    spot, weight = runs.spot[counted][pieces.row], heads[counted][pieces.row]
    share = pieces.minutes / np.maximum(runs.minutes[counted][pieces.row], 1e-9)
    bridged = runs.bridged[counted][pieces.row] * share
    table = _Table(shape, spot, pieces.day)
    begins = np.searchsorted(days.midnights, stays.begins, side="right") - 1
    there = (begins >= 0) & (begins < days.count)
    of_stay = _Table(shape, stays.spot[there], begins[there])
    mates = np.ones(len(stays)) if people is None else people[stays.device].astype(float)
    full = visit & (stays.minutes >= rule.full_min)
    return Dosage(
        days,
        _patrol_minutes(spot, pieces, shape),
        table.sum(pieces.minutes * weight),
        table.sum(bridged * weight),
        of_stay.sum((credited_minutes(stays, rule) * mates)[there]),
        of_stay.count(visit[there]),
        of_stay.count(full[there]),
        of_stay.count(~visit[there]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Pieces:
    """Spans cut at midnight: the span each comes from, its day, begin and end."""

    row: Times
    day: Times
    begins: Times
    ends: Times

    @property
    def minutes(self) -> NDArray[np.float64]:
        return (self.ends - self.begins) / _MINUTE_MS


def _by_day(begins: Times, ends: Times, days: Days) -> _Pieces:
    midnights = days.midnights
    first = np.searchsorted(midnights, begins, side="right") - 1
    last = np.searchsorted(midnights, ends, side="left") - 1
    first, last = np.maximum(first, 0), np.minimum(last, days.count - 1)
    many = np.maximum(last - first + 1, 0)
    row = np.repeat(np.arange(len(begins)), many)
    day = first[row] + np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
    return _Pieces(
        row,
        day,
        np.maximum(begins[row], midnights[day]),
        np.minimum(ends[row], midnights[day + 1]),
    )


def _patrol_minutes(
    spot: NDArray[np.int16], pieces: _Pieces, shape: tuple[int, int]
) -> NDArray[np.float64]:
    """Return minutes of the union of the pieces, by hot spot and day."""
    if not len(pieces.row):
        return np.zeros(shape)
    cell = spot.astype(np.int64) * shape[1] + pieces.day
    order = np.lexsort((pieces.ends, pieces.begins, cell))
    cell, begins, ends = cell[order], pieces.begins[order], pieces.ends[order]
    base = begins.min()
    span = int(ends.max() - base) + 1  # apart enough that no cell reaches into the next
    reach = np.maximum.accumulate(ends - base + cell * span) - cell * span + base
    earlier = np.concatenate(([base], reach[:-1]))
    earlier[1:][cell[1:] != cell[:-1]] = base
    fresh = np.maximum(ends - np.maximum(begins, earlier), 0)
    minutes = np.bincount(cell, fresh / _MINUTE_MS, shape[0] * shape[1])
    return minutes.reshape(shape).astype(float)


class _Table:
    """Sums by hot spot and day."""

    def __init__(self, shape: tuple[int, int], spot: NDArray[np.int16], day: Times) -> None:
        self.shape, self.cell = shape, spot.astype(np.int64) * shape[1] + day

    def sum(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        total = np.bincount(self.cell, values, self.shape[0] * self.shape[1])
        return total.reshape(self.shape).astype(float)

    def count(self, counted: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.rint(self.sum(counted.astype(float))).astype(np.int64)
