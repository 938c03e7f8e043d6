"""Fidelity: what was delivered beside what was planned, by hot spot, day, hour and partner."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from beatwise.delivery.delivered_visit import GRADES, DeliveredVisit, Grade
from beatwise.delivery.planned_visits import PlannedVisit, VisitMatch, matches
from beatwise.delivery.visit_rule import VisitRule


SHORT_GAP_MINUTES = 120.0
USUAL_FACES = 3


@dataclass(frozen=True, slots=True)
class HotSpotDelivery:
    """One hot spot over the period.

    Parameters
    ----------
    planned, delivered, achieved, full
        Visits planned; made; planned ones that were made on time; and made ones of a full dose.
    planned_minutes, officer_minutes
        Minutes planned and delivered, counted for each person; ``officer_minutes`` by grade.
    days, days_planned
        Days on which it was visited, and days on which the plan has a visit.
    longest_without
        The most days in a row without a visit.
    gap_minutes, short_gaps
        Median minutes from the end of a visit to the start of the next on the same day, and the
        share of these gaps of up to two hours; None without two visits on one day.
    usual_share
        Share of visits by the three devices that came most often; None without visits.
    complete
        Whether minutes by pings can be trusted here: completeness reached the rule's share.
    days_unknown, planned_unknown
        Days of which nothing is known; and visits planned on these and on days of which only hours
        are known, which are not in ``planned``.
    """

    spot: str
    planned: int
    delivered: int
    achieved: int
    full: int
    planned_minutes: float
    officer_minutes: dict[Grade, float]
    days: int
    days_planned: int
    longest_without: int
    gap_minutes: float | None
    short_gaps: float | None
    usual_share: float | None
    complete: bool
    days_unknown: int
    planned_unknown: int


@dataclass(frozen=True, slots=True)
class Abstraction:
    """Hours taken from a plan, and the reason's code."""

    day: dt.date
    hours: float
    reason: str


@dataclass(frozen=True, slots=True)
class PartnerHours:
    """Hours of one partner: on patrol, and of these in hot spots by grade of evidence."""

    partner: str
    patrol_hours: float
    hot_spot_hours: dict[Grade, float]


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What was delivered of a plan between two days, both included.

    ``by_hour`` is (24,) officer-minutes planned and delivered by London hour of the visit's start;
    ``overlap`` the share that the two have in common, None when one is empty.
    """

    first: dt.date
    last: dt.date
    rule: VisitRule
    spots: tuple[HotSpotDelivery, ...]
    partners: tuple[PartnerHours, ...]
    matches: tuple[VisitMatch, ...]
    abstractions: tuple[Abstraction, ...]
    by_hour: tuple[tuple[float, ...], tuple[float, ...]]
    overlap: float | None

    @property
    def patrol_hours(self) -> float:
        """Hours on patrol of every partner."""
        return sum(partner.patrol_hours for partner in self.partners)

    @property
    def hot_spot_hours(self) -> float:
        """Hours of presence in hot spots, every grade."""
        return sum(sum(p.hot_spot_hours.values()) for p in self.partners)

    def share_of(self, partner: str) -> float | None:
        """Return a partner's share of the hours on patrol, 0 to 1; None without any."""
        total = self.patrol_hours
        own = sum(p.patrol_hours for p in self.partners if p.partner == partner)
        return own / total if total else None


def fidelity(
    planned: Sequence[PlannedVisit],
    delivered: Sequence[DeliveredVisit],
    patrol_hours: dict[str, float],
    *,
    first: dt.date,
    last: dt.date,
    spots: Sequence[str],
    rule: VisitRule,
    incomplete: frozenset[str] = frozenset(),
    abstractions: Sequence[Abstraction] = (),
    unknown: Mapping[str, frozenset[dt.date]] | None = None,
    untimed: Mapping[str, frozenset[dt.date]] | None = None,
) -> Fidelity:
    """Set the visits made beside the visits planned.

    Parameters
    ----------
    patrol_hours
        Partner → hours on patrol, hours outside hot spots included.
    incomplete
        Hot spots whose pings are too few for minutes of grade A: these are left out.
    unknown
        Hot spot → days of which nothing is known. Visits planned on them are counted apart: they
        were neither made nor missed. A run of days without a visit ends there.
    untimed
        Hot spot → days of which only hours are known. Minutes planned on them count, visits are
        counted with those of unknown days.

    Hours returned without times count as minutes and days, and as no visit.
    """
    unknown = unknown or {}
    every, planned = planned, _known(planned, unknown)
    judged = _known(planned, untimed or {})
    usable = [v for v in delivered if v.grade != "A" or v.spot not in incomplete]
    timed = [v for v in usable if v.has_times]
    pairs = matches(judged, timed)
    hours = (_by_hour((p.begins, _minutes(p)) for p in planned),
             _by_hour((v.begins, v.officer_minutes) for v in timed))  # fmt: skip
    to_judge = Counter(p.spot for p in judged)
    unsure = Counter(p.spot for p in every) - to_judge
    return Fidelity(
        first,
        last,
        rule,
        tuple(
            _spot(
                s,
                planned,
                usable,
                pairs,
                first,
                last,
                rule,
                s not in incomplete,
                unknown.get(s, frozenset()),
                to_judge[s],
                unsure[s],
            )
            for s in spots
        ),
        _partners(usable, patrol_hours),
        tuple(pairs),
        tuple(abstractions),
        hours,
        _overlap(*hours),
    )


