"""Shifts over a change of the clocks."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.errors import BadInput
from beatwise.planning.team.clock_changes import duration, refuse_change


def test_clocks_that_change_mid_shift_are_refused() -> None:
    """A night shift over the last Sunday of March is an hour short, and says so."""
    day = dt.date(2027, 3, 27)
    with pytest.raises(BadInput, match="one hour shorter") as caught:
        refuse_change(day, "Night", 22, 30, "team.toml, [[shift]] 2 (Night), begins and ends")
    assert "[[shift]] 2 (Night)" in caught.value.place
    assert duration(day, 22, 30) == 7 * 3600
    assert duration(dt.date(2027, 10, 30), 22, 30) == 9 * 3600
    assert duration(dt.date(2027, 4, 1), 22, 30) == 8 * 3600
