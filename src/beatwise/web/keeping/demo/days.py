"""Days of the demo."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def weekday(day: dt.date) -> dt.date:
    """Return the day, or the Friday before a Saturday or Sunday: boards meet on weekdays."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def day_text(days: int) -> str:
    """Return the day that lies so many days from today, before it where negative, as ISO text."""
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()
