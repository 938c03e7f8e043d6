"""What is asked about a rolling year and the months it is made of, where the two disagree.

Both are kept, whatever the answer: the year as it was reported, and the one that its parts form.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.judged_value import is_by_year
from beatwise.accountability.measures.years.rolling_years import (
    YEAR,
    Disagreement,
    RollingYear,
    is_part,
    rolling_years,
)


A_MONTH = 32  # as ``Period.order`` counts


class YearsBeside:
    """The years of one measure in one area, and their parts, as values join."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.by_end: dict[int, dict[Period, Observation]] = {}
        self.has_years = False
        self._formed: list[Observation] | None = None

    def add(self, value: Observation) -> None:
        """Add a value; it takes the place of an earlier one of its period."""
        is_year = value.period.length == YEAR
        if is_year or is_part(value.period):
            self.by_end.setdefault(value.period.order[0], {})[value.period] = value
            self.has_years = self.has_years or is_year
            self._formed = None

    def expects(self, period: Period) -> bool:
        """Whether a period is a year of a measure judged by the year, or a part of one."""
        if period.length != YEAR and not is_part(period):
            return False
        return is_by_year(self.measure, has_years=self.has_years)

    def formed(self, area: str) -> list[Observation]:
        """Return the years that the parts form and nobody reported, in order of time."""
        if self._formed is None:
            values = [each for at in self.by_end.values() for each in at.values()]
            years = rolling_years(self.measure, values, area)
            self._formed = [each.formed for each in years if each.reported is None]
        return self._formed

    def disagreement(self, new: Observation) -> str:
        """Return words on the newest reported year that disagrees with its parts through ``new``.

        Empty where none does, or did so before in the same way.
        """
        if not self.expects(new.period):
            return ""
        near = self._near(new.period)
        joining = {**near, new.period: new}
        if not any(period.length == YEAR for period in joining):
            return ""
        before, after = self._apart(near, new.area), self._apart(joining, new.area)
        fresh = [period for period, words in after.items() if before.get(period) != words]
        return after[max(fresh, key=_order)] if fresh else ""

    def _near(self, period: Period) -> dict[Period, Observation]:
        """Return the years that a period may be a part of, with all their parts."""
        end = period.order[0]
        near: dict[Period, Observation] = {}
        for at in range(end - (YEAR - 1) * A_MONTH, end + YEAR * A_MONTH, A_MONTH):
            near |= self.by_end.get(at, {})
        return near

    def _apart(self, values: dict[Period, Observation], area: str) -> dict[Period, str]:
        """Return words on each year that was reported as something else than its parts give."""
        words = {}
        for year in rolling_years(self.measure, values.values(), area):
            if year.disagreement is not None:
                words[year.formed.period] = _words(self.measure, year, year.disagreement)
        return words


def _words(measure: Measure, year: RollingYear, apart: Disagreement) -> str:
    name = measure.unit.name
    return (
        f"The year {year.formed.period.words} is reported as "
        f"{value_in_words(apart.reported, name)}, and its {year.made_of} give "
        f"{value_in_words(apart.formed, name)}: "
        f"{difference_in_words(apart.difference, name)}. Both are kept, and the one that the "
        "parts give is rated."
    )


def difference_in_words(difference: Fraction, unit: str) -> str:
    """Return how far a reported year is from the formed one: ``5 more``, ``0.4 % less``."""
    size = abs(difference)
    decimals = 0 if size.denominator == 1 else 2
    while decimals and size * 10**decimals < 1:
        decimals += 1
    number = value_in_words(Decimal(round(size * 10**decimals)).scaleb(-decimals), unit)
    return f"{number} {'more' if difference > 0 else 'less'} than formed"


def _order(period: Period) -> tuple[int, int]:
    return period.order
