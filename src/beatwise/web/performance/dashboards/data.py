"""What panels are made from: measures, their values that this person sees, and where they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from beatwise.accountability.measures import Measure
from beatwise.accountability.observations import WHOLE_AREA, Observation, current
from beatwise.accountability.period import Period
from beatwise.accountability.scorecard import Row
from beatwise.web.performance import selectors, standing


class Data:
    """The values that a page needs, read once for all of its panels."""

    def __init__(self, person: Any, needed: Iterable[str], day: dt.date | None = None):
        self.person = person
        self.day = day or selectors.today()
        self.measures: dict[str, Measure] = selectors.measures(self.day)
        self.areas_seen = selectors.areas_seen(person)
        wanted = [name for name in dict.fromkeys(needed) if name in self.measures]
        self._seen: dict[str, list[Observation]] = {name: [] for name in wanted}
        for row in selectors.observed(person, measure__in=wanted).order_by("pk"):
            self._seen[row.measure].append(standing.observation(row))
        self._rows: dict[str, Row] | None = None

    def known(self, names: Sequence[str]) -> list[Measure]:
        """Return those of some measures that the office has."""
        return [self.measures[name] for name in names if name in self.measures]

    def missing(self, names: Sequence[str]) -> tuple[str, ...]:
        """Say which measures the office does not have."""
        lacking = [name for name in names if name not in self.measures]
        if not lacking:
            return ()
        return (
            f"The office has no measure {', '.join(lacking)}: load its set, or import a table.",
        )

    def values(self, name: str, area: str = WHOLE_AREA) -> list[Observation]:
        """Return a measure's values in one area, the newest vintage of each period, in order."""
        return [seen for seen in current(self._seen.get(name, [])) if seen.area == area]

    def every(self, name: str) -> list[Observation]:
        """Return a measure's values in every area, of any vintage."""
        return self._seen.get(name, [])

    def areas(self, names: Iterable[str]) -> list[str]:
        """Return the areas, without the whole, in which any of some measures has values."""
        found = {seen.area for name in names for seen in self.every(name)}
        return sorted(found - {WHOLE_AREA})

    @property
    def all_areas(self) -> bool:
        """Whether this person sees every area, so that a whole may be formed of them."""
        return self.areas_seen is None

    def row(self, name: str) -> Row:
        """Return a measure's row of the scorecard."""
        return self.rows[name]

    @property
    def rows(self) -> dict[str, Row]:
        """Every measure's row of the scorecard, by id."""
        if self._rows is None:
            self._rows = {row.measure.id: row for row in selectors.scorecard(self.day)}
        return self._rows


def periods(seen: Iterable[Observation]) -> list[Period]:
    """Return the periods of some values in order of time, each once."""
    return sorted({each.period for each in seen}, key=lambda period: period.order)
