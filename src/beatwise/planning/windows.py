"""Peak windows: when presence is worth most, from peak times where known, else stated hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of the clock on some weekdays (0 is Monday) that weigh more than others.

    ``weight`` multiplies risk inside the window. ``assumed`` marks hours nobody measured.
    ``hotspot`` limits it to one hot spot.
    """

    name: str
    days: tuple[int, ...]
    begins: float
    ends: float
    weight: float = 2.0
    source: str = ""
    assumed: bool = False
    hotspot: str | None = None

    def overlap(self, weekday: int, begins: float, ends: float) -> float:
        """Return the share of the hours ``begins`` to ``ends`` of a weekday inside the window."""
        if weekday not in self.days or ends <= begins:
            return 0.0
        return max(0.0, min(ends, self.ends) - max(begins, self.begins)) / (ends - begins)


_WEEKDAYS, _SHOP_DAYS = (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5)
_ASSUMED = "assumed, not measured: usual opening and school hours"
ASSUMED: tuple[Window, ...] = (
    Window("shops open", _SHOP_DAYS, 10, 18, 2.0, _ASSUMED, assumed=True),
    Window("shops open on Sunday", (6,), 10, 16, 2.0, _ASSUMED, assumed=True),
    Window("out of school", _WEEKDAYS, 15, 17, 2.5, _ASSUMED, assumed=True),
)


def weight(
    windows: tuple[Window, ...], hotspot: str, day: dt.date, begins: float, ends: float
) -> float:
    """Return how much risk weighs at a hot spot between two hours of a day: 1 outside any window.

    Where windows overlap the heaviest counts, so that a window given twice weighs once.
    """
    weights = [
        1 + (window.weight - 1) * window.overlap(day.weekday(), begins, ends)
        for window in windows
        if window.hotspot in (None, hotspot)
    ]
    return max(weights, default=1.0)
