"""What a person sees of measures: everything exact, or what the disclosure gate lets through.

Every page, export, chart, dashboard, pack and answer of the API reads values and ratings here. Who
holds ``performance.exact`` sees them as they are; everybody else, and whatever is published (no
person at all), sees measures about people as ``publication.published`` lets them out. Variation and
assurance are then those of the chart that is seen, so that no icon tells of a hidden value.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from beatwise.accountability import roles
from beatwise.accountability.measures.measure import Baseline, Measure
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.judged_value import formed_years
from beatwise.accountability.measures.years.rolling_years import RollingYear
from beatwise.accountability.rating.control_charts import Chart
from beatwise.accountability.rating.rag import Status
from beatwise.accountability.rating.scorecard import (
    CHART,
    Row,
    adverse_signals,
    signal_words,
)
from beatwise.accountability.rating.variation import latest_point
from beatwise.accountability.roles import Person
from beatwise.publication.published import UNCONTROLLED, withhold
from beatwise.web.performance import current_ratings, selectors
from beatwise.web.performance.gated_measures import (
    NUMBERS,
    Publication,
    chart_of,
    line_of,
    publication_of,
)
from beatwise.web.performance.models import ObservationRow
from beatwise.web.performance.observation_rows import selectors as stored


EXACT = "performance.exact"
ON_EXACT_FIGURES = "Worked out from the exact figures, which are shown rounded or not at all."
UNSEEN_SIGNAL = "a signal in the exact figures, which are shown rounded or not at all."


def sees_exact(person: object) -> bool:
    """Whether this person sees counts about people as they are; nobody in particular does not."""
    return roles.may(person, EXACT)


def values(person: Person | None, **filters: object) -> list[ObservationRow]:
    """Return the values that this person sees, in the order they came in."""
    return as_seen(person, stored.visible_values(person, **filters).order_by("pk"))


def values_for_file(person: Person | None, filters: Mapping[str, str]) -> list[ObservationRow]:
    """Return the values that an address asks for, as a file has them."""
    return as_seen(person, selectors.observations_for(person, filters))


def in_period(person: Person | None, measure: Measure, period: Period) -> list[ObservationRow]:
    """Return a measure's values of one period, in every area that this person sees."""
    return as_seen(person, stored.in_period(person, measure, period))


def latest_by_area(person: Person | None, measure: Measure) -> list[ObservationRow]:
    """Return the value that a measure is judged by in each area that this person sees."""
    return as_seen(person, stored.latest_by_area(person, measure))


def published_values(names: Iterable[str]) -> list[ObservationRow]:
    """Return the whole area's values of some measures as anybody may see them."""
    return values(None, measure__in=list(names), area=WHOLE_AREA)


def as_seen(person: Person | None, rows: Iterable[ObservationRow]) -> list[ObservationRow]:
    """Return stored values as this person sees them: themselves, or copies from the gate."""
    if sees_exact(person):
        return list(rows)
    definitions, day = selectors.measures(), selectors.today()
    publications: dict[str, Publication] = {}  # asked for once a measure, not once a value

    def outside(row: ObservationRow) -> ObservationRow:
        measure = definitions.get(row.measure)
        if measure is None:
            return _masked(row, withhold(current_ratings.observation(row)).observation)
        if measure.disclosure == UNCONTROLLED:
            return row
        if measure.id not in publications:
            publications[measure.id] = publication_of(measure.id, day)
        return _masked(row, publications[measure.id].observation(current_ratings.observation(row)))

    return [outside(row) for row in rows]


def scorecard(
    person: Person | None, day: dt.date | None = None, area: str = WHOLE_AREA
) -> tuple[Row, ...]:
    """Return every measure's row on a day (today) as this person sees it."""
    rows = selectors.scorecard(day, area)
    return rows if sees_exact(person) else tuple(_rated(row) for row in rows)


def preparation() -> Iterator[str]:
    """Pass every measure through the gate ahead of who looks, yielding after each.

    What is remembered is the gate's own answer: a page still asks it by who looks.
    """
    for row in selectors.scorecard():
        _rated(row)
        yield row.measure.id


