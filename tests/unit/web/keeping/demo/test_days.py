"""The demo's board meets on weekdays."""

from __future__ import annotations

import datetime as dt

from beatwise.web.keeping.demo.days import weekday


def test_boards_meet_on_weekdays():
    """A Saturday or Sunday becomes the Friday before; 13 weeks on is a weekday too."""
    first = dt.date(2026, 11, 16)
    for n in range(14):
        day = weekday(first + dt.timedelta(days=n))
        assert day.weekday() < 5
        assert (day + dt.timedelta(days=91)).weekday() < 5
        assert dt.timedelta(0) <= first + dt.timedelta(days=n) - day <= dt.timedelta(days=2)
    assert weekday(dt.date(2026, 11, 22)) == dt.date(2026, 11, 20)