def _known(
    planned: Sequence[PlannedVisit], unknown: Mapping[str, frozenset[dt.date]]
) -> list[PlannedVisit]:
    return [p for p in planned if p.begins.date() not in unknown.get(p.spot, frozenset())]


def _minutes(visit: PlannedVisit) -> float:
    return (visit.ends - visit.begins).total_seconds() / 60 * visit.people


def _spot(
    spot: str,
    planned: Sequence[PlannedVisit],
    delivered: Sequence[DeliveredVisit],
    pairs: Sequence[VisitMatch],
    first: dt.date,
    last: dt.date,
    rule: VisitRule,
    complete: bool,
    unknown: frozenset[dt.date],
    to_judge: int,
    unsure: int,
) -> HotSpotDelivery:
    plans = [p for p in planned if p.spot == spot]
    visits = sorted((v for v in delivered if v.spot == spot), key=lambda v: v.begins)
    days = {v.begins.date() for v in visits}
    timed = [v for v in visits if v.has_times]
    gaps = _gaps(timed)
    return HotSpotDelivery(
        spot,
        to_judge,
        len(timed),
        sum(pair.planned.spot == spot for pair in pairs),
        sum(v.minutes >= rule.full_min for v in timed),
        sum(map(_minutes, plans)),
        _by_grade(visits),
        len(days),
        len({p.begins.date() for p in plans}),
        _longest_without(days | unknown, first, last),
        statistics.median(gaps) if gaps else None,
        sum(gap <= SHORT_GAP_MINUTES for gap in gaps) / len(gaps) if gaps else None,
        _usual_share(timed),
        complete,
        len(unknown),
        unsure,
    )


def _gaps(visits: Sequence[DeliveredVisit]) -> list[float]:
    """Return minutes between visits of one day; visits that overlap have none between them."""
    gaps = []
    for before, after in pairwise(visits):
        apart = (after.begins - before.ends).total_seconds() / 60
        if before.begins.date() == after.begins.date() and apart > 0:
            gaps.append(apart)
    return gaps


def _longest_without(days: set[dt.date], first: dt.date, last: dt.date) -> int:
    longest = run = 0
    for number in range((last - first).days + 1):
        run = 0 if first + dt.timedelta(days=number) in days else run + 1
        longest = max(longest, run)
    return longest


def _usual_share(visits: Sequence[DeliveredVisit]) -> float | None:
    counts = Counter(v.device for v in visits)
    usual = sum(count for _, count in counts.most_common(USUAL_FACES))
    return usual / len(visits) if visits else None


def _by_grade(visits: Iterable[DeliveredVisit]) -> dict[Grade, float]:
    minutes: dict[Grade, float] = dict.fromkeys(GRADES, 0.0)
    for visit in visits:
        minutes[visit.grade] += visit.officer_minutes
    return minutes


def _partners(
    delivered: Sequence[DeliveredVisit], patrol_hours: dict[str, float]
) -> tuple[PartnerHours, ...]:
    visits: dict[str, list[DeliveredVisit]] = defaultdict(list)
    for visit in delivered:
        visits[visit.partner].append(visit)
    return tuple(
        PartnerHours(
            name,
            patrol_hours.get(name, 0.0),
            {grade: minutes / 60 for grade, minutes in _by_grade(visits[name]).items()},
        )
        for name in sorted({*visits, *patrol_hours})
    )


def _by_hour(minutes: Iterable[tuple[dt.datetime, float]]) -> tuple[float, ...]:
    total = [0.0] * 24
    for begins, count in minutes:
        total[begins.hour] += count
    return tuple(total)


def _overlap(planned: Sequence[float], delivered: Sequence[float]) -> float | None:
    """Return the common share of two profiles over the hours of the day, 0 to 1."""
    totals = sum(planned), sum(delivered)
    if not all(totals):
        return None
    shares = zip(planned, delivered, strict=True)
    return sum(min(p / totals[0], d / totals[1]) for p, d in shares)
