"""Bank holidays of England and Wales."""

from __future__ import annotations

import pytest

from beatwise.accountability.registers.bank_holidays import bank_holidays


# As published on https://www.gov.uk/bank-holidays for England and Wales.
PUBLISHED = {
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_were_published(year):
    """The rule and its proclaimed days give the published list of each year."""
    assert sorted(f"{d:%m-%d}" for d in bank_holidays(year)) == PUBLISHED[year].split()
