"""The value that a measure is judged by: its newest, or the newest rolling year."""

from __future__ import annotations

from collections.abc import Iterable

from beatwise.accountability.measures.by_area import ADDABLE
from beatwise.accountability.measures.expectation import Expectation, Kind
from beatwise.accountability.measures.measure import FREQUENCIES, Measure
from beatwise.accountability.measures.observation import (
    WHOLE_AREA,
    Observation,
    current,
    latest,
    series,
)
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.rolling_years import (
    YEAR,
    RollingYear,
    YearSum,
    formed,
    newest_sum,
    rolling_years,
)


GROWS = (*ADDABLE, "rate")  # twice as long a period has about twice as much of it


def is_by_year(measure: Measure, *, has_years: bool = False) -> bool:
    """Whether a measure is judged by twelve months and renewed more often than once a year.

    The baseline says so by its period; without one, values of twelve months do (``has_years``).
    """
    if FREQUENCIES[measure.frequency] >= YEAR:
        return False
    if measure.baseline is None or not measure.baseline.period.stated:
        return measure.by_year or has_years
    return measure.baseline.period.length == YEAR


def judged_value(
    measure: Measure,
    newest: Observation | None,
    reported: Observation | None,
    year: YearSum | None,
) -> Observation | None:
    """Return the value that a measure is judged by.

    Parameters
    ----------
    newest
        The newest value of any period.
    reported, year
        The newest year as reported, and the newest that its parts fill.

    That is the newest value, or of a measure judged by the year the newest year: of a year that
    was both formed and reported the formed one, so that a restated month is felt.
    """
    if not is_by_year(measure, has_years=reported is not None):
        return newest
    own = formed(measure, year)
    if own is None or reported is None:
        return own or reported or newest
    return own if own.period.order >= reported.period.order else reported


def latest_judged(
    measure: Measure, observations: Iterable[Observation], area: str = WHOLE_AREA
) -> Observation | None:
    """Return the value that a measure is judged by, from all its observations."""
    values = list(observations)
    year = newest_sum(values, area)
    return judged_value(measure, latest(values, area), latest_year(values, area), year)


def latest_year(observations: Iterable[Observation], area: str = WHOLE_AREA) -> Observation | None:
    """Return the newest value of twelve months that was reported."""
    return latest(series(observations, area, YEAR), area)


def expected_of(measure: Measure, judged: Period | None, months: int | None) -> Expectation:
    """Return what is expected of values of so many months, where another length is judged.

    A number to reach in a year is not one to reach in a month; a percentage is the same for both.
    """
    target = measure.expectation
    if target.kind is not Kind.TARGET or judged is None or measure.unit.name not in GROWS:
        return target
    if judged.length == months or judged.length is None or months is None:
        return target
    return Expectation(Kind.NONE, f"{target.words}, for {judged.length} months")


def years_of(measure: Measure, observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Return every rolling year that can be formed, area by area; none unless judged by the year.

    ``observations`` are the measure's, of any area and vintage.
    """
    by_area: dict[str, list[Observation]] = {}
    for each in observations:
        by_area.setdefault(each.area, []).append(each)
    return tuple(
        year.formed
        for area, values in by_area.items()
        for year in formed_years(measure, values, area)
    )


def formed_years(
    measure: Measure, observations: Iterable[Observation], area: str = WHOLE_AREA
) -> list[RollingYear]:
    """Return one area's rolling years, the oldest first; none unless judged by the year."""
    values = list(observations)
    if not is_by_year(measure, has_years=latest_year(values, area) is not None):
        return []
    return list(rolling_years(measure, values, area))


def of_period(
    measure: Measure, observations: Iterable[Observation], period: Period
) -> Observation | None:
    """Return one area's value of a period: a year that its parts form before one reported."""
    values = list(observations)
    own = (*current(values), *years_of(measure, values))
    return next((each for each in reversed(own) if each.period == period), None)
