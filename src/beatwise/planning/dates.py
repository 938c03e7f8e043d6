"""Days as people write them, days in a row, and moments in London time."""

from __future__ import annotations

import datetime as dt

from beatwise.clock import LONDON
from beatwise.errors import UsageError


def day_of(words: str, *, place: str | None = None) -> dt.date:
    """Read ``YYYY-MM-DD``; raise ``UsageError`` naming ``place``, such as an option."""
    try:
        return dt.date.fromisoformat(words.strip())
    except ValueError:
        raise UsageError(
            f"'{words}' is not a date.", place=place, next_step="Write dates as 2027-04-01."
        ) from None


def day_range(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the days from ``first`` to ``last``, both included."""
    return tuple(first + dt.timedelta(days=i) for i in range((last - first).days + 1))


def london_moment(words: str) -> dt.datetime:
    """Return an ISO 8601 moment with offset in London time."""
    return dt.datetime.fromisoformat(words).astimezone(LONDON)
