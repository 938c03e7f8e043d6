"""When a measure's value is due, and when it is late."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.accountability.worlds import yearly

from beatwise.accountability.measures.due import is_late, last_period_due, next_periods
from beatwise.accountability.measures.measure_set import load_set


PLAN = {measure.id: measure for measure in load_set("plan-2025-29").measures}


def test_when_a_value_is_due():
    """A quarterly value due 30 days after its quarter is late on 31 January, not on the 30th."""
    measure = PLAN["officer-hours-saved"]
    second_quarter = yearly("1", "2025/26 Q2")
    assert last_period_due(measure, dt.date(2026, 1, 30)) == dt.date(2025, 9, 30)
    assert last_period_due(measure, dt.date(2026, 1, 31)) == dt.date(2025, 12, 31)
    assert not is_late(measure, second_quarter, dt.date(2026, 1, 30))
    assert is_late(measure, second_quarter, dt.date(2026, 1, 31))
    assert not is_late(measure, None, dt.date(2026, 1, 31))
    assert not is_late(measure, yearly("1", ""), dt.date(2026, 1, 31))


def test_a_measure_that_starts_in_april_is_not_late_in_march():
    """Nothing is due for a period before the definition began."""
    measure = PLAN["shopworker-assaults"]
    assert not is_late(measure, yearly("1", "2025/26 Q1"), dt.date(2026, 3, 20))


def test_a_period_without_a_value_is_no_data_and_not_late():
    """An empty cell for a quarter long past is no value that could be superseded."""
    measure = PLAN["officer-hours-saved"]
    empty = replace(yearly("1", "2025/26 Q2"), value=None)
    assert not is_late(measure, empty, dt.date(2030, 1, 31))


@pytest.mark.parametrize(("frequency", "lag", "today", "due"), [
    ("monthly", 0, (2026, 3, 31), (2026, 2, 28)), ("monthly", 0, (2026, 4, 1), (2026, 3, 31)),
    ("monthly", 10, (2026, 4, 10), (2026, 2, 28)), ("monthly", 10, (2026, 4, 11), (2026, 3, 31)),
    ("half-yearly", 0, (2026, 3, 31), (2025, 9, 30)),
    ("half-yearly", 0, (2026, 4, 1), (2026, 3, 31)),
    ("yearly", 0, (2026, 3, 31), (2025, 3, 31)), ("yearly", 0, (2026, 4, 1), (2026, 3, 31)),
    ("monthly", 0, (9999, 12, 31), (9999, 11, 30)),
    ("yearly", 366, (2027, 4, 1), (2025, 3, 31)), ("yearly", 366, (2027, 4, 2), (2026, 3, 31)),
])  # fmt: skip
def test_a_period_is_due_when_it_has_ended_and_its_lag_has_passed(
    frequency: str, lag: int, today: tuple[int, int, int], due: tuple[int, int, int]
):
    """On the last day of a period itself its value is not due; periods end with the quarter."""
    measure = replace(PLAN["officer-hours-saved"], frequency=frequency, lag_days=lag)
    assert last_period_due(measure, dt.date(*today)) == dt.date(*due)


def test_nothing_is_due_on_the_first_days_that_can_be_written():
    """A lag and a year must lie between the first day of the calendar and today."""
    measure = replace(PLAN["officer-hours-saved"], lag_days=30)
    first = dt.date.min + dt.timedelta(days=30 + 366)
    assert last_period_due(measure, first - dt.timedelta(days=1)) == dt.date.min
    assert last_period_due(measure, first) == dt.date(1, 12, 31)


def test_a_period_that_ended_on_the_first_day_of_the_definition_counts():
    """A definition valid from 31 December covers the quarter that ends on that day."""
    measure = replace(PLAN["officer-hours-saved"], lag_days=30)
    second_quarter, today = yearly("1", "2025/26 Q2"), dt.date(2026, 2, 1)
    on_the_day = replace(measure, valid_from=dt.date(2025, 12, 31))
    assert is_late(on_the_day, second_quarter, today)
    assert not is_late(replace(measure, valid_from=dt.date(2026, 1, 1)), second_quarter, today)


def _choices(latest: str | None, day: str, most: int = 3) -> tuple[list[str], list[str]]:
    """The periods to come and those before, of a quarterly measure."""
    value = None if latest is None else yearly("1", latest)
    choices = next_periods(PLAN["officer-hours-saved"], value, dt.date.fromisoformat(day), most)
    return [p.words for p in choices.coming], [p.words for p in choices.before]


def test_the_next_expected_period_comes_first():
    """Quarter follows quarter; one that has not ended is not offered, and those before are."""
    assert _choices("2025/26 Q2", "2026-04-01") == (
        ["2025/26 Q3", "2025/26 Q4"],
        ["2025/26 Q2", "2025/26 Q1", "2024/25 Q4"],
    )
    assert _choices("2025/26 Q2", "2026-03-31")[0] == ["2025/26 Q3"]
    assert _choices("2025/26 Q2", "2025-12-31")[0] == []
    assert len(_choices("2015/16 Q2", "2026-04-01")[0]) == 3


def test_rolling_years_are_renewed_by_the_frequency():
    """Twelve months to June are followed by twelve months to September."""
    coming, before = _choices("2025-07:2026-06", "2026-10-01")
    assert coming == ["October 2025 to September 2026"]
    assert before[:2] == ["July 2025 to June 2026", "2025/26"]


def test_parts_of_a_year_stand_side_by_side():
    """They follow by their own length; a first one, and rolling years, by the frequency."""
    month = yearly("1", "2026-02")
    day, measure = dt.date(2026, 6, 1), PLAN["officer-hours-saved"]
    choices = next_periods(measure, month, day, 3, side_by_side=True)
    assert [p.words for p in choices.coming] == ["March 2026", "April 2026", "May 2026"]
    assert [p.words for p in choices.before] == ["February 2026", "January 2026", "December 2025"]
    assert [p.words for p in next_periods(measure, month, day, 3).coming] == ["May 2026"]
    first = next_periods(measure, None, day, 3, side_by_side=True)
    assert first == next_periods(measure, None, day, 3)
    undated = next_periods(measure, yearly("1", "2026-03-31"), day, 3, side_by_side=True)
    assert undated.coming == ()


def test_a_first_value_is_of_the_last_period_that_ended():
    """Quarters of the financial year; after a value of one day nothing is guessed."""
    assert _choices(None, "2026-05-20") == (
        ["2025/26 Q4"],
        ["2025/26 Q3", "2025/26 Q2", "2025/26 Q1"],
    )
    assert _choices("2026-03-31", "2026-05-20") == ([], [])
    assert _choices("", "2026-05-20") == ([], [])


def test_six_periods_before_may_be_restated_unless_it_is_told_otherwise():
    """A quarter's six before it, and no seventh."""
    value = yearly("1", "2025/26 Q2")
    choices = next_periods(PLAN["officer-hours-saved"], value, dt.date(2026, 8, 1))
    assert len(choices.before) == 6
