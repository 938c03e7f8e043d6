"""Observations: vintages, gaps and agreement with what they were formed from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from beatwise.accountability.measures.observation import (
    Observation,
    current,
    latest,
    out_of_step,
    restatements,
    series,
)
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.chart_line import Rebasing, chart_line, cuts_in
from beatwise.errors import BadInput


def seen(period: str, value: str | None, day: str = "", area: str = "Westbridge") -> Observation:
    """One observation."""
    vintage = dt.date.fromisoformat(day) if day else None
    number = None if value is None else Decimal(value)
    return Observation(Period.parse(period), number, area, vintage=vintage)


def test_the_newest_vintage_stands_and_the_change_is_told():
    """September was 40 and is now 43: 43 stands, and the restating is listed."""
    told = [
        seen("2025-09", "43", "2025-12-01"),
        seen("2025-09", "40", "2025-10-15"),
        seen("2025-10", "38", "2025-12-01"),
    ]
    assert [o.value for o in current(told)] == [43, 38]
    (change,) = restatements(told)
    assert (change.first.value, change.latest.value) == (40, 43)


def test_a_missing_value_is_not_the_latest():
    """An empty October does not hide September, and is no zero."""
    told = [seen("2025-09", "43"), seen("2025-10", None), seen("2025-09", "9", area="Eastbridge")]
    found = latest(told, "Westbridge")
    assert found is not None
    assert found.value == 43
    assert len(series(told, "Westbridge")) == 2
    assert latest([], "Westbridge") is None


def test_a_value_must_be_a_number():
    """Infinity and not-a-number are refused at the door."""
    with pytest.raises(BadInput):
        seen("2025-09", "NaN")


def test_values_agree_with_what_they_were_formed_from():
    """74 % of 43 is 32; 51 % of 9 is not 5, which is 55.6 %."""
    whole = Decimal(100)
    good = Observation(
        Period.parse("2025"), Decimal(74), numerator=Decimal(32), denominator=Decimal(43)
    )
    bad = Observation(
        Period.parse("2025"), Decimal(51), numerator=Decimal(5), denominator=Decimal(9)
    )
    assert out_of_step(good, whole) is None
    assert round(out_of_step(bad, whole) or 0, 1) == Decimal("55.6")


def test_a_chart_line_has_gaps_and_not_zeros():
    """A month that nobody sent stands in the line without a value."""
    line = chart_line([seen("2025-06", "3"), seen("2025-08", "5")], "Westbridge")
    assert [value for _, value in line] == [3, None, 5]
    assert [str(period) for period, _ in line] == ["2025-06", "2025-07", "2025-08"]


def test_one_mistyped_year_is_no_chart_of_ten_thousand_months():
    """A gap of centuries is not filled; fifty years of months are."""
    assert chart_line([seen("0001-01", "3"), seen("2025-08", "5")], "Westbridge") == ()
    assert len(chart_line([seen("1975-09", "3"), seen("2025-08", "5")], "Westbridge")) == 600
    assert chart_line([seen("1975-08", "3"), seen("2025-08", "5")], "Westbridge") == ()


def test_rolling_years_are_not_charted():
    """Years that overlap by nine months are no chart line; years side by side are."""
    rolling = [seen("2024-01:2024-12", "50"), seen("2024-04:2025-03", "52")]
    assert chart_line(rolling, "Westbridge") == ()
    assert len(chart_line([seen("2023/24", "50"), seen("2024/25", "52")], "Westbridge")) == 2


def test_days_are_charted_as_counted():
    """Officers counted on four days are four points."""
    days = [seen(f"2025-{month:02d}-01", "7") for month in (1, 4, 7, 10)]
    assert len(chart_line(days, "Westbridge")) == 4


def test_a_rebasing_is_found_by_its_period():
    """A decision names a period, so that older months added later do not move it."""
    made = Rebasing(Period.parse("2025-03"), "moved", "performance", dt.date(2025, 6, 1))
    short = chart_line([seen(f"2025-{m:02d}", "1") for m in range(2, 9)], "Westbridge")
    long = chart_line([seen(f"2025-{m:02d}", "1") for m in range(1, 9)], "Westbridge")
    assert [cut.at for cut in cuts_in([made], short)] == [1]
    assert [cut.at for cut in cuts_in([made], long)] == [2]
    assert cuts_in([made], long[2:]) == ()
