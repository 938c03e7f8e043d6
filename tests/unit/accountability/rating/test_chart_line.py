"""Chart lines: gaps, overlaps and rebasings."""

from __future__ import annotations

import datetime as dt

from tests.unit.accountability.worlds import observation

from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.chart_line import Rebasing, chart_line, cuts_in, is_rolling
from beatwise.clock import Month


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


def _months(first: int, n: int, length: int = 1) -> list[Observation]:
    """So many months, or longer periods side by side, from one after January 2024 on."""
    start = Month.parse("2024-01").number + first
    return [
        observation(f"{Month(at)}:{Month(at + length - 1)}", "5")
        for at in range(start, start + n * length, length)
    ]


def _rolling(*ends: int) -> list[Observation]:
    """Years that end so many months after January 2024."""
    last = Month.parse("2024-01").number
    return [observation(f"{Month(last + at - 11)}:{Month(last + at)}", "60") for at in ends]


def _lengths(values: list[Observation]) -> set[int | None]:
    return {period.length for period, _ in chart_line(values, "Westbridge")}


def test_months_underneath_are_charted_instead_of_rolling_years():
    """Twelve months that reach into the newest year, or fewer that are more than the years."""
    years = _rolling(2, 5, 8, 11)
    assert _lengths([*years, *_months(0, 12)]) == {1}
    assert _lengths([*years, *_months(1, 11)]) == {1}  # eleven months, and four years
    assert _lengths([*years, *_months(8, 4)]) == set()  # four are not more than four
    assert _lengths([*years, *_months(7, 5)]) == {1}
    assert _lengths([*years, *_months(0, 4, 3)]) == {3}
    assert _lengths([*years, *_months(0, 3, 3)]) == set()
    assert _lengths([*years, *_months(0, 4, 3), *_months(0, 12)]) == {1}
    assert _lengths([*years, *_months(0, 4, 3), *_months(9, 3)]) == {3}


def test_months_that_ended_before_the_newest_year_do_not_hide_it():
    """Months of the past are no chart of today; those after it are."""
    assert _lengths([*_rolling(11), *_rolling(23), *_months(0, 12)]) == {12}
    assert _lengths([*_rolling(11), *_rolling(23), *_months(1, 12)]) == {1}
    assert _lengths([*_rolling(-13), *_rolling(-1), *_months(0, 12)]) == {1}
    assert _lengths([*_rolling(-13), *_rolling(-1), *_months(0, 2)]) == {12}
    assert _lengths([*_rolling(-1), *_months(0, 2)]) == {1}


def test_other_kinds_of_period_are_charted_as_the_newest_is():
    """Nine months after years of twelve are charted alone, as is a day."""
    assert _lengths([*_rolling(-1), *_rolling(11), *_months(12, 1, 9)]) == {9}
    assert _lengths([*_rolling(-1), *_rolling(11), observation("2026-01-31", "7")]) == {None}


def test_years_are_rolling_where_neighbours_share_months():
    """Years side by side are not, nor are months beside them."""
    assert is_rolling([o.period for o in _rolling(2, 5)])
    assert is_rolling([o.period for o in _rolling(-1, 11, 14)])
    assert not is_rolling([o.period for o in _rolling(-1, 11)])
    assert not is_rolling([o.period for o in [*_months(0, 3), *_rolling(2)]])
    assert not is_rolling([])


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
    assert [cut.at for cut in cuts_in([rebasing], long[:3])] == [2]
    assert cuts_in([rebasing], long[2:]) == ()


def test_values_that_state_no_period_are_not_charted():
    """Neither alone nor among others; without any value there is no line."""
    assert chart_line([]) == ()
    assert chart_line([observation("", "3")], "Westbridge") == ()
    assert len(chart_line([observation("", "3"), *_months(0, 2)], "Westbridge")) == 2
