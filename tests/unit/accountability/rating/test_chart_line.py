"""Chart lines: gaps, overlaps and rebasings."""

from __future__ import annotations

import datetime as dt

from tests.unit.accountability.worlds import observation

from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.chart_line import Rebasing, chart_line, cuts_in


def test_a_chart_line_has_gaps_and_not_zeros():
    """A month that nobody sent stands in the line without a value."""
    line = chart_line([observation("2025-06", "3"), observation("2025-08", "5")], "Westbridge")
    assert [value for _, value in line] == [3, None, 5]
    assert [str(period) for period, _ in line] == ["2025-06", "2025-07", "2025-08"]


def test_one_mistyped_year_is_no_chart_of_ten_thousand_months():
    """A gap of centuries is not filled; fifty years of months are."""
    assert (
        chart_line([observation("0001-01", "3"), observation("2025-08", "5")], "Westbridge") == ()
    )
    assert (
        len(chart_line([observation("1975-09", "3"), observation("2025-08", "5")], "Westbridge"))
        == 600
    )
    assert (
        chart_line([observation("1975-08", "3"), observation("2025-08", "5")], "Westbridge") == ()
    )


def test_rolling_years_are_not_charted():
    """Years that overlap by nine months are no chart line; years side by side are."""
    rolling = [observation("2024-01:2024-12", "50"), observation("2024-04:2025-03", "52")]
    assert chart_line(rolling, "Westbridge") == ()
    assert (
        len(chart_line([observation("2023/24", "50"), observation("2024/25", "52")], "Westbridge"))
        == 2
    )


def test_days_are_charted_as_counted():
    """Officers counted on four days are four points."""
    days = [observation(f"2025-{month:02d}-01", "7") for month in (1, 4, 7, 10)]
    assert len(chart_line(days, "Westbridge")) == 4


def test_a_rebasing_is_found_by_its_period():
    """A decision names a period, so that older months added later do not move it."""
    rebasing = Rebasing(Period.parse("2025-03"), "moved", "performance", dt.date(2025, 6, 1))
    short = chart_line([observation(f"2025-{m:02d}", "1") for m in range(2, 9)], "Westbridge")
    long = chart_line([observation(f"2025-{m:02d}", "1") for m in range(1, 9)], "Westbridge")
    assert [cut.at for cut in cuts_in([rebasing], short)] == [1]
    assert [cut.at for cut in cuts_in([rebasing], long)] == [2]
    assert cuts_in([rebasing], long[2:]) == ()
