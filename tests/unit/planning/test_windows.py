"""Windows in which incidents are dense, and what they weigh."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from beatwise.planning.windows import Window, weight


FIRST = dt.date(2027, 4, 5)  # a Monday


def test_a_window_weighs_the_hours_inside_it() -> None:
    """A block half inside a window of weight 3 weighs 2; on other days 1."""
    window = Window("peak", (0,), 10, 12, 3.0)
    assert weight((window,), "x", FIRST, 9, 11) == 2.0
    assert weight((window, window), "x", FIRST, 10, 12) == 3.0
    assert weight((window,), "x", FIRST + dt.timedelta(days=1), 10, 12) == 1.0
    only = replace(window, hotspot="y")
    assert weight((only,), "x", FIRST, 10, 12) == 1.0
