"""The value a measure is judged by: the newest year where it is judged by the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from tests.unit.accountability.measures.years.test_rolling_years import (
    AFTER,
    START,
    YEAR,
    months,
    quarterly,
    reported,
    span,
)

from beatwise.accountability.measures.expectation import Kind, to_reach
from beatwise.accountability.measures.in_area import in_area
from beatwise.accountability.measures.measure import Baseline
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.measures.years.judged_value import (
    expected_of,
    is_by_year,
    judged_value,
    latest_judged,
    latest_year,
    of_period,
    years_of,
)


def test_a_measure_is_judged_by_the_year_that_its_baseline_is_of():
    """Renewed each quarter and held against a year; a yearly measure and one of quarters are not.

    Without a baseline, or one that states its period, reported years say so.
    """
    assert is_by_year(quarterly())
    assert is_by_year(replace(quarterly(), frequency="monthly"))
    assert is_by_year(replace(quarterly(), frequency="half-yearly"))
    assert not is_by_year(replace(quarterly(), frequency="yearly"), has_years=True)
    of_quarter = quarterly(baseline=Baseline(Period.parse("2024/25 Q1"), Decimal(1)))
    assert not is_by_year(of_quarter, has_years=True)
    for unstated in (None, Baseline(UNSTATED, Decimal(1))):
        assert is_by_year(quarterly(baseline=unstated), has_years=True)
        assert not is_by_year(quarterly(baseline=unstated))


def test_the_newest_year_is_judged_and_not_the_newest_month():
    """Thirteen months: the year to July stands, not July."""
    judged = latest_judged(quarterly(), months(n=13))
    assert (judged.period, judged.value) == (AFTER, 120)
    of_quarter = quarterly(baseline=Baseline(Period.parse("2024/25 Q1"), Decimal(1)))
    assert latest_judged(of_quarter, months(n=13)).period == span(START + 12, 1)


def test_of_a_formed_and_a_reported_year_the_newer_is_judged_and_of_one_year_the_formed():
    """A year reported ahead of its months stands until they come."""
    same = [*months(), reported("125")]
    assert latest_judged(quarterly(), same).value == 120
    assert latest_judged(quarterly(), [*months(), reported("125", AFTER)]).value == 125
    assert latest_judged(quarterly(), [*months(n=13), reported("125")]).value == 120


def test_without_a_whole_year_the_reported_or_else_the_newest_value_is_judged():
    """Some months do not hide a reported year; without one they are what there is."""
    assert latest_judged(quarterly(), [*months(n=3), reported("125")]).value == 125
    assert latest_judged(quarterly(), months(n=3)).value == 10
    assert latest_judged(quarterly(), []) is None
    assert judged_value(quarterly(), None, None, None) is None
    assert latest_judged(quarterly("percent"), months("50.0")).value == 50


def test_without_a_baseline_reported_years_say_that_the_year_is_judged():
    """And without them the newest value is, though its months would fill a year."""
    bare = quarterly(baseline=None)
    assert latest_judged(bare, [*months(n=13), reported("125")]).period == AFTER
    assert latest_judged(bare, months(n=13)).period == span(START + 12, 1)


def test_the_newest_reported_year_has_a_value():
    """One of no data is passed over, and so are other lengths and areas."""
    values = [reported("125"), Observation(AFTER, None), *months(n=13)]
    assert latest_year(values).value == 125
    assert latest_year(months()) is None
    assert latest_year(values, "Westbridge") is None


def test_a_target_of_a_year_is_not_expected_of_a_month():
    """Of what grows with time; a percentage is the same for both."""
    target = to_reach("at most", Decimal(1200))
    for unit in ("count", "pounds", "hours", "rate"):
        of_months = expected_of(quarterly(unit, expectation=target), YEAR, 1)
        assert (of_months.kind, of_months.words) == (Kind.NONE, "at most 1200, for 12 months")
        assert expected_of(quarterly(unit, expectation=target), YEAR, 12) is target
    assert expected_of(quarterly("percent", expectation=target), YEAR, 1) is target


def test_an_expectation_stays_where_no_other_length_is_judged():
    """No value, a day, no chart, or words that name no number."""
    measure = quarterly(expectation=to_reach("at least", Decimal(5)))
    assert expected_of(measure, None, 1) is measure.expectation
    assert expected_of(measure, Period(on=dt.date(2026, 6, 30)), 1) is measure.expectation
    assert expected_of(measure, YEAR, None) is measure.expectation
    without = quarterly()
    assert expected_of(without, YEAR, 1) is without.expectation


def test_every_area_has_its_own_years():
    """Those of a measure judged by the year; of another, none."""
    own = [replace(each, area="Westbridge") for each in months(n=13)]
    years = years_of(quarterly(), [*months(), *own])
    assert [(year.area, year.period) for year in years] == [
        ("whole area", YEAR), ("Westbridge", YEAR), ("Westbridge", AFTER),
    ]  # fmt: skip
    assert years_of(quarterly(baseline=None), [*months(), *own]) == ()
    assert len(years_of(quarterly(baseline=None), [*months(), *own, reported("120")])) == 1


def test_a_period_has_the_year_its_parts_form_before_one_that_was_reported():
    """Otherwise its own value, of the newest vintage, or none."""
    both = [*months(), reported("125")]
    assert of_period(quarterly(), both, YEAR).value == 120
    assert of_period(quarterly(), [*months(n=11), reported("125")], YEAR).value == 125
    assert of_period(quarterly(), both, AFTER) is None
    assert of_period(quarterly(), both, span(START, 1)).value == 10
    newer = Observation(YEAR, Decimal(126), vintage=dt.date(2026, 9, 1))
    assert of_period(quarterly(), [newer, reported("125")], YEAR).value == 126


def test_an_area_is_judged_by_the_year_where_the_whole_area_is():
    """Its months are not held up as its newest value because it has no baseline of its own."""
    town = in_area(quarterly(), "Westbridge", None)
    assert town.baseline is None
    assert is_by_year(town)
    assert not is_by_year(in_area(quarterly(baseline=None), "Westbridge", None))
    own = [replace(each, area="Westbridge") for each in months(n=13)]
    assert latest_judged(town, own, "Westbridge").period == AFTER
