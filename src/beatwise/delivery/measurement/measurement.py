"""From pings, check-ins and returns to visits, dosage and fidelity: the whole of a measurement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from beatwise.delivery.completeness import Completeness, completeness
from beatwise.delivery.delivered_visit import DeliveredVisit
from beatwise.delivery.dosage import Days
from beatwise.delivery.evidence.check_ins import CheckInVisit, check_in_visits
from beatwise.delivery.evidence.evidence import Evidence
from beatwise.delivery.evidence.hours_returns import SortedReturns, sorted_returns
from beatwise.delivery.fidelity import Fidelity, fidelity
from beatwise.delivery.ground_in_force import spots_of
from beatwise.delivery.measurement.patrol_hours import hours_by_lot, hours_by_partner, patrol_days
from beatwise.delivery.measurement.spot_days import SpotDays, spot_days
from beatwise.delivery.measurement.tracked_visits import complete_spans, tracked_visits
from beatwise.delivery.patrols.capture_pattern import CapturePattern, capture_patterns
from beatwise.delivery.patrols.device_clocks import ClockEstimate, clock_estimates
from beatwise.delivery.patrols.patrol_spans import PatrolSpan, as_on_patrol, patrol_spans
from beatwise.delivery.plan_in_force import PlanInForce
from beatwise.delivery.planned_visits import planned_visits
from beatwise.delivery.traces import Bools, Traces, traces
from beatwise.delivery.visit_rule import VisitRule
from beatwise.delivery.visits import Presence, presence


@dataclass(frozen=True, slots=True, eq=False)
class Measurement:
    """What was delivered, on what evidence, and what was left out.

    ``names`` are the devices by number; ``visits`` those that count, by time; ``no_data`` those by
    trackers with too few pings.
    ``confirmed`` counts check-ins that a tracker measured too. ``hours_by_lot`` is (YYYY-MM,
    partner, beat) → hours on patrol. ``left_out`` counts by reason.
    """

    plan: PlanInForce
    rule: VisitRule
    names: tuple[str, ...]
    visits: tuple[DeliveredVisit, ...]
    no_data: tuple[DeliveredVisit, ...]
    check_ins: tuple[CheckInVisit, ...]
    confirmed: int
    returns: SortedReturns
    spans: tuple[PatrolSpan, ...]
    complete: tuple[bool, ...]
    completeness: Completeness
    patterns: tuple[CapturePattern, ...]
    clocks: tuple[ClockEstimate, ...]
    days: SpotDays
    fidelity: Fidelity
    traces: Traces
    presence: Presence
    hours_by_lot: Mapping[tuple[str, str, str], float]
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def hours_by_month(self) -> dict[tuple[str, str], float]:
        """(YYYY-MM, partner) → hours on patrol."""
        hours: dict[tuple[str, str], float] = {}
        for (month, partner, _), more in self.hours_by_lot.items():
            hours[month, partner] = hours.get((month, partner), 0.0) + more
        return hours

    @property
    def gps_share(self) -> float | None:
        """Tracked share of all minutes on patrol with a device, 0 to 1; None without any."""
        total = float(self.completeness.patrol_minutes.sum())
        return float(self.completeness.tracked_minutes.sum()) / total if total else None

    @property
    def unreliable(self) -> int:
        """Devices that captured only after moving, whose minutes are not reliable."""
        return sum(pattern.distance_only for pattern in self.patterns)


def measure(
    plan: PlanInForce,
    evidence: Evidence,
    rule: VisitRule,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> Measurement:
    """Measure delivery between two days, both included; the plan's own when not given."""
    first, last = first or plan.plan.first, last or plan.plan.last
    days = Days(first, (last - first).days + 1)
    inside = _within(evidence.pings.time, days)
    walked = traces(evidence.pings if inside.all() else evidence.pings.of(inside), rule)
    recorded = evidence.spans
    spans = tuple(patrol_spans(walked.pings, plan.plan) if recorded is None else recorded)
    tracked = completeness(walked.pings, as_on_patrol(spans), rule)
    complete = complete_spans(tracked, rule)
    there = presence(walked.pings, spots_of(walked.pings, plan.ground), rule)
    spots = [spot.id for spot in plan.plan.spots]
    by_tracker = tracked_visits(
        there, spans, complete, spots, evidence.names, evidence.roster, rule
    )
    phones = tuple(check_in_visits(evidence.check_ins, plan.outline, evidence.roster, rule))
    own, confirmed = _own_check_ins(phones, by_tracker.usable, days)
    beats = {spot.id: spot.beat for spot in plan.plan.spots}
    patrols = patrol_days(evidence, spans, own, beats)
    returns = sorted_returns(
        [r for r in evidence.returns if first <= r.day <= last],
        [*by_tracker.usable, *(v for v in own if v.grade == "B")],
        {(patrol.partner, patrol.day, patrol.beat) for patrol in patrols},
        beats,
    )
    weaker = [*own, *returns.visits]
    people = np.array([evidence.roster.of(name).people for name in evidence.names], np.int64)
    table = spot_days(
        plan.plan, days, by_tracker.presence, weaker, spans, tracked, complete, people, rule
    )
    visits = sorted([*by_tracker.usable, *weaker], key=lambda v: (v.begins, v.spot, v.device))
    return Measurement(
        plan=plan,
        rule=rule,
        names=tuple(evidence.names),
        visits=tuple(visits),
        no_data=by_tracker.no_data,
        check_ins=phones,
        confirmed=confirmed,
        returns=returns,
        spans=spans,
        complete=tuple(bool(one) for one in complete),
        completeness=tracked,
        patterns=tuple(capture_patterns(walked.pings, spans, rule)),
        clocks=tuple(clock_estimates(walked.pings, spans, evidence.now)),
        days=table,
        fidelity=fidelity(
            [p for p in planned_visits(plan.plan) if first <= p.begins.date() <= last],
            visits,
            hours_by_partner(patrols, returns.patrol_hours),
            first=first,
            last=last,
            spots=spots,
            rule=rule,
            unknown={spot: table.unknown_days(spot) for spot in spots},
            untimed={spot: table.untimed_days(spot) for spot in spots},
            abstractions=[a for a in evidence.abstractions if first <= a.day <= last],
        ),
        traces=walked,
        presence=there,
        hours_by_lot=hours_by_lot(patrols, returns.lots),
        left_out={
            **walked.left_out,
            "outside the period": int(np.count_nonzero(~inside)),
            "stays off patrol": by_tracker.off_patrol,
        },
    )


def _within(time: np.ndarray, days: Days) -> Bools:
    edges = days.midnights
    return np.asarray((time >= edges[0]) & (time < edges[-1]))


def _own_check_ins(
    phones: Iterable[CheckInVisit], tracked: Sequence[DeliveredVisit], days: Days
) -> tuple[list[DeliveredVisit], int]:
    """Return the visits that only check-ins tell of, and how many a tracker measured too."""
    by_key: dict[tuple[str, str], list[DeliveredVisit]] = {}
    for stay in tracked:
        by_key.setdefault((stay.device, stay.spot), []).append(stay)
    own, confirmed, known = [], 0, set[tuple[str, str, dt.datetime]]()
    last = days.first + dt.timedelta(days=days.count - 1)
    for visit in (one.visit for one in phones):
        if visit is None or not days.first <= visit.begins.date() <= last:
            continue
        key = (visit.device, visit.spot, visit.begins)
        others = by_key.get((visit.device, visit.spot), ())
        if any(o.begins < visit.ends and visit.begins < o.ends for o in others):
            confirmed += 1
        elif key not in known:
            own.append(visit)
        known.add(key)
    return own, confirmed