def plan_scorecard(
    person: Person | None, day: dt.date | None = None, area: str = WHOLE_AREA
) -> tuple[Row, ...]:
    """Return the rows of the plan's own measures as this person sees them."""
    return selectors.of_plan(scorecard(person, day, area))


def one_row(person: Person | None, measure: Measure, area: str = WHOLE_AREA) -> Row:
    """Return one measure's row today as this person sees it; ``measure`` is the whole area's."""
    row = selectors.one_row(selectors.measure_in(measure, area), area)
    return row if sees_exact(person) else _rated(row)


def measure_in(person: Person | None, measure: Measure, area: str) -> Measure:
    """Return a measure as it holds in an area, its own baseline as this person sees it."""
    return one_row(person, measure, area).measure


def baselines_by_area(person: Person | None, measure: Measure) -> dict[str, Observation]:
    """Return each area's own value for the period of a measure's baseline, as it is published."""
    exact = stored.baselines_by_area(measure)
    if sees_exact(person):
        return exact
    return {area: _observation(measure, value) for area, value in exact.items()}


def years(person: Person | None, measure: Measure, area: str = WHOLE_AREA) -> list[RollingYear]:
    """Return an area's formed years as this person sees them, the oldest first.

    Through the gate they stand without the reported ones: a difference would tell of exact figures.
    """
    rows = stored.visible_values(person, measure=measure.id, area=area).order_by("pk")
    exact = formed_years(measure, [current_ratings.observation(row) for row in rows], area)
    if not is_controlled(person, measure):
        return exact
    publication = publication_of(measure.id, selectors.today())
    return [
        replace(year, formed=publication.observation(year.formed), reported=None) for year in exact
    ]


def is_controlled(person: Person | None, measure: Measure) -> bool:
    """Whether this person sees a measure only through the gate."""
    return measure.disclosure != UNCONTROLLED and not sees_exact(person)


def _masked(row: ObservationRow, outside: Observation) -> ObservationRow:
    """Return a copy of a stored value as the gate lets it out; never to be saved."""
    masked = copy.copy(row)
    masked.pk = row.pk
    for name in NUMBERS:
        number = getattr(outside, name)
        setattr(masked, name, "" if number is None else f"{number:f}")
    masked.note, masked.hidden = outside.note, outside.hidden
    return masked


def _observation(measure: Measure, exact: Observation) -> Observation:
    """Return a value as the gate lets it out."""
    if measure.disclosure == UNCONTROLLED:
        return exact
    return publication_of(measure.id, selectors.today()).observation(exact)


def _rated(row: Row) -> Row:
    """Return a row whose figures passed the gate; its colour is the rule's, of the exact ones."""
    measure, latest = row.measure, row.latest
    if measure.disclosure == UNCONTROLLED or latest is None:
        return row
    publication = publication_of(measure.id, selectors.today())
    outside, chart = publication.observation(latest), chart_of(publication, latest.area)
    rating = row.rating
    if rating.status not in (Status.LATE, Status.NO_DATA):
        rating = replace(rating, reason=ON_EXACT_FIGURES, change=None)
    why = tuple(
        rating.reason if words == row.rating.reason else _signals_seen(chart, measure, words)
        for words in row.why
    )
    line = line_of(publication, latest.area)
    months = line[-1][0].length if line else None
    whole, point = _with_baseline(measure, latest.area), latest_point(chart, months)
    return replace(row, measure=whole, latest=outside, rating=rating, why=why, point=point)


def _signals_seen(chart: Chart, measure: Measure, words: str) -> str:
    """Return why a measure is an exception, its signals as the chart that is seen shows them."""
    if not words.startswith(CHART):
        return words
    return signal_words(adverse_signals(chart, measure.polarity)) or f"{CHART}{UNSEEN_SIGNAL}"


def _with_baseline(measure: Measure, area: str) -> Measure:
    """Return an area's measure with its own baseline as the gate lets it out."""
    baseline = measure.baseline
    if area == WHOLE_AREA or baseline is None:
        return measure  # the whole area's baseline is in the definition, which is published
    exact = stored.baselines([selectors.measure(measure.id)], area).get(measure.id)
    if exact is None:
        return measure
    outside = _observation(measure, exact)
    if outside.value is None:
        return replace(measure, baseline=None)
    return replace(measure, baseline=Baseline(baseline.period, outside.value, None))
