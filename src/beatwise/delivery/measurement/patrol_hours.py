"""Hours on patrol: by devices' spans, and from first check-in to last where there were no pings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from beatwise.clock import LONDON
from beatwise.delivery.delivered_visit import DeliveredVisit
from beatwise.delivery.evidence.evidence import Evidence
from beatwise.delivery.patrols.patrol_spans import PatrolSpan


@dataclass(frozen=True, slots=True)
class PatrolDay:
    """One device on patrol on a day: whose, on which beat, for how many person-hours."""

    partner: str
    device: str
    day: dt.date
    beat: str
    hours: float


def patrol_days(
    evidence: Evidence,
    spans: Sequence[PatrolSpan],
    check_ins: Sequence[DeliveredVisit],
    beats: Mapping[str, str],
) -> list[PatrolDay]:
    """Return the patrols that devices tell of; ``beats`` is hot spot → beat.

    A device without pings on a day was on patrol from its first check-in to its last check-out.
    """
    patrols = [_tracked(evidence, span) for span in spans]
    known = {(patrol.device, patrol.day) for patrol in patrols}
    by_day: dict[tuple[str, str, dt.date], list[DeliveredVisit]] = {}
    for visit in check_ins:
        if (visit.device, visit.begins.date()) not in known:
            key = (visit.partner, visit.device, visit.begins.date())
            by_day.setdefault(key, []).append(visit)
    for (partner, device, day), visits in sorted(by_day.items()):
        length = max(v.ends for v in visits) - min(v.begins for v in visits)
        hours = length.total_seconds() / 3600 * max(v.people for v in visits)
        patrols.append(PatrolDay(partner, device, day, beats[visits[0].spot], hours))
    return patrols


def hours_by_partner(patrols: Sequence[PatrolDay], more: Mapping[str, float]) -> dict[str, float]:
    """Return partner → hours on patrol, with ``more`` that were returned."""
    hours = dict(more)
    for patrol in patrols:
        hours[patrol.partner] = hours.get(patrol.partner, 0.0) + patrol.hours
    return dict(sorted(hours.items()))


def hours_by_lot(
    patrols: Sequence[PatrolDay], more: Mapping[tuple[str, str, str], float]
) -> dict[tuple[str, str, str], float]:
    """Return (YYYY-MM, partner, beat) → hours on patrol, with ``more`` that were returned."""
    hours = dict(more)
    for patrol in patrols:
        key = (f"{patrol.day:%Y-%m}", patrol.partner, patrol.beat)
        hours[key] = hours.get(key, 0.0) + patrol.hours
    return hours


def _tracked(evidence: Evidence, span: PatrolSpan) -> PatrolDay:
    device = evidence.roster.of(evidence.names[span.device])
    day = dt.datetime.fromtimestamp(span.begins / 1000, LONDON).date()
    return PatrolDay(device.partner, device.id, day, span.beat, span.hours * device.people)
