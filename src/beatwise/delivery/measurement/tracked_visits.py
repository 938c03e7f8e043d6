"""Visits of grade A: stays by trackers on patrol, apart from those of shifts with too few pings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import LONDON
from beatwise.delivery.completeness import Completeness
from beatwise.delivery.delivered_visit import DeliveredVisit
from beatwise.delivery.evidence.patrol_device import DeviceRoster
from beatwise.delivery.patrols.patrol_spans import PatrolSpan
from beatwise.delivery.traces import Bools
from beatwise.delivery.visit_rule import VisitRule
from beatwise.delivery.visits import Presence, Stays, are_visits


OFF_PATROL = -1


@dataclass(frozen=True, slots=True)
class TrackedVisits:
    """Visits by trackers.

    Parameters
    ----------
    usable
        Those of spans with enough pings.
    no_data
        Those of spans with too few: they are listed, and count for nothing.
    presence
        The presence behind the usable ones and the passings beside them.
    off_patrol
        Stays outside every span on patrol, which are nobody's business.
    """

    usable: tuple[DeliveredVisit, ...]
    no_data: tuple[DeliveredVisit, ...]
    presence: Presence
    off_patrol: int


def complete_spans(tracked: Completeness, rule: VisitRule) -> Bools:
    """Return (n,) which spans have enough pings for their minutes to count."""
    with np.errstate(invalid="ignore"):
        return tracked.share >= rule.least_complete


def tracked_visits(
    there: Presence,
    spans: Sequence[PatrolSpan],
    complete: Bools,
    spots: Sequence[str],
    names: Sequence[str],
    roster: DeviceRoster,
    rule: VisitRule,
) -> TrackedVisits:
    """Sort the stays of devices by the span in which each begins.

    ``spots`` and ``names`` are the hot spots and devices by position and number.
    """
    span = _span_of(there.stays, spans)
    on_patrol = span != OFF_PATROL
    counted = on_patrol & np.append(complete, False)[span]
    visit = are_visits(there.stays, rule)
    return TrackedVisits(
        _as_visits(there.stays, counted & visit, spots, names, roster),
        _as_visits(there.stays, on_patrol & ~counted & visit, spots, names, roster),
        _of(there, counted),
        int(np.count_nonzero(~on_patrol)),
    )


def _span_of(stays: Stays, spans: Sequence[PatrolSpan]) -> NDArray[np.int64]:
    """Return (stays,) the span in which each stay begins, ``OFF_PATROL`` outside all."""
    result = np.full(len(stays), OFF_PATROL, np.int64)
    low = np.searchsorted(stays.device, [s.device for s in spans], side="left")
    high = np.searchsorted(stays.device, [s.device for s in spans], side="right")
    for number, span in enumerate(spans):
        mine = slice(int(low[number]), int(high[number]))
        inside = (stays.begins[mine] < span.ends) & (stays.ends[mine] > span.begins)
        rows = np.flatnonzero(inside) + int(low[number])
        result[rows[result[rows] == OFF_PATROL]] = number
    return result


def _of(there: Presence, counted: Bools) -> Presence:
    """Return the presence of some of the stays."""
    runs = counted[there.stay_of_run] if len(there.runs) else np.zeros(0, bool)
    number = np.cumsum(counted) - 1
    return Presence(
        _rows(there.runs, runs), _rows(there.stays, counted), number[there.stay_of_run[runs]]
    )


def _rows(stays: Stays, rows: Bools) -> Stays:
    return replace(
        stays, **{name: getattr(stays, name)[rows] for name in Stays.__dataclass_fields__}
    )


def _as_visits(
    stays: Stays,
    rows: Bools,
    spots: Sequence[str],
    names: Sequence[str],
    roster: DeviceRoster,
) -> tuple[DeliveredVisit, ...]:
    visits = []
    for at in np.flatnonzero(rows).tolist():
        device = roster.of(names[int(stays.device[at])])
        visits.append(
            DeliveredVisit(
                spot=spots[int(stays.spot[at])],
                partner=device.partner,
                device=device.id,
                begins=_london(stays.begins[at]),
                ends=_london(stays.ends[at]),
                minutes=float(stays.minutes[at]),
                grade="A",
                people=device.people,
                bridged_minutes=float(stays.bridged[at]),
            )
        )
    return tuple(visits)


def _london(moment: np.int64) -> dt.datetime:
    return dt.datetime.fromtimestamp(int(moment) / 1000, LONDON)
