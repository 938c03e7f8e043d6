"""What each partner walked: shifts, hours on patrol and visits. Never by phone or person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from beatwise.accountability.roles import Person
from beatwise.delivery.visit_rule import VisitRule
from beatwise.web.patrols import selectors
from beatwise.web.patrols.live.delivery_figures import (
    GRADES,
    PAPER_GRADE,
    midnight,
    paper_rows,
    visits,
)
from beatwise.web.patrols.models import Programme


@dataclass(slots=True)
class PartnerFigures:
    """A partner's shifts that should have begun, those walked, hours on patrol, and visits.

    ``hours`` are of phones' shifts; ``paper_hours`` person-hours in hot spots or on a beat that
    only paper tells of.
    """

    partner: str
    planned: int = 0
    walked: set[int] = field(default_factory=set)
    hours: float = 0.0
    paper_hours: float = 0.0
    visits: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GRADES, 0))


def by_partner(
    person: Person, programme: Programme, first: dt.date, last: dt.date, now: dt.datetime
) -> list[PartnerFigures]:
    """Return the partners that a person may see, between two days, both included."""
    begins, ends = midnight(first), midnight(last + dt.timedelta(days=1))
    rows: dict[str, PartnerFigures] = {
        name: PartnerFigures(name) for name in selectors.partners(person, programme)
    }
    for shift in selectors.shifts(person, programme).filter(begins__gte=begins, begins__lt=ends):
        rows[shift.partner].planned += shift.begins <= now
    owners: dict[int, str] = defaultdict(str)
    patrols = selectors.patrols(person, programme).filter(started__gte=begins, started__lt=ends)
    for patrol in patrols:
        row = rows.setdefault(patrol.shift.partner, PartnerFigures(patrol.shift.partner))
        until = patrol.stopped or min(now, patrol.shift.hard_stop)
        row.walked.add(patrol.shift_id)
        row.hours += max(0.0, (until - patrol.started).total_seconds()) / 3600
        owners[patrol.pk] = patrol.shift.partner
    for stay in visits(person, programme, begins, ends):
        if stay.patrol_id in owners:
            rows[owners[stay.patrol_id]].visits[stay.grade] += 1
    for paper in paper_rows(person, programme, first, last):
        row = rows.setdefault(paper.partner, PartnerFigures(paper.partner))
        row.visits[PAPER_GRADE] += paper.hours is None and paper.minutes >= VisitRule().least_min
        row.paper_hours += paper.person_hours
    return sorted(rows.values(), key=lambda row: row.partner)
