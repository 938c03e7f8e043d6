"""What was walked beside what was planned, from stays that are kept: today, a week or a month."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from beatwise.accountability.roles import Person
from beatwise.delivery.visit_rule import VisitRule
from beatwise.web.patrols import selectors
from beatwise.web.patrols.models import (
    HotSpot,
    PaperRow,
    PatrolShift,
    PlanShift,
    Programme,
    Stay,
)


GRADES = ("A", "B", "C")
PAPER, PAPER_GRADE = 0, "C"  # the source of paper beside the keys of phones' shifts


@dataclass(slots=True)
class SpotFigures:
    """One hot spot over a span of days.

    ``visits`` and ``minutes`` are by grade and never added up: one visit may have both a tracker
    and a check-in. ``sources`` counts visits by what tells of them (a phone's shift, or paper) and
    grade. ``planned`` are visits that should have begun by now. ``last_visit`` is the last day with
    a visit of any grade within the span.
    """

    spot: HotSpot
    planned: int = 0
    planned_minutes: float = 0.0
    visits: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GRADES, 0))
    minutes: dict[str, float] = field(default_factory=lambda: dict.fromkeys(GRADES, 0.0))
    days: set[dt.date] = field(default_factory=set)
    sources: Counter[tuple[int, str]] = field(default_factory=Counter)

    @property
    def best(self) -> int:
        """Visits of each source by the grade that has more of them, over all sources."""
        return sum(most_by_source(self.sources).values())

    @property
    def share(self) -> float | None:
        """Visits, each counted once, beside those planned; ``None`` when none was planned."""
        return self.best / self.planned if self.planned else None

    def note(self, source: int, grade: str, day: dt.date, minutes: float) -> None:
        """Count one visit of so many minutes."""
        self.visits[grade] += 1
        self.minutes[grade] += min(minutes, VisitRule().most_min)
        self.days.add(day)
        self.sources[source, grade] += 1

    @property
    def percent(self) -> int | None:
        """The share in whole per cent."""
        return None if self.share is None else round(100 * self.share)

    @property
    def last_visit(self) -> dt.date | None:
        """The last day with a visit."""
        return max(self.days, default=None)


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A shift of today: planned, and by which phones it is walked. Never where anybody is."""

    shift: PlanShift
    patrols: tuple[PatrolLine, ...]
    state: str


@dataclass(frozen=True, slots=True)
class PatrolLine:
    """A phone on a shift: its pseudonym, and how old what was last heard of it is, in minutes."""

    patrol: PatrolShift
    fix_age: int | None
    contact_age: int
    visits: dict[str, int]
    minutes: dict[str, float]


def span_figures(
    person: Person, programme: Programme, first: dt.date, last: dt.date, now: dt.datetime
) -> list[SpotFigures]:
    """Return the figures of each hot spot that a person may see, from ``first`` to ``last``."""
    begins, ends = midnight(first), midnight(last + dt.timedelta(days=1))
    rows = {s.name: SpotFigures(s) for s in selectors.visible_spots(person, programme, last)}
    for shift in selectors.shifts_between(person, programme, begins, min(ends, now)):
        _plan(rows, shift, begins, min(ends, now))
    for stay in visits(person, programme, begins, ends):
        if stay.spot in rows:
            day = timezone.localdate(stay.begins)
            rows[stay.spot].note(stay.patrol_id, stay.grade, day, stay.minutes)
    for paper in paper_rows(person, programme, first, last):
        if paper.spot not in rows:
            continue
        if paper.hours is not None:
            rows[paper.spot].minutes[PAPER_GRADE] += paper.hours * 60
        elif paper.minutes >= VisitRule().least_min:
            rows[paper.spot].note(PAPER, PAPER_GRADE, paper.day, paper.minutes)
    return list(rows.values())


def most_by_source(sources: Mapping[tuple[int, str], int]) -> dict[int, int]:
    """Return for each source the visits by the grade that has more: one visit may have two."""
    most: dict[int, int] = {}
    for (source, _), count in sources.items():
        most[source] = max(most.get(source, 0), count)
    return most


def paper_rows(
    person: Person, programme: Programme, first: dt.date, last: dt.date
) -> QuerySet[PaperRow]:
    """Return what paper tells of between two days, both included."""
    return selectors.paper(person, programme).filter(day__gte=first, day__lte=last)


def visits(
    person: Person, programme: Programme, begins: dt.datetime, ends: dt.datetime
) -> Iterable[Stay]:
    """Return the stays that are long enough for a visit, between two moments."""
    rows = Stay.objects.filter(patrol__in=selectors.patrols(person, programme))
    return rows.filter(begins__gte=begins, begins__lt=ends, minutes__gte=VisitRule().least_min)


def under_served(rows: Sequence[SpotFigures]) -> list[SpotFigures]:
    """Return the hot spots with less than half of the visits that were due, the worst first."""
    few = [row for row in rows if row.share is not None and row.share < 0.5]
    return sorted(few, key=lambda row: (row.share or 0.0, -row.planned, row.spot.title))


def today_lines(person: Person, programme: Programme, now: dt.datetime) -> list[ShiftLine]:
    """Return the shifts of today, and who is out by pseudonym."""
    day = timezone.localdate(now)
    shifts = selectors.shifts_between(
        person, programme, midnight(day), midnight(day + dt.timedelta(days=1))
    )
    patrols: dict[int, list[PatrolShift]] = defaultdict(list)
    for patrol in selectors.patrols(person, programme).filter(shift__in=shifts):
        patrols[patrol.shift_id].append(patrol)
    stays = _by_patrol(patrol for group in patrols.values() for patrol in group)
    return [_line(shift, patrols[shift.pk], stays, now) for shift in shifts]


def midnight(day: dt.date) -> dt.datetime:
    """Return the first moment of a day in London."""
    return dt.datetime.combine(day, dt.time(), timezone.get_current_timezone())


def _plan(
    rows: dict[str, SpotFigures], shift: PlanShift, begins: dt.datetime, ends: dt.datetime
) -> None:
    for route in shift.routes:
        for stop in route["stops"]:
            start = dt.datetime.fromisoformat(stop["begins"])
            if stop["kind"] != "visit" or stop["spot"] not in rows or not begins <= start < ends:
                continue
            length = dt.datetime.fromisoformat(stop["ends"]) - start
            rows[stop["spot"]].planned += 1
            rows[stop["spot"]].planned_minutes += length.total_seconds() / 60


def _by_patrol(patrols: Iterable[PatrolShift]) -> dict[int, list[Stay]]:
    stays: dict[int, list[Stay]] = defaultdict(list)
    rows = Stay.objects.filter(patrol__in=[patrol.pk for patrol in patrols])
    for stay in rows.filter(minutes__gte=VisitRule().least_min):
        stays[stay.patrol_id].append(stay)
    return stays


def _line(
    shift: PlanShift, patrols: Sequence[PatrolShift], stays: dict[int, list[Stay]], now: dt.datetime
) -> ShiftLine:
    lines = tuple(_patrol_line(patrol, stays[patrol.pk], now) for patrol in patrols)
    if any(patrol.stopped is None for patrol in patrols):
        state = "out"
    elif patrols:
        state = "finished"
    elif now < shift.begins:
        state = "to come"
    else:
        state = "not started" if now <= shift.ends else "not walked"
    return ShiftLine(shift, lines, state)


def _patrol_line(patrol: PatrolShift, stays: Sequence[Stay], now: dt.datetime) -> PatrolLine:
    by_grade = {grade: [stay for stay in stays if stay.grade == grade] for grade in GRADES}
    return PatrolLine(
        patrol,
        None if patrol.last_fix is None else _age(patrol.last_fix, now),
        _age(patrol.last_contact, now),
        {grade: len(rows) for grade, rows in by_grade.items()},
        {grade: sum(stay.minutes for stay in rows) for grade, rows in by_grade.items()},
    )


def _age(moment: dt.datetime, now: dt.datetime) -> int:
    return max(0, int((now - moment).total_seconds() // 60))
