"""Rolling years: formed from their parts, beside what was reported, and never a mean of rates."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.accountability.worlds import measure as measure_in

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.measures.years.rolling_years import (
    Disagreement,
    RollingYear,
    apart,
    exact_value,
    formed,
    formed_from,
    is_part,
    newest_sum,
    rolling_years,
    year_sums,
)
from beatwise.clock import Month


START = Month.parse("2025-07").number
YEAR = Period.parse("2025-07:2026-06")
AFTER = Period.parse("2025-08:2026-07")


def quarterly(unit: str = "count", **more: object) -> Measure:
    """A measure that is due each quarter and held against a year."""
    return replace(measure_in(unit), frequency="quarterly", **more)


def span(first: int, length: int) -> Period:
    """A run of months."""
    return Period(Month(first), Month(first + length - 1))


def part(
    at: int,
    value: str | None,
    above: int | None = None,
    below: int | None = None,
    *,
    length: int = 1,
    day: str = "",
    area: str = WHOLE_AREA,
) -> Observation:
    """One part, so many months after July 2025."""
    return Observation(
        span(START + at, length),
        None if value is None else Decimal(value),
        area,
        None if above is None else Decimal(above),
        None if below is None else Decimal(below),
        vintage=dt.date.fromisoformat(day) if day else None,
    )


def months(value: str = "10", above: int | None = None, below: int | None = None, n: int = 12):
    """So many months alike from July 2025 on."""
    return [part(at, value, above, below) for at in range(n)]


def reported(value: str, period: Period = YEAR) -> Observation:
    """A year as it was reported."""
    return Observation(period, Decimal(value), vintage=dt.date(2026, 8, 1))


def test_a_year_of_counts_is_the_sum_of_its_months():
    """Twelve months of ten are 120, with the year's period and the words of what it is made of."""
    (year,) = rolling_years(quarterly(), months())
    assert (year.formed.value, year.formed.period, year.made_of) == (120, YEAR, "12 months")
    assert (year.formed.area, year.formed.source) == (WHOLE_AREA, "Formed from 12 months")
    assert formed_from(year.formed) == "12 months"
    assert formed_from(part(0, "1")) == formed_from(None) == ""
    assert (year.formed.numerator, year.formed.denominator, year.formed.vintage) == (None,) * 3
    assert (year.reported, year.difference, year.exact) == (None, None, 120)


def test_eleven_months_are_no_year_and_thirteen_are_two():
    """A year with a part missing is not formed; each further month forms another."""
    assert rolling_years(quarterly(), months(n=11)) == ()
    assert [y.formed.period for y in rolling_years(quarterly(), months(n=13))] == [YEAR, AFTER]
    assert newest_sum(months(n=13)) == year_sums(months(n=13))[-1]
    assert newest_sum(months(n=11)) is None
    gap = [each for at, each in enumerate(months(n=14)) if at != 6]
    assert rolling_years(quarterly(), gap) == ()
    empty = [*gap, part(6, None)]
    assert rolling_years(quarterly(), empty) == ()


@pytest.mark.parametrize(
    ("lengths", "words"),
    [
        ([3, 3, 3, 3], "4 quarters"),
        ([6, 6], "2 half-years"),
        ([3, 3, *[1] * 6], "6 months and 2 quarters"),
        ([1, 1, 1, 6, 3], "3 months and 1 quarter and 1 half-year"),
    ],
)
def test_quarters_and_half_years_fill_a_year_too(lengths, words):
    """Whatever kinds fill the twelve months without a gap and without counting one twice."""
    parts, at = [], 0
    for length in lengths:
        parts.append(part(at, str(length), length=length))
        at += length
    (year,) = rolling_years(quarterly(), parts)
    assert (year.formed.value, year.made_of) == (12, words)


def test_the_shortest_parts_are_taken_where_several_kinds_fill_a_year():
    """Months win over the quarters that cover them; a quarter steps in for a missing month."""
    quarters = [part(at, "100", length=3) for at in (0, 3, 6, 9)]
    (year,) = rolling_years(quarterly(), [*quarters, *months()])
    assert (year.formed.value, year.made_of) == (120, "12 months")
    without = [each for at, each in enumerate(months()) if at != 4]
    (year,) = rolling_years(quarterly(), [*quarters, *without])
    assert (year.formed.value, year.made_of) == (190, "9 months and 1 quarter")


def test_periods_of_other_lengths_are_no_parts():
    """Days, years, two months and what is not stated fill nothing."""
    assert [is_part(span(START, n)) for n in (1, 2, 3, 4, 6, 9, 12)] == [
        True, False, True, False, True, False, False,
    ]  # fmt: skip
    assert not is_part(UNSTATED)
    assert not is_part(Period(on=dt.date(2026, 6, 30)))
    assert year_sums([part(at, "10", length=2) for at in range(0, 12, 2)]) == ()


