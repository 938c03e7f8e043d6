"""Observations of one measure, as tests of measures and ratings write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

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
