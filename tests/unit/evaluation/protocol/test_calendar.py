"""When a report can be written, and when patrols must start for it."""

from __future__ import annotations

import pytest

from beatwise.clock import Month, MonthRange
from beatwise.errors import UsageError
from beatwise.evaluation.protocol.calendar import dates


def test_the_calendar_counts_back_from_the_end_of_office() -> None:
    """Twelve months from April 2027: report in June 2028, two months too late."""
    calendar = dates(MonthRange.parse("2027-04:2028-03"))
    assert str(calendar.published) == "2028-05"
    assert str(calendar.report) == "2028-06"
    assert not calendar.in_time
    assert str(calendar.latest_start) == "2027-02"
    assert dates(MonthRange(calendar.latest_start, calendar.latest_start + 11)).in_time


@pytest.mark.parametrize(("office_ends", "in_time"), [("2026-04", True), ("2026-03", False)])
def test_the_report_must_come_before_the_month_the_office_ends(
    office_ends: str, in_time: bool
) -> None:
    """Patrols to December 2025 are reported in March 2026: in that month it is too late."""
    calendar = dates(MonthRange.parse("2025-01:2025-12"), office_ends=Month.parse(office_ends))
    assert str(calendar.report) == "2026-03"
    assert calendar.in_time is in_time
    assert (calendar.latest_start >= Month.parse("2025-01")) is in_time


def test_lag_and_writing_may_be_nothing_and_not_less() -> None:
    """An extract of the day needs no lag; months below 0 are named."""
    patrols = MonthRange.parse("2025-01:2025-12")
    assert dates(patrols, lag=0, writing=0).report == patrols.last
    for wrong in ({"lag": -1}, {"writing": -1}):
        with pytest.raises(UsageError, match="cannot be written"):
            dates(patrols, **wrong)
