"""What each month of the year usually holds."""

from __future__ import annotations

import calendar
import tomllib

import numpy as np
import pytest

from beatwise import data
from beatwise.clock import Month
from beatwise.records.crime_types import ASB
from beatwise.records.odd_months.seasons import seasons


TABLE = tomllib.loads(data.text("recording", "seasons.toml"))


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_the_figure_of_its_name(number: int) -> None:
    """January's is January's, in any year, by month and type."""
    month = Month.parse(f"2024-{number:02d}").number
    name = calendar.month_name[number].lower()
    types = [kind for kind in TABLE if isinstance(TABLE[kind], dict)]
    found = seasons(types, np.array([month, month + 12]))
    assert found.shape == (2, len(types))
    assert found.tolist() == [[TABLE[kind][name] for kind in types]] * 2


def test_a_type_without_a_season_is_level() -> None:
    """A type that the table does not hold has one all the year, beside one that it does."""
    found = seasons([ASB, "no-such-type"], np.arange(24_300, 24_312))
    assert found[:, 1].tolist() == [1.0] * 12
    assert len(set(found[:, 0].tolist())) > 6
