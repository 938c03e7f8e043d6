"""Hot-spot-days: minutes by grade, and whether a day without minutes is none or no data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import LONDON
from beatwise.delivery.completeness import Completeness
from beatwise.delivery.delivered_visit import DeliveredVisit
from beatwise.delivery.dosage import Days, Dosage, dosage
from beatwise.delivery.patrols.patrol_spans import PatrolSpan
from beatwise.delivery.traces import Bools
from beatwise.delivery.visit_rule import VisitRule
from beatwise.delivery.visits import Presence, Stays
from beatwise.planning.plan import PatrolPlan


Minutes = NDArray[np.float64]
TRACKED, TOO_FEW, NO_DEVICE, NOT_PLANNED = 0, 1, 2, 3
STATUS = ("tracked", "no data: too few fixes", "no data: no device", "no patrol")


@dataclass(frozen=True, slots=True, eq=False)
class SpotDays:
    """What each hot spot had on each day, all (spots, days) unless stated.

    Parameters
    ----------
    tracked, checked
        Dosage of grade A, and of A and B together (patrol-minutes are of both).
    checked_minutes, returned_minutes
        Officer-minutes of grades B and C.
    completeness
        Share of minutes on patrol with pings on the hot spot's beat, NaN without a device.
    incomplete
        Spans of devices on the beat with too few pings: what they saw is not counted.
    status
        ``TRACKED``, ``TOO_FEW``, ``NO_DEVICE`` or ``NOT_PLANNED``.
    """

    spots: tuple[str, ...]
    days: Days
    tracked: Dosage
    checked: Dosage
    checked_minutes: Minutes
    returned_minutes: Minutes
    completeness: Minutes
    incomplete: NDArray[np.int64]
    status: NDArray[np.int8]

    @property
    def no_data(self) -> Bools:
        """Where minutes by trackers are not known."""
        return (self.status == TOO_FEW) | (self.status == NO_DEVICE)

    @property
    def unknown(self) -> Bools:
        """Where nothing is known at all: no data by trackers, and no weaker evidence."""
        return self.no_data & (self.checked_minutes == 0) & (self.returned_minutes == 0)

    @property
    def officer_minutes(self) -> Minutes:
        """Officer-minutes of every grade; NaN where nothing is known."""
        total = self.tracked.officer_minutes + self.checked_minutes + self.returned_minutes
        return np.where(self.unknown, np.nan, total)

    def unknown_days(self, spot: str) -> frozenset[dt.date]:
        """Return the days on which nothing is known of a hot spot."""
        return self._days(self.unknown[self.spots.index(spot)])

    def untimed_days(self, spot: str) -> frozenset[dt.date]:
        """Return the days on which only hours are known of a hot spot, and no visit's times."""
        at = self.spots.index(spot)
        return self._days(self.no_data[at] & (self.checked_minutes[at] == 0) & ~self.unknown[at])

    def _days(self, row: Bools) -> frozenset[dt.date]:
        return frozenset(self.days.first + dt.timedelta(days=int(at)) for at in np.flatnonzero(row))


def spot_days(
    plan: PatrolPlan,
    days: Days,
    there: Presence,
    weaker: Sequence[DeliveredVisit],
    spans: Sequence[PatrolSpan],
    tracked: Completeness,
    complete: Bools,
    people: NDArray[np.int64],
    rule: VisitRule,
) -> SpotDays:
    """Return minutes by hot spot and day.

    Parameters
    ----------
    there
        Presence by trackers that counts.
    weaker
        Visits of grades B and C.
    spans, tracked, complete
        Each device's spans on patrol, their completeness, and which have enough pings.
    people
        (devices,) how many walk with each device.
    """
    spots = tuple(spot.id for spot in plan.spots)
    by_phone = [v for v in weaker if v.grade == "B"]
    both, heads = _with_check_ins(there, by_phone, spots, people)
    a = dosage(there, len(spots), days, rule, people)
    ab = dosage(both, len(spots), days, rule, heads)
    share, incomplete, enough = _coverage(plan, days, spans, tracked, complete)
    return SpotDays(
        spots,
        days,
        a,
        ab,
        np.maximum(ab.officer_minutes - a.officer_minutes, 0.0),
        _by_day([v for v in weaker if v.grade == "C"], spots, days),
        share,
        incomplete,
        _status(plan, days, incomplete, enough),
    )


