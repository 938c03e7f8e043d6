"""Days in a row, and moments in London time."""

from __future__ import annotations

import datetime as dt

from beatwise.clock import LONDON


def day_range(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the days from ``first`` to ``last``, both included."""
    return tuple(first + dt.timedelta(days=i) for i in range((last - first).days + 1))


def london_moment(words: str) -> dt.datetime:
    """Return an ISO 8601 moment with offset in London time."""
    return dt.datetime.fromisoformat(words).astimezone(LONDON)
