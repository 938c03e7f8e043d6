"""What the disclosure gate makes of a measure: each of its values, and the chart that they give.

Worked out for a measure as a whole, because what protects a small count is chosen among all its
values, and remembered until one of them changes. ``gate`` says who sees it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import YES_NO
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.years.judged_value import years_of
from beatwise.accountability.rating.chart_line import Line, chart_line
from beatwise.accountability.rating.control_charts import Chart
from beatwise.accountability.rating.scorecard import ends
from beatwise.publication.published import Published, publish, withhold
from beatwise.web.history.cache import WITHOUT_FIGURES, remembered
from beatwise.web.performance import current_ratings, selectors
from beatwise.web.performance.current_ratings import StoredValue
from beatwise.web.performance.models import ObservationRow, RebasingDecision


NUMBERS = ("value", "numerator", "denominator")
RAW = StoredValue._fields[:-1]
CUT = ("area", "starts", "reason", "role", "decided_on")
Cut = tuple[str, str, str, str, dt.date]
Record = tuple[str, str, str, str, str, dt.date | None, str, str]


@dataclass(frozen=True, eq=False)
class Publication:
    """Every value of a measure with what the gate makes of it, and its re-basings by area.

    ``formed`` are those of the values that are years formed of others.
    """

    measure: Measure
    values: Mapping[Observation, Published]
    formed: frozenset[Observation]
    rebasings: tuple[Cut, ...]

    def observation(self, exact: Observation) -> Observation:
        """Return a value as the gate lets it out.

        One that the gate does not know, taken out since the page began, say, is not shown.
        """
        return (self.values.get(exact) or withhold(exact)).observation

    def reported(self, area: str) -> list[Observation]:
        """Return an area's own values as the gate lets them out, without the years they form."""
        return [
            published.observation
            for exact, published in self.values.items()
            if exact.area == area and exact not in self.formed
        ]


@remembered(512, whatever=WITHOUT_FIGURES)
def publication_of(name: str, day: dt.date) -> Publication:
    """Return a measure, as defined on a day, with every value passed through the gate."""
    rows = ObservationRow.objects.filter(measure=name, removed=False).order_by("pk")
    cuts = RebasingDecision.objects.filter(measure=name, withdrawn=False).values_list(*CUT)
    return _publish(selectors.measure(name, day), tuple(rows.values_list(*RAW)), tuple(cuts))


@lru_cache(maxsize=512)
def _publish(measure: Measure, records: tuple[Record, ...], cuts: tuple[Cut, ...]) -> Publication:
    """Pass a measure's values through the gate, anew only when one of them has changed."""
    values = [current_ratings.observation(StoredValue(*record)) for record in records]
    formed = years_of(measure, values)
    exact = [*values, *formed]  # a year tells of a month that is hidden
    outside = dict(zip(exact, publish(measure, exact), strict=True))
    return Publication(measure, outside, frozenset(formed), cuts)


@lru_cache(maxsize=512)
def line_of(publication: Publication, area: str) -> Line:
    """Return the line of an area's values as the gate lets them out."""
    return chart_line(publication.reported(area), area)


@lru_cache(maxsize=512)
def chart_of(publication: Publication, area: str) -> Chart:
    """Return the control chart of an area's values as the gate lets them out."""
    if publication.measure.unit.name == YES_NO:
        return current_ratings.NO_CHART
    values = line_of(publication, area)
    rows = (RebasingDecision(**dict(zip(CUT, cut, strict=True))) for cut in publication.rebasings)
    cuts = [current_ratings.rebasing(row) for row in rows if row.area == area]
    return current_ratings.control_chart(values, cuts, **ends(publication.measure))