def _with_check_ins(
    there: Presence,
    visits: Sequence[DeliveredVisit],
    spots: Sequence[str],
    people: NDArray[np.int64],
) -> tuple[Presence, NDArray[np.int64]]:
    """Return presence with check-ins as stays of devices of their own, and people by device."""
    if not visits:
        return there, people
    n, position = len(visits), {name: at for at, name in enumerate(spots)}
    own = Stays(
        np.arange(len(people), len(people) + n, dtype=np.int32),
        np.array([position[v.spot] for v in visits], np.int16),
        np.array([_ms(v.begins) for v in visits], np.int64),
        np.array([_ms(v.ends) for v in visits], np.int64),
        np.array([v.minutes for v in visits], float),
        np.zeros(n),
        np.zeros(n, bool),
    )
    stay = np.arange(n) + len(there.stays)
    return (
        Presence(
            _joined(there.runs, own),
            _joined(there.stays, own),
            np.concatenate((there.stay_of_run, stay)),
        ),
        np.concatenate((people, [v.people for v in visits])),
    )


def _joined(one: Stays, other: Stays) -> Stays:
    names = Stays.__dataclass_fields__
    return Stays(*(np.concatenate((getattr(one, n), getattr(other, n))) for n in names))


def _by_day(visits: Sequence[DeliveredVisit], spots: Sequence[str], days: Days) -> Minutes:
    minutes = np.zeros((len(spots), days.count))
    position = {name: at for at, name in enumerate(spots)}
    for visit in visits:
        day = (visit.begins.astimezone(LONDON).date() - days.first).days
        if 0 <= day < days.count:
            minutes[position[visit.spot], day] += visit.officer_minutes
    return minutes


def _coverage(
    plan: PatrolPlan,
    days: Days,
    spans: Sequence[PatrolSpan],
    tracked: Completeness,
    complete: Bools,
) -> tuple[Minutes, NDArray[np.int64], NDArray[np.int64]]:
    """Return completeness, incomplete spans and complete ones by hot spot and day of the beat."""
    beats = {beat: at for at, beat in enumerate(sorted({s.beat for s in plan.spots}))}
    shape = (len(beats), days.count)
    minutes = np.zeros((2, *shape))
    counts = np.zeros((2, *shape), np.int64)
    for number, span in enumerate(spans):
        day = int(np.searchsorted(days.midnights, span.begins, side="right")) - 1
        if span.beat in beats and 0 <= day < days.count:
            cell = (beats[span.beat], day)
            minutes[0][cell] += tracked.tracked_minutes[number]
            minutes[1][cell] += tracked.patrol_minutes[number]
            counts[int(complete[number])][cell] += 1
    with np.errstate(invalid="ignore", divide="ignore"):
        share = minutes[0] / minutes[1]
    row = np.array([beats[spot.beat] for spot in plan.spots], np.int64)
    return share[row], counts[0][row], counts[1][row]


def _status(
    plan: PatrolPlan,
    days: Days,
    incomplete: NDArray[np.int64],
    enough: NDArray[np.int64],
) -> NDArray[np.int8]:
    planned: Mapping[str, set[int]] = {spot.beat: set() for spot in plan.spots}
    for shift in plan.shifts:
        planned.get(shift.beat, set()).add((shift.day - days.first).days)
    status = np.full(incomplete.shape, NOT_PLANNED, np.int8)
    for at, spot in enumerate(plan.spots):
        status[at, [d for d in planned[spot.beat] if 0 <= d < days.count]] = NO_DEVICE
    status[incomplete > 0] = TOO_FEW
    status[enough > 0] = TRACKED
    return status


def _ms(moment: dt.datetime) -> int:
    return round(moment.timestamp() * 1000)
