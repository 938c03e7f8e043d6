"""Rolling years: twelve months of a measure, formed from the months and quarters kept beside them.

Many measures are judged by a year that is renewed each quarter. Two such years share nine months,
so nothing can be read from how far they lie apart. What is underneath can be: months, quarters or
half-years of the same measure. The year is formed from them, and is never a mean of rates:

* what can be added (a number, pounds, hours) is added;
* a percentage is the sum of its numerators out of the sum of its denominators;
* a rate is the sum of its numerators per the people there were on average: the same people stand
  behind each month, so they are not added up.

A year with a part missing is not formed. One that was reported as well is kept beside it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from beatwise.accountability.measures.by_area import ADDABLE
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import (
    WHOLE_AREA,
    Observation,
    decimals_exponent,
    series,
)
from beatwise.accountability.measures.period import Period
from beatwise.clock import Month


YEAR = 12
FORMED = "Formed from "  # so the source of a formed year begins
PARTS = {1: "month", 3: "quarter", 6: "half-year"}


@dataclass(frozen=True, slots=True)
class YearSum:
    """The parts of one rolling year added up, whatever the measure's unit.

    Parameters
    ----------
    period
        The twelve months.
    area
        Where.
    made_of
        Its parts in words: ``12 months``, ``2 quarters and 6 months``.
    value, numerator, denominator
        The sums; ``None`` where a part lacks a numerator or denominator.
    person_months
        The sum of each denominator times its months; ``None`` as for ``denominator``.
    decimals
        The most decimals that a part's value is written with.
    vintage
        The newest day on which a part was known; ``None`` when none is stated.
    """

    period: Period
    area: str
    made_of: str
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    person_months: Decimal | None
    decimals: int
    vintage: dt.date | None

    @property
    def people(self) -> Fraction | None:
        """The denominator on average over the year; ``None`` as for ``denominator``."""
        return None if self.person_months is None else Fraction(self.person_months) / YEAR


class Disagreement(NamedTuple):
    """A year as formed and as reported, and the reported less the exact value of its parts."""

    formed: Decimal
    reported: Decimal
    difference: Fraction


@dataclass(frozen=True, slots=True)
class RollingYear:
    """A year as formed from its parts, beside the same year as it was reported, if it was.

    ``exact`` is the formed value before it was rounded.
    """

    formed: Observation
    made_of: str
    exact: Fraction
    reported: Observation | None

    @property
    def disagreement(self) -> Disagreement | None:
        """Both values and their difference; ``None`` where they agree or one is not there.

        They agree within half a unit of the last digit of the reported value.
        """
        reported = self.reported.value if self.reported is not None else None
        if reported is None or self.formed.value is None:
            return None
        difference = apart(reported, self.exact)
        if difference is None:
            return None
        return Disagreement(self.formed.value, reported, difference)

    @property
    def difference(self) -> Fraction | None:
        """The reported value less the exact one, where the two disagree."""
        return self.disagreement.difference if self.disagreement else None


def is_part(period: Period) -> bool:
    """Whether a period can be a part of a rolling year."""
    return period.length in PARTS


def year_sums(observations: Iterable[Observation], area: str = WHOLE_AREA) -> tuple[YearSum, ...]:
    """Return every year that one area's months, quarters and half-years fill, in order of time.

    Where several kinds fill it, the shortest are taken. A part without a value fills nothing.
    """
    return tuple(_sums(observations, area, newest_first=False))


def newest_sum(observations: Iterable[Observation], area: str = WHOLE_AREA) -> YearSum | None:
    """Return the newest year that one area's parts fill, or ``None``."""
    return next(_sums(observations, area, newest_first=True), None)


def formed(measure: Measure, year: YearSum | None) -> Observation | None:
    """Return a year as a value of a measure; ``None`` where it cannot be formed.

    What is divided is rounded to the most decimals that a part is written with, one at least.
    """
    if year is None:
        return None
    exact = exact_value(measure, year)
    return None if exact is None else _as_value(measure, year, exact)


def formed_from(value: Observation | None) -> str:
    """Return what a formed year was made of, in words; empty for any other value."""
    source = value.source if value is not None else ""
    return source.removeprefix(FORMED) if source.startswith(FORMED) else ""


