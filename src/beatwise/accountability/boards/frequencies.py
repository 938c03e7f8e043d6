"""How often a body meets, and the day on which its next meeting falls."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from beatwise.clock import months_later


class Interval(NamedTuple):
    """From one meeting to the next: so many days, or so many months."""

    days: int = 0
    months: int = 0


FREQUENCIES: dict[str, Interval | None] = {
    "weekly": Interval(days=7),
    "every two weeks": Interval(days=14),
    "monthly": Interval(months=1),
    "every two months": Interval(months=2),
    "quarterly": Interval(months=3),
    "twice a year": Interval(months=6),
    "yearly": Interval(months=12),
    "when called": None,
}


def following(day: dt.date, frequency: str) -> dt.date | None:
    """Return the day of the next meeting; ``None`` when it is called.

    By weeks it is the same day of the week, by months the same day of the month or its last.
    """
    interval = FREQUENCIES[frequency]
    if interval is None:
        return None
    if interval.days:
        return day + dt.timedelta(days=interval.days)
    return months_later(day, interval.months)
