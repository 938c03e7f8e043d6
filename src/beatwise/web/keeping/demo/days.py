"""Days of the demo."""

from __future__ import annotations

import datetime as dt


def weekday(day: dt.date) -> dt.date:
    """Return the day, or the Friday before a Saturday or Sunday: boards meet on weekdays."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
