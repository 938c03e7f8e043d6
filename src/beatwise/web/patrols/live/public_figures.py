"""What everybody may see: visits by hot spot and week, delayed, through the disclosure gate.

Never a phone, a person, a day, an hour, a future patrol or the last weeks.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.utils import timezone

from beatwise import data
from beatwise.accountability.measures.as_toml import parse
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.delivery.visit_rule import VisitRule
from beatwise.publication.published import Published, publish
from beatwise.web.patrols import selectors
from beatwise.web.patrols.live.delivery_figures import (
    PAPER,
    PAPER_GRADE,
    midnight,
    most_by_source,
)
from beatwise.web.patrols.models import DeliveryReport, HotSpot, Programme, Stay


DELAY = dt.timedelta(weeks=4)
MOST_WEEKS = 12


@dataclass(frozen=True, slots=True)
class PublicWeeks:
    """The first days of weeks, the hot spots, and for each by title one published value a week."""

    weeks: tuple[dt.date, ...]
    spots: tuple[HotSpot, ...]
    rows: tuple[tuple[str, tuple[Published, ...]], ...]


@cache
def measure() -> Measure:
    """Return the definition of what is published: visits, as counts with small ones hidden."""
    path = ("patrols", "public_visits.toml")
    return parse(data.text(*path), place="/".join(path))


def public_weeks(programme: Programme, today: dt.date) -> PublicWeeks:
    """Return the published figures: whole weeks that ended at least four weeks ago."""
    latest = _monday(today - DELAY - dt.timedelta(days=6))  # its Sunday is past the delay
    first = max(_monday(programme.first), latest - dt.timedelta(weeks=MOST_WEEKS - 1))
    weeks = []
    while first <= min(latest, programme.last):
        weeks.append(first)
        first += dt.timedelta(weeks=1)
    if not weeks:
        return PublicWeeks((), (), ())
    counts = _counts(programme, weeks[0], weeks[-1] + dt.timedelta(weeks=1))
    spots = selectors.spots(programme, weeks[-1])
    cells = [
        Observation(Period(on=week), Decimal(counts[spot.name, week]), area=spot.name)
        for spot in spots
        for week in weeks
    ]
    values = publish(measure(), cells)
    step = len(weeks)
    return PublicWeeks(
        tuple(weeks),
        tuple(spots),
        tuple((s.title, values[at * step : (at + 1) * step]) for at, s in enumerate(spots)),
    )


def measured(programme: Programme, today: dt.date) -> DeliveryReport | None:
    """Return the newest measurement whose last day is past the delay."""
    reports = DeliveryReport.objects.filter(programme=programme, last__lte=today - DELAY)
    return reports.order_by("-last", "-pk").first()


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _counts(programme: Programme, first: dt.date, end: dt.date) -> Counter[tuple[str, dt.date]]:
    """Return visits by hot spot and week; of each shift those of the grade that shows more."""
    least = VisitRule().least_min
    rows = Stay.objects.filter(
        patrol__shift__programme=programme, begins__gte=midnight(first),
        begins__lt=midnight(end), minutes__gte=least,
    )  # fmt: skip
    sources: dict[tuple[str, dt.date], Counter[tuple[int, str]]] = defaultdict(Counter)
    for patrol, spot, grade, begins in rows.values_list("patrol_id", "spot", "grade", "begins"):
        sources[spot, _monday(timezone.localdate(begins))][patrol, grade] += 1
    for paper in programme.paper.filter(day__gte=first, day__lt=end, hours=None):
        if paper.minutes >= least:
            sources[paper.spot, _monday(paper.day)][PAPER, PAPER_GRADE] += 1
    return Counter({key: sum(most_by_source(of).values()) for key, of in sources.items()})
