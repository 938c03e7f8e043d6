"""One measure and its observations, as tests of measures and ratings write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from beatwise.accountability.measures.expectation import in_words
from beatwise.accountability.measures.measure import Baseline, Measure
from beatwise.accountability.measures.measure_units import unit
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period


def observation(
    period: str, value: str | None, day: str = "", area: str = "Westbridge"
) -> Observation:
    """One observation."""
    vintage = dt.date.fromisoformat(day) if day else None
    number = None if value is None else Decimal(value)
    return Observation(Period.parse(period), number, area, vintage=vintage)


def yearly(value: str, period: str = "2025-01:2025-12") -> Observation:
    """One value for the whole area."""
    return Observation(Period.parse(period), Decimal(value), WHOLE_AREA)


def measure(unit_name: str = "count", words: str = "increase", start: str = "100") -> Measure:
    """A measure with a baseline in 2024/25, rated from thirty cases on."""
    of_unit = unit(unit_name)
    return Measure(
        id="m", version=1, valid_from=dt.date(2025, 4, 1), title="M", definition="What is counted.",
        printed_as="", serial=1, strategy="policing", level="headline", unit=of_unit,
        per=Decimal(1000) if unit_name == "rate" else None, expectation=in_words(words),
        tolerance=of_unit.tolerance, minimum_count=30, typical_count=None, frequency="yearly",
        lag_days=30, source="the force", owner="performance",
        baseline=Baseline(Period.parse("2024/25"), Decimal(start)), disclosure="none", note="",
    )  # fmt: skip