def test_a_percentage_is_formed_from_numerators_and_denominators():
    """90 of 100 eleven times and 0 of 900 once is 49.5 per cent, and not the mean, 82.5."""
    values = [*months("90.0", 90, 100, n=11), part(11, "0.0", 0, 900)]
    (year,) = rolling_years(quarterly("percent"), values)
    assert year.exact == Fraction(99_000, 2000)
    assert (year.formed.value, year.formed.numerator, year.formed.denominator) == (
        Decimal("49.5"), 990, 2000,
    )  # fmt: skip


def test_a_rate_is_of_the_people_there_were_on_average():
    """600 offences in each of 12 months among 600,000, then 612,000 people, are 11.9 per 1,000."""
    values = [part(at, "1.00", 600, 600_000 if at < 6 else 612_000) for at in range(12)]
    (year,) = rolling_years(quarterly("rate"), values)
    assert year.exact == Fraction(7200 * 1000, 606_000)
    assert (year.formed.value, year.formed.denominator) == (Decimal("11.88"), 606_000)
    assert year.formed.numerator == 7200


def test_people_are_weighed_by_the_months_they_stand_for():
    """A quarter's people count three times a month's: 9 × 100 and 3 × 300 are 150 on average."""
    values = [*months("1", 1, 100, n=9), part(9, "1", 3, 300, length=3)]
    (year,) = rolling_years(quarterly("rate"), values)
    assert (year.formed.denominator, year.exact) == (150, 80)


def test_people_on_average_are_a_whole_number():
    """Eleven months of 100 people and one of 107 are 100.58 on average, written 101."""
    values = [*months("1", 1, 100, n=11), part(11, "1", 1, 107)]
    (year,) = rolling_years(quarterly("rate"), values)
    assert year.formed.denominator == 101


def test_what_cannot_be_formed_is_not():
    """A share without its numbers, a mean of days, and an answer of yes or no have no year."""
    assert rolling_years(quarterly("percent"), months("50.0")) == ()
    lacking = [*months("50.0", 1, 2, n=11), part(11, "50.0")]
    assert rolling_years(quarterly("percent"), lacking) == ()
    assert rolling_years(quarterly("percent"), months("0", 0, 0)) == ()
    assert rolling_years(quarterly("days"), months("5", 10, 2)) == ()
    assert formed(quarterly(), None) is None
    assert formed(quarterly("percent"), year_sums(lacking)[0]) is None


@pytest.mark.parametrize("unit", ["count", "pounds", "hours"])
def test_what_can_be_added_is_added(unit):
    """Numbers, pounds and hours, whatever stands beside them; decimals as they are."""
    values = [*months("10.25", 1, 2, n=11), part(11, "0.5", 1, 2)]
    (year,) = rolling_years(quarterly(unit), values)
    assert (year.formed.value, year.formed.numerator) == (Decimal("113.25"), None)
    assert formed(quarterly(unit), year_sums(values)[0]) == year.formed


def test_a_ratio_is_rounded_as_its_parts_are_written_and_one_decimal_at_least():
    """Two thirds: 66.7 from whole per cents, 66.667 where one part has three decimals."""
    whole = months("67", 2, 3)
    assert formed(quarterly("percent"), year_sums(whole)[0]).value == Decimal("66.7")
    exact = [*months("67", 2, 3, n=11), part(11, "66.667", 2, 3)]
    assert formed(quarterly("percent"), year_sums(exact)[0]).value == Decimal("66.667")
    half = months("12.5", 1, 8)
    assert str(formed(quarterly("percent"), year_sums(half)[0]).value) == "12.5"
    upward = [*months("50", 1, 2, n=11), part(11, "50.0", 989, 1978)]  # exactly one half
    assert str(formed(quarterly("percent"), year_sums(upward)[0]).value) == "50.0"
    tie = [*months("0", 0, 100, n=11), part(11, "1", 1, 900)]  # 0.05 per cent goes upwards
    assert str(formed(quarterly("percent"), year_sums(tie)[0]).value) == "0.1"


def test_a_year_is_known_as_late_as_its_newest_part_and_follows_a_restatement():
    """A restated month changes every year it is in; its day is the year's."""
    values = [*months(n=13), part(5, "30", day="2026-09-01"), part(6, "10", day="2026-08-01")]
    first, second = rolling_years(quarterly(), values)
    assert (first.formed.value, second.formed.value) == (140, 140)
    assert first.formed.vintage == dt.date(2026, 9, 1)


