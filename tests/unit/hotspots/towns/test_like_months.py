"""Towns share hours by like months only."""

from __future__ import annotations

import pytest

from beatwise.clock import Month
from beatwise.errors import Refused
from beatwise.hotspots.towns.like_months import check_like_months


YEAR = tuple(range(Month.parse("2022-01").number, Month.parse("2022-12").number + 1))


def test_half_a_year_is_not_a_year() -> None:
    """A town with half the months is refused, and the months that all have are named."""
    with pytest.raises(Refused, match="Chestown has 12, Manctown has 6") as refusal:
        check_like_months(["Chestown", "Manctown"], [YEAR, YEAR[6:]])
    assert "--train 2022-07:2022-12" in str(refusal.value)


def test_a_month_or_two_are_made_up_for_by_rates() -> None:
    """Ten of twelve months in common are alike enough for rates by month."""
    check_like_months(["A", "B"], [YEAR, YEAR[1:-1]])
    check_like_months(["A"], [YEAR[:2]])


def test_without_a_month_in_common_nothing_is_proposed() -> None:
    """Towns that share no month are told to gather."""
    with pytest.raises(Refused, match="Gather the missing months"):
        check_like_months(["A", "B"], [YEAR[:6], YEAR[6:]])
