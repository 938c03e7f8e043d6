"""Bank holidays of England and Wales."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.timing.bank_holidays import bank_holidays, easter_sunday, is_working


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


@pytest.mark.parametrize(
    "day", ["2000-04-23", "2019-04-21", "2024-03-31", "2038-04-25", "2285-03-22"]
)
def test_easter_is_that_of_the_tables(day: str) -> None:
    """Including the latest day that Easter can fall on, and the earliest."""
    easter = dt.date.fromisoformat(day)
    assert easter_sunday(easter.year) == easter


@pytest.mark.parametrize(("year", "days"), [
    (2020, "12-25 12-28"), (2021, "12-27 12-28"), (2022, "12-26 12-27"), (2023, "12-25 12-26"),
    (2026, "12-25 12-28"),
])  # fmt: skip
def test_christmas_and_boxing_day_move_to_free_weekdays(year: int, days: str) -> None:
    """With Christmas on a Friday, a Saturday, a Sunday and a Monday."""
    christmas = sorted(f"{day:%m-%d}" for day in bank_holidays(year) if day.month == 12)
    assert christmas == days.split()


def test_a_body_elsewhere_has_its_own_days() -> None:
    """Its set replaces that of England and Wales; weekends are never worked."""
    christmas, ordinary = dt.date(2025, 12, 25), dt.date(2025, 12, 22)
    assert not is_working(christmas)
    assert is_working(christmas, holidays=())
    assert not is_working(ordinary, holidays={ordinary})
    assert not is_working(dt.date(2025, 12, 27), holidays=())
