"""Stored documents as domain values, each text read once a process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from beatwise.accountability.measures.as_toml import parse
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.rolling_years import YearSum
from beatwise.accountability.plan import as_toml
from beatwise.accountability.plan.police_and_crime_plan import Plan


YEAR_NUMBERS = ("numerator", "denominator", "person_months")


@lru_cache(maxsize=4096)
def measure(text: str) -> Measure:
    """Return the measure that a stored document describes."""
    return parse(text, place="stored definition")


@lru_cache(maxsize=32)
def plan(text: str, measures: tuple[Measure, ...] = ()) -> Plan:
    """Return the plan that a stored document describes, with those measures that it knows."""
    bare = as_toml.parse_plan(text, place="stored plan")
    strategies = {strategy.id for strategy in bare.strategies}
    own = tuple(m for m in measures if m.strategy in strategies)
    return as_toml.parse_plan(text, own, place="stored plan") if own else bare


@lru_cache(maxsize=8192)
def period(text: str) -> Period:
    """Return the period that a stored text says."""
    return Period.parse(text)


def year_as_stored(year: YearSum) -> dict[str, object]:
    """Return a year as plain JSON; its area stands beside it."""
    numbers = {name: getattr(year, name) for name in YEAR_NUMBERS}
    return {
        "period": str(year.period),
        "value": f"{year.value:f}",
        "made_of": year.made_of,
        "decimals": year.decimals,
        "vintage": year.vintage.isoformat() if year.vintage else "",
        **{name: "" if number is None else f"{number:f}" for name, number in numbers.items()},
    }


def year(stored: Mapping[str, Any], area: str) -> YearSum:
    """Return the year that was stored."""
    vintage = stored["vintage"]
    return YearSum(
        period=period(stored["period"]),
        area=area,
        made_of=stored["made_of"],
        value=Decimal(stored["value"]),
        decimals=stored["decimals"],
        vintage=dt.date.fromisoformat(vintage) if vintage else None,
        **{name: Decimal(stored[name]) if stored[name] else None for name in YEAR_NUMBERS},
    )
