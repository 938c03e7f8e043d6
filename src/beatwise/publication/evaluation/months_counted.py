"""Months as a heading gives them: those that have data, not those that were asked for."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.clock import Month, MonthRange
from beatwise.publication.evaluation.sentences import in_months


def months_counted(months: Sequence[int]) -> str:
    """Return ``January 2024 to June 2025, 15 months with data`` for month numbers; ``none``."""
    if not months:
        return "none with data"
    span = MonthRange(Month(min(months)), Month(max(months)))
    return f"{span.words}, {in_months(len(months))} with data"
