import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.clock import (
    Month,
    MonthRange,
    day_words,
    financial_year,
    financial_year_days,
    financial_year_words,
    month_runs,
    months_later,
)
from beatwise.errors import UsageError


def test_a_month_reads_and_prints_the_same() -> None:
    """Reading and printing a month give back what was written."""
    month = Month.parse("2025-09")
    assert (str(month), month.year, month.month, month.name) == (
        "2025-09", 2025, 9, "September 2025",
    )  # fmt: skip


def test_month_arithmetic_crosses_the_year() -> None:
    """December and one month is January of the next year."""
    assert Month.parse("2025-12") + 1 == Month.parse("2026-01")
    assert Month.parse("2026-01") - 13 == Month.parse("2024-12")


@pytest.mark.parametrize("text", ["2025", "2025-13", "2025-00", "25-01", "", "2025-1", "Jan 2025"])
def test_what_is_not_a_month_is_refused_with_the_form_to_use(text: str) -> None:
    """A wrong month says how months are written."""
    with pytest.raises(UsageError, match="YYYY-MM"):
        Month.parse(text)


def test_a_range_holds_both_its_ends() -> None:
    """January to September is nine months; a single month is a range of one."""
    training = MonthRange.parse("2025-01:2025-09")
    assert len(training) == 9
    assert [str(m) for m in training][-1] == "2025-09"
    assert len(MonthRange.parse("2025-04")) == 1
    assert not training.overlaps(MonthRange.parse("2025-10:2025-12"))


def test_a_backward_range_is_refused() -> None:
    """A range that runs backwards is refused and shown the right way round."""
    with pytest.raises(UsageError, match="2025-01:2025-09"):
        MonthRange.parse("2025-09:2025-01")


def test_a_financial_year_begins_on_the_first_of_april() -> None:
    """The last of March belongs to the year before; papers name a year by both calendar years."""
    days = [dt.date(2026, 3, 31), dt.date(2026, 4, 1), dt.date(2026, 12, 31)]
    assert [financial_year(day) for day in days] == [2025, 2026, 2026]
    assert financial_year_days(2026) == (dt.date(2026, 4, 1), dt.date(2027, 3, 31))
    assert [financial_year_words(2026), financial_year_words(1999)] == ["2026/27", "1999/00"]


def test_a_day_is_written_as_people_do() -> None:
    """Without a leading zero, in English wherever the machine stands."""
    assert day_words(dt.date(2026, 6, 3)) == "3 June 2026"
    assert day_words(dt.datetime(2026, 12, 31, 23, 59)) == "31 December 2026"


@pytest.mark.parametrize(("day", "months", "later"), [
    (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
    (dt.date(2026, 12, 31), 2, dt.date(2027, 2, 28)),
    (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
    (dt.date(2026, 11, 30), 1, dt.date(2026, 12, 30)),
    (dt.date(2026, 3, 31), -1, dt.date(2026, 2, 28)),
    (dt.date(2026, 3, 31), 0, dt.date(2026, 3, 31)),
])  # fmt: skip
def test_so_many_months_later_is_the_same_day_or_the_last(day, months, later) -> None:
    """Where the later month is too short, its last day; earlier with months below zero."""
    assert months_later(day, months) == later


def test_a_month_has_a_first_and_a_last_day() -> None:
    """Of the month in which a day lies, a leap year's February among them."""
    month = Month.of(dt.date(2024, 2, 10))
    assert (str(month), month.first_day, month.last_day) == (
        "2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29),
    )  # fmt: skip


@given(st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31)), st.integers(1, 1200))
def test_months_later_agrees_with_counting_on(day, months) -> None:
    """Against counting on one month after the other."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    late = months_later(day, months)
    assert (late.year, late.month) == (year, month)
    assert late.day == day.day or (late.day < day.day and (late + dt.timedelta(1)).day == 1)


def test_months_are_told_as_unbroken_runs() -> None:
    """A gap begins another run, the turn of a year does not; no months have none."""
    numbers = [Month.parse(text).number for text in ("2024-12", "2025-01", "2025-03")]
    assert [str(run) for run in month_runs(numbers)] == ["2024-12:2025-01", "2025-03:2025-03"]
    assert month_runs([]) == []
