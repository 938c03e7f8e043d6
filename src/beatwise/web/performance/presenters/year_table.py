"""The rolling years of a measure as its page shows them: formed, and as they were reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.years.rolling_years import RollingYear
from beatwise.accountability.rating.year_questions import difference_in_words
from beatwise.web.performance.presenters import rating_cell


NEWEST = 24


class YearCells(TypedDict):
    """A year in words; ``reported`` and ``difference`` are empty where there is none."""

    period: str
    value: str
    made_of: str
    reported: str
    difference: str


def section(measure: Measure, years: Sequence[RollingYear]) -> list[YearCells]:
    """Return the newest 24 years, the newest first."""
    return [cells(measure, year) for year in reversed(years[-NEWEST:])]


def cells(measure: Measure, year: RollingYear) -> YearCells:
    """Return a year in words."""
    difference = year.difference
    return {
        "period": year.formed.period.words,
        "value": rating_cell.value(measure, year.formed),
        "made_of": year.made_of,
        "reported": rating_cell.value(measure, year.reported) if year.reported else "",
        "difference": ""
        if difference is None
        else difference_in_words(difference, measure.unit.name),
    }


def origin(measure: Measure, years: Sequence[RollingYear], judged: Observation | None) -> str:
    """Return where the judged value comes from, where it is a formed year; else nothing."""
    year = next((y for y in reversed(years) if judged and y.formed == judged), None)
    if year is None:
        return ""
    words = cells(measure, year)
    if not words["difference"]:
        return f"formed from {year.made_of}"
    return (
        f"formed from {year.made_of}; reported as {words['reported']}, which is "
        f"{words['difference']}"
    )
