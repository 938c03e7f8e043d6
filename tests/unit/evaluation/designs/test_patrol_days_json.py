"""Patrol days as a table of the protocol, and back."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.evaluation.designs.patrol_days import PatrolDays
from beatwise.evaluation.designs.patrol_days_json import as_json, from_json


DAYS = PatrolDays(dt.date(2026, 2, 1), 8, 3, 9, "abc", daily_presence=True)


def test_every_key_of_the_table_is_read_back() -> None:
    """The table holds all six entries under the names that protocols use."""
    table = as_json(DAYS)
    assert table == {
        "first_day": "2026-02-01", "weeks": 8, "patrol_days_a_week": 3, "seed": 9,
        "drawn_sha256": "abc", "daily_presence_promised": True,
    }  # fmt: skip
    assert from_json(table) == DAYS


@pytest.mark.parametrize("key", list(as_json(DAYS)))
def test_no_key_may_be_missing(key: str) -> None:
    """A table without one of its entries is no draw."""
    table = as_json(DAYS)
    del table[key]
    with pytest.raises(KeyError, match=key):
        from_json(table)
