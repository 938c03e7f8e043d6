"""When a report can be written, and when patrols must start for it."""

from __future__ import annotations

from beatwise.clock import MonthRange
from beatwise.evaluation.protocol.calendar import dates


def test_the_calendar_counts_back_from_the_end_of_office() -> None:
    """Twelve months from April 2027: report in June 2028, two months too late."""
    calendar = dates(MonthRange.parse("2027-04:2028-03"))
    assert str(calendar.published) == "2028-05"
    assert str(calendar.report) == "2028-06"
    assert not calendar.in_time
    assert str(calendar.latest_start) == "2027-02"
    assert dates(MonthRange(calendar.latest_start, calendar.latest_start + 11)).in_time
