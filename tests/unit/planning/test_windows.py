"""Windows in which incidents are dense, and what they weigh."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

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


@pytest.mark.parametrize(
    ("weekday", "begins", "ends", "share"),
    [
        (0, 10, 12, 1.0),
        (0, 9, 13, 0.5),
        (0, 11, 13, 0.5),
        (0, 12, 13, 0.0),  # it ends as the hours begin
        (0, 8, 10, 0.0),
        (1, 10, 12, 0.0),  # not its day
        (0, 11, 11, 0.0),  # no hours at all
        (0, 12, 11, 0.0),
    ],
)
def test_the_share_inside(weekday: int, begins: float, ends: float, share: float) -> None:
    """A window of Mondays from ten to twelve: the share of the hours, not of the window."""
    assert Window("peak", (0,), 10, 12).overlap(weekday, begins, ends) == share


def test_the_heaviest_of_two_windows_counts() -> None:
    """Where windows overlap they are not multiplied; without any the weight is 1."""
    light, heavy = Window("a", (0,), 10, 12, 2.0), Window("b", (0,), 10, 12, 3.0)
    assert weight((light, heavy), "x", FIRST, 10, 12) == 3.0
    assert weight((), "x", FIRST, 10, 12) == 1.0
