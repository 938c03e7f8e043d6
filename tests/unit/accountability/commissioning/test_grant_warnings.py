"""What is pointed out about a grant."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.commissioning import grant_warnings
from beatwise.accountability.commissioning.grant_warnings import Award, WarningLimits


D = dt.date
RULE = WarningLimits(2, 24, 50, 3)


def _awards(*parts: tuple[int, str, D, int]) -> list[Award]:
    return [Award(at, *part) for at, part in enumerate(parts, 1)]


def test_an_organisation_with_two_awards_in_two_years_is_pointed_out():
    """Exactly 24 months ago no longer counts; the sum is said."""
    awards = _awards(
        (7, "CAF", D(2025, 9, 1), 500000), (7, "CSF", D(2026, 2, 1), 974600),
        (7, "CSF", D(2024, 3, 10), 999900), (8, "CAF", D(2026, 1, 1), 100),
    )  # fmt: skip
    assert grant_warnings.warnings(awards, 7, D(2026, 3, 10), RULE) == [
        "2 awards within 24 months, £14,746.00 in all."
    ]
    assert grant_warnings.warnings(awards, 8, D(2026, 3, 10), RULE) == []


@pytest.mark.parametrize(("own", "said"), [(200, True), (199, False)])
def test_half_of_what_a_fund_awarded_in_a_year_is_pointed_out(own, said):
    """£2.00 of £4.00 is half; a penny less is not. Another year and another fund do not count."""
    awards = _awards((7, "CAF", D(2025, 4, 1), own), (8, "CAF", D(2026, 3, 31), 100),
                     (9, "CAF", D(2025, 6, 1), 100), (9, "CAF", D(2026, 4, 1), 9000),
                     (9, "CSF", D(2025, 6, 1), 9000))  # fmt: skip
    words = grant_warnings.warnings(awards, 7, D(2026, 3, 31), RULE)
    assert words == (["50 % of what CAF awarded in 2025/26: £2.00 of £4.00."] if said else [])


def test_a_fund_with_two_awards_is_too_small_for_shares():
    """One of two always has half or more."""
    awards = _awards((7, "CAF", D(2025, 5, 1), 900), (8, "CAF", D(2025, 6, 1), 100))
    assert grant_warnings.warnings(awards, 7, D(2025, 7, 1), RULE) == []


def test_the_limits_that_ship_are_read():
    """They are the ones of the document."""
    assert grant_warnings.limits() == RULE
