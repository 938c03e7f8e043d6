"""The sums of a rolling year as a standing keeps them: numbers as text, exact on every engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from beatwise.accountability.measures.years.rolling_years import YearSum
from beatwise.web.performance import from_rows


NUMBERS = ("numerator", "denominator", "person_months")


def as_stored(year: YearSum) -> dict[str, object]:
    """Return a year as plain JSON; its area stands beside it."""
    numbers = {name: getattr(year, name) for name in NUMBERS}
    return {
        "period": str(year.period),
        "value": f"{year.value:f}",
        "made_of": year.made_of,
        "decimals": year.decimals,
        "vintage": year.vintage.isoformat() if year.vintage else "",
        **{name: "" if number is None else f"{number:f}" for name, number in numbers.items()},
    }


def read(stored: Mapping[str, Any], area: str) -> YearSum:
    """Return the year that was stored."""
    vintage = stored["vintage"]
    return YearSum(
        period=from_rows.period(stored["period"]),
        area=area,
        made_of=stored["made_of"],
        value=Decimal(stored["value"]),
        decimals=stored["decimals"],
        vintage=dt.date.fromisoformat(vintage) if vintage else None,
        **{name: Decimal(stored[name]) if stored[name] else None for name in NUMBERS},
    )
