"""What panels are made from: measures, their values that this person sees, and where they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from beatwise.accountability import roles
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation, current
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.scorecard import Row
from beatwise.accountability.roles import Person, Reader
from beatwise.web.history.cache import WITHOUT_FIGURES, remembered
from beatwise.web.performance import current_ratings, gate, selectors
from beatwise.web.performance.models import Standing
from beatwise.web.performance.observation_rows.selectors import newest_period
from beatwise.web.performance.observation_rows.visible_areas import visible_areas


A_YEAR = 12 * 32  # as ``Period.order`` counts


class Data:
    """The values that a page needs: those of the whole area at once, others when a panel asks.

    ``day`` is the day to rate as on (today), ``strategy`` the one that an address asks for.
    """

    def __init__(
        self,
        person: Person,
        needed: Iterable[str],
        day: dt.date | None = None,
        strategy: str = "",
    ):
        self.person = person
        self.strategy = strategy
        self.day = day or selectors.today()
        self.measures: dict[str, Measure] = selectors.measures(self.day)
        self.visible_areas = visible_areas(person)
        names = [name for name in dict.fromkeys(needed) if name in self.measures]
        self._whole = _whole(roles.any_reader_like(person), tuple(names))
        self._every: dict[str, tuple[Observation, ...]] = {}
        self._newest: dict[tuple[str, str], list[Observation]] = {}
        self._rows: dict[str, Row] | None = None

    def known(self, names: Sequence[str]) -> list[Measure]:
        """Return those of some measures that the office has."""
        return [self.measures[name] for name in names if name in self.measures]

    def missing(self, names: Sequence[str]) -> tuple[str, ...]:
        """Say which measures the office does not have."""
        missing = [name for name in names if name not in self.measures]
        if not missing:
            return ()
        words = ", ".join(name.replace("-", " ") for name in missing)
        return (f"The office does not have {words}: load their set, or import a table.",)

    def values(self, name: str, area: str = WHOLE_AREA) -> list[Observation]:
        """Return a measure's values in one area, the newest vintage of each period, in order."""
        if (name, area) not in self._newest:
            every_area = self._whole.get(name, ()) if area == WHOLE_AREA else self.every(name)
            newest = current(value for value in every_area if value.area == area)
            self._newest[name, area] = list(newest)
        return self._newest[name, area]

    def every(self, name: str) -> tuple[Observation, ...]:
        """Return a measure's values in every area, of any vintage: those of its newest year.

        The year is the last that any area has a value of; a value without a period is not in it.
        """
        if name not in self._every:
            newest = newest_period(self.person, name)
            self._every |= _read(self.person, [name], at__gt=newest - A_YEAR)
        return self._every[name]

    def areas(self, names: Iterable[str]) -> list[str]:
        """Return the areas, without the whole, in which any of some measures has values."""
        rows = Standing.objects.filter(measure__in=list(names), value_count__gt=0)
        if self.visible_areas is not None:
            rows = rows.filter(area__in=self.visible_areas)
        with_values = set(rows.order_by().values_list("area", flat=True).distinct())
        return sorted(with_values - {WHOLE_AREA})

    @property
    def all_areas(self) -> bool:
        """Whether this person sees every area, so that a whole may be formed of them."""
        return self.visible_areas is None

    def row(self, name: str) -> Row:
        """Return a measure's row of the scorecard."""
        return self.rows[name]

    @property
    def rows(self) -> dict[str, Row]:
        """Every measure's row of the scorecard, by id."""
        if self._rows is None:
            self._rows = {row.measure.id: row for row in gate.scorecard(self.person, self.day)}
        return self._rows


@remembered(most=64, whatever=WITHOUT_FIGURES)
def _whole(person: Reader, names: tuple[str, ...]) -> dict[str, tuple[Observation, ...]]:
    return _read(person, names, area=WHOLE_AREA)


def _read(
    person: Person, names: Sequence[str], **filters: object
) -> dict[str, tuple[Observation, ...]]:
    by_measure: dict[str, list[Observation]] = {name: [] for name in names}
    for row in gate.values(person, measure__in=names, **filters):
        by_measure[row.measure].append(current_ratings.observation(row))
    return {name: tuple(values) for name, values in by_measure.items()}


def periods(values: Iterable[Observation]) -> list[Period]:
    """Return the periods of some values in order of time, each once."""
    return sorted({each.period for each in values}, key=lambda period: period.order)
