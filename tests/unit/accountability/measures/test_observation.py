"""Observations: vintages, gaps and agreement with what they were formed from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.unit.accountability.worlds import observation

from beatwise.accountability.measures.observation import (
    Observation,
    current,
    latest,
    out_of_step,
    restatements,
    series,
)
from beatwise.accountability.measures.period import Period
from beatwise.errors import BadInput


def test_the_newest_vintage_stands_and_the_change_is_told():
    """September was 40 and is now 43: 43 stands, and the restating is listed."""
    observations = [
        observation("2025-09", "43", "2025-12-01"),
        observation("2025-09", "40", "2025-10-15"),
        observation("2025-10", "38", "2025-12-01"),
    ]
    assert [o.value for o in current(observations)] == [43, 38]
    (change,) = restatements(observations)
    assert (change.first.value, change.latest.value) == (40, 43)


def test_a_missing_value_is_not_the_latest():
    """An empty October does not hide September, and is no zero."""
    observations = [
        observation("2025-09", "43"),
        observation("2025-10", None),
        observation("2025-09", "9", area="Eastbridge"),
    ]
    newest = latest(observations, "Westbridge")
    assert newest is not None
    assert newest.value == 43
    assert len(series(observations, "Westbridge")) == 2
    assert latest([], "Westbridge") is None


def test_a_value_must_be_a_number():
    """Infinity and not-a-number are refused at the door."""
    with pytest.raises(BadInput):
        observation("2025-09", "NaN")


def test_values_agree_with_what_they_were_formed_from():
    """74 % of 43 is 32; 51 % of 9 is not 5, which is 55.6 %."""
    whole = Decimal(100)
    good = Observation(
        Period.parse("2025"), Decimal(74), numerator=Decimal(32), denominator=Decimal(43)
    )
    bad = Observation(
        Period.parse("2025"), Decimal(51), numerator=Decimal(5), denominator=Decimal(9)
    )
    assert out_of_step(good, whole) is None
    assert round(out_of_step(bad, whole) or 0, 1) == Decimal("55.6")