def test_areas_are_formed_apart():
    """Another area's months fill nothing here."""
    values = [*months(n=11), part(11, "10", area="Westbridge")]
    assert rolling_years(quarterly(), values) == ()
    own = [replace(each, area="Westbridge") for each in months()]
    (year,) = rolling_years(quarterly(), [*values, *own], "Westbridge")
    assert year.formed.area == "Westbridge"


@pytest.mark.parametrize(
    ("value", "difference"),
    [("120", None), ("120.4", Fraction(2, 5)), ("1.2E2", None), ("121", 1), ("119", -1)],
)
def test_a_reported_year_is_kept_beside_the_formed_one_and_the_difference_named(value, difference):
    """They agree within half a unit of the last digit that was reported."""
    (year,) = rolling_years(quarterly(), [*months(), reported(value)])
    assert (year.formed.value, year.reported.value) == (120, Decimal(value))
    assert year.difference == difference
    assert (year.disagreement is None) == (difference is None)


def test_a_year_that_is_not_shown_disagrees_with_nothing():
    """What the disclosure gate hides has no difference to tell of it."""
    hidden = Observation(YEAR, None, hidden=True)
    year = RollingYear(hidden, "12 months", Fraction(120), reported("125"))
    assert (year.disagreement, year.difference) == (None, None)
    shown = replace(year, formed=reported("120"))
    assert shown.disagreement == Disagreement(Decimal(120), Decimal(125), Fraction(5))


def test_a_reported_ratio_agrees_as_it_is_printed():
    """66.7 and 67 per cent are two thirds; 66.6 and 66.66 are not."""
    two_thirds = Fraction(200, 3)
    assert apart(Decimal("66.7"), two_thirds) is None
    assert apart(Decimal("67"), two_thirds) is None
    assert apart(Decimal("66.6"), two_thirds) == Fraction(666, 10) - two_thirds
    assert apart(Decimal("66.66"), two_thirds) is not None
    assert apart(Decimal("66.5"), Fraction("66.45")) is None  # half a unit apart still agrees


def test_a_year_reported_without_a_value_differs_from_nothing():
    """No data is not a disagreement."""
    (year,) = rolling_years(quarterly(), [*months(), Observation(YEAR, None)])
    assert year.difference is None


COUNTS = st.integers(0, 10_000)
MONTHLY = st.lists(
    st.one_of(st.none(), st.tuples(COUNTS, st.integers(1, 10_000))), min_size=1, max_size=30
)


@given(MONTHLY, st.sets(st.integers(0, 9)))
def test_every_year_is_what_a_plain_recount_gives(by_month, merged):
    """Counts, shares and rates of every run of twelve months, some of them given as quarters."""
    values = []
    at = 0
    whole: dict[int, tuple[int, int]] = {i: m for i, m in enumerate(by_month) if m is not None}
    while at < len(by_month):
        three = [whole.get(at + i) for i in range(3)]
        if at // 3 in merged and at % 3 == 0 and all(three):
            above, below = (sum(column) for column in zip(*three, strict=True))
            values.append(part(at, str(above), above, below, length=3))
            at += 3
            continue
        if by_month[at] is not None:
            values.append(part(at, str(by_month[at][0]), *by_month[at]))
        at += 1
    counts = {y.formed.period.first.number: y for y in rolling_years(quarterly(), values)}
    shares = {y.formed.period.first.number: y for y in rolling_years(quarterly("percent"), values)}
    starts = {each.period.first.number for each in values}
    ends = {each.period.last.number for each in values}
    for start in range(START - 12, START + len(by_month)):
        run = [whole.get(start - START + i) for i in range(12)]
        if all(run) and start in starts and start + 11 in ends:
            above, below = (sum(column) for column in zip(*run, strict=True))
            assert counts[start].formed.value == above
            exact = Fraction(above * 100, below)
            assert shares[start].exact == exact
            tenths = math.floor(exact * 10 + Fraction(1, 2))
            assert shares[start].formed.value == Decimal(tenths) / 10
        else:
            assert start not in counts
            assert start not in shares


@given(st.lists(st.tuples(COUNTS, st.integers(1, 10**6)), min_size=12, max_size=12))
def test_a_rate_of_a_year_is_twelve_times_the_mean_month_where_people_stay(by_month):
    """With one number of people all year the rate is the sum of the months' own rates."""
    people = by_month[0][1]
    values = [part(at, "0", above, people) for at, (above, _) in enumerate(by_month)]
    exact = exact_value(quarterly("rate"), year_sums(values)[0])
    assert exact == sum(Fraction(above * 1000, people) for above, _ in by_month)