def exact_value(measure: Measure, year: YearSum) -> Fraction | None:
    """Return a year's value before rounding; ``None`` where it cannot be formed."""
    if measure.unit.name in ADDABLE:
        return Fraction(year.value)
    below = {"percent": year.denominator, "rate": year.people}.get(measure.unit.name)
    if year.numerator is None or not below:
        return None
    per = Fraction(measure.per if measure.per is not None else 100)
    return Fraction(year.numerator) * per / Fraction(below)


def rolling_years(
    measure: Measure, observations: Iterable[Observation], area: str = WHOLE_AREA
) -> tuple[RollingYear, ...]:
    """Return every rolling year of one area that can be formed, the oldest first."""
    values = list(observations)
    reported = {each.period: each for each in series(values, area, YEAR)}
    years = []
    for year in year_sums(values, area):
        exact = exact_value(measure, year)
        if exact is not None:
            value = _as_value(measure, year, exact)
            years.append(RollingYear(value, year.made_of, exact, reported.get(year.period)))
    return tuple(years)


def apart(reported: Decimal, exact: Fraction) -> Fraction | None:
    """Return how far a reported value is from the exact one; ``None`` within its last digit."""
    difference = Fraction(reported) - exact
    half = Fraction(1, 2) / 10 ** -decimals_exponent(reported)
    return difference if abs(difference) > half else None


def _as_value(measure: Measure, year: YearSum, exact: Fraction) -> Observation:
    words = f"{FORMED}{year.made_of}"
    if measure.unit.name in ADDABLE:
        return Observation(year.period, year.value, year.area, vintage=year.vintage, source=words)
    below = year.denominator
    if measure.unit.name == "rate" and year.people is not None:
        below = _rounded(year.people, 0)
    value = _rounded(exact, max(1, year.decimals))
    return Observation(
        year.period, value, year.area, year.numerator, below, year.vintage, source=words
    )


def _sums(
    observations: Iterable[Observation], area: str, *, newest_first: bool
) -> Iterator[YearSum]:
    by_start: dict[int, list[Observation]] = {}
    for each in series(observations, area):
        if is_part(each.period) and each.value is not None and each.period.first is not None:
            by_start.setdefault(each.period.first.number, []).append(each)
    for start in sorted(by_start, reverse=newest_first):
        parts = _tiling(by_start, start, start + YEAR)
        if parts is not None:
            yield _sum(parts, Period(Month(start), Month(start + YEAR - 1)), area)


def _tiling(
    by_start: dict[int, list[Observation]], start: int, end: int
) -> tuple[Observation, ...] | None:
    """Return parts that fill the months from ``start`` up to ``end``, the shortest first."""
    if start == end:
        return ()
    for part in by_start.get(start, ()):  # shortest first: so ``series`` orders them
        after = start + part.period.order[1]
        rest = _tiling(by_start, after, end) if after <= end else None
        if rest is not None:
            return (part, *rest)
    return None


def _sum(parts: Sequence[Observation], period: Period, area: str) -> YearSum:
    person_months = [
        None if each.denominator is None else each.denominator * each.period.order[1]
        for each in parts
    ]
    return YearSum(
        period=period,
        area=area,
        made_of=_in_words(parts),
        value=sum((each.value for each in parts if each.value is not None), Decimal()),
        numerator=_total([each.numerator for each in parts]),
        denominator=_total([each.denominator for each in parts]),
        person_months=_total(person_months),
        decimals=max(-decimals_exponent(each.value or Decimal()) for each in parts),
        vintage=max((each.vintage for each in parts if each.vintage), default=None),
    )


def _in_words(parts: Sequence[Observation]) -> str:
    kinds = [PARTS[each.period.order[1]] for each in parts]
    counts = {kind: kinds.count(kind) for kind in PARTS.values() if kind in kinds}
    return " and ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in counts.items())


def _total(numbers: Sequence[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal()) if len(known) == len(numbers) else None


def _rounded(exact: Fraction, decimals: int) -> Decimal:
    """Return a fraction of zero or more with so many decimals, halves upwards."""
    return Decimal(math.floor(exact * 10**decimals + Fraction(1, 2))).scaleb(-decimals)
