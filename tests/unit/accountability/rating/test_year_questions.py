"""A reported year and its months: asked about where they disagree, once, and both are kept."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.unit.accountability.measures.years.test_rolling_years import (
    AFTER,
    YEAR,
    months,
    part,
    quarterly,
    reported,
)

from beatwise.accountability.measures.measure import Baseline
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.rating.value_questions import value_questions
from beatwise.accountability.rating.year_questions import YearsBeside, difference_in_words


def _beside(*values: Observation, **more: object) -> YearsBeside:
    years = YearsBeside(quarterly(**more))
    for value in values:
        years.add(value)
    return years


def _asked(new: list[Observation], stored: list[Observation], **more: object) -> list[str]:
    measure = quarterly(**more)
    questions = value_questions(
        [("m", value) for value in new], {"m": measure}, {("m", WHOLE_AREA): stored}, {}
    )
    return [f"{question.field}: {question.words}" for _, question in questions]


def test_a_year_that_its_months_do_not_give_is_asked_about():
    """Both numbers, what the year is made of and the difference are named."""
    (words,) = _asked([reported("125")], months())
    assert words == (
        "value: The year July 2025 to June 2026 is reported as 125, and its 12 months give 120: "
        "5 more than formed. Both are kept, and the one that the parts give is rated."
    )
    assert _asked([reported("120")], months()) == []
    assert _asked([reported("125")], months(n=11)) == []


def test_a_year_that_was_reported_is_not_formed_beside_it():
    """Of two years that thirteen months fill, the one that nobody reported is."""
    (formed,) = _beside(*months(n=13), reported("125")).formed(WHOLE_AREA)
    assert formed.period == AFTER


def test_the_month_that_fills_a_reported_year_is_asked_about():
    """One that makes the year what was reported is not."""
    stored = [*months(n=11), reported("119")]
    (words,) = _asked([part(11, "10")], stored)
    assert "1 less than formed" in words
    assert _beside(*stored).disagreement(part(11, "9")) == ""
    assert _beside(*stored, part(11, "10")).disagreement(part(11, "9", day="2026-10-01")) == ""


def test_of_several_years_that_come_to_disagree_the_newest_is_named():
    """A restated month is in two reported years."""
    stored = [*months(n=13), reported("120"), reported("120", AFTER)]
    words = _beside(*stored).disagreement(part(5, "11"))
    assert "August 2025 to July 2026" in words
    assert "give 121: 1 less" in words


def test_a_disagreement_that_was_there_before_is_not_asked_about_again():
    """Only the year that the new value touches counts, and only where it changes."""
    old = [*months(n=13), reported("125")]
    assert _beside(*old).disagreement(part(12, "11")) == ""
    assert _beside(*old).disagreement(part(0, "10")) == ""
    assert "give 121" in _beside(*old).disagreement(part(0, "11"))


def test_years_far_away_are_not_looked_at():
    """The first and the last year that a month is in are; those beyond are not."""
    first = Period.parse("2024-08:2025-07")
    back = [part(at, "10") for at in range(-11, 0)]
    assert "give 121" in _beside(*back, reported("120", first)).disagreement(part(0, "11"))
    ahead = months(n=12)[1:]
    assert "give 121" in _beside(*ahead, reported("120")).disagreement(part(0, "11"))
    beyond = [*months(n=13), reported("125", AFTER)]
    assert _beside(*beyond).disagreement(part(-1, "11")) == ""


def test_a_period_of_a_year_or_a_part_of_one_is_expected_of_a_measure_by_the_year():
    """So a month among rolling years is no slip; nine months are, and a month of a quarter is."""
    year, month = YEAR, part(0, "1").period
    assert _beside().expects(month)
    assert _beside().expects(year)
    assert not _beside().expects(Period.parse("2025-01:2025-09"))
    assert not _beside().expects(UNSTATED)
    of_quarter = Baseline(Period.parse("2024/25 Q1"), Decimal(1))
    assert not _beside(reported("1"), baseline=of_quarter).expects(month)
    assert not _beside(baseline=None).expects(month)
    assert not _beside(part(0, "1"), baseline=None).expects(month)
    assert _beside(reported("1"), part(0, "1"), baseline=None).expects(month)


def test_months_among_rolling_years_are_not_asked_about_for_their_length():
    """They are what the chart is drawn from; nine months still are asked about."""
    years = [reported("120"), reported("121", AFTER)]
    assert _asked([part(0, "10")], years) == []
    (words,) = _asked([Observation(Period.parse("2025-01:2025-09"), Decimal(90))], years)
    assert words.startswith("period: The period")
    of_quarter = Baseline(Period.parse("2024/25 Q1"), Decimal(1))
    (words,) = _asked([part(0, "10")], years, baseline=of_quarter)
    assert words.startswith("period: The period")


def test_a_measure_that_is_not_judged_by_the_year_is_not_asked_about():
    """Its years and months are different things."""
    of_quarter = Baseline(Period.parse("2024/25 Q1"), Decimal(1))
    assert _beside(*months(), baseline=of_quarter).disagreement(reported("125")) == ""


def test_another_area_is_formed_apart():
    """The area is the new value's own."""
    own = [replace(each, area="Westbridge") for each in months()]
    years = _beside(*own)
    assert "give 120" in years.disagreement(replace(reported("125"), area="Westbridge"))


@pytest.mark.parametrize(
    ("difference", "unit", "words"),
    [
        (Fraction(5), "count", "5 more than formed"),
        (Fraction(-1200), "pounds", "£1,200 less than formed"),
        (Fraction(2, 3), "percent", "0.67 % more than formed"),
        (Fraction(-1, 2), "rate", "0.50 less than formed"),
        (Fraction(1, 3000), "rate", "0.0003 more than formed"),
        (Fraction(1, 100), "rate", "0.01 more than formed"),
        (Fraction(3, 1000), "rate", "0.003 more than formed"),
        (Fraction(9, 10_000), "rate", "0.0009 more than formed"),
    ],
)
def test_a_difference_is_in_the_unit_with_a_digit_that_says_something(difference, unit, words):
    """Whole numbers as they are, others with two decimals or as many as it takes."""
    assert difference_in_words(difference, unit) == words


QUARTERS = ("9", "11", "10") * 4  # years of 39, 41 and 40 in turn, the last of 41


def _quarters(*values: str) -> list[Observation]:
    """So many quarters from July 2023 on."""
    return [part(3 * at - 24, value, length=3) for at, value in enumerate(values)]


def test_a_reported_year_is_compared_with_those_that_quarters_form():
    """Nobody reported a year yet: 4,000 after 40 is asked about all the same."""
    (question,) = _asked([reported("4000", AFTER)], _quarters(*QUARTERS), by_year=True)
    assert "4,000 is about a hundred times the last value, 40 (July 2025 to June 2026)" in question


@pytest.mark.parametrize(("value", "is_asked"), [("45", True), ("44", False), ("35", True)])
def test_a_year_outside_the_usual_step_of_formed_years_is_asked_about(value, is_asked):
    """Formed years step by 1 or 2, 1.375 in the mean: 3.267 times that from the last, 40."""
    found = _asked([reported(value, AFTER)], _quarters(*QUARTERS), by_year=True)
    assert ["outside the usual step" in words for words in found] == [True] * is_asked


def test_steps_of_formed_years_are_as_long_as_the_new_years():
    """Months form a year a month; one that ends three months later is held against thirds."""
    stored = [part(at, str(10 + at), length=1) for at in range(-24, 12)]
    later = Period.parse("2025-10:2026-09")
    ordinary = 12 * 18 + 6
    assert _asked([reported(str(ordinary), later)], stored, by_year=True) == []


def test_a_year_four_months_later_is_not_held_against_steps_of_one_month():
    """Four ordinary months at once are one ordinary step; twenty are asked about."""
    stored = [part(at, str(100 + at), length=1) for at in range(-48, 12)]
    later = Period.parse("2025-11:2026-10")
    last = sum(100 + at for at in range(12))
    assert _asked([reported(str(last + 4 * 12), later)], stored, by_year=True) == []
    found = _asked([reported(str(last + 20 * 12), later)], stored, by_year=True)
    assert ["outside the usual step" in words for words in found] == [True]


@pytest.mark.parametrize(("value", "is_asked"), [("46", True), ("45", False), ("36", True)])
def test_a_year_is_not_held_against_itself_as_its_quarters_form_it(value, is_asked):
    """The last of the others is 41, and they step by 1.43 in the mean."""
    found = _asked([reported(value)], _quarters(*QUARTERS), by_year=True)
    assert ["outside the usual step" in words for words in found] == [False] + [True] * is_asked


def test_years_that_end_later_do_not_say_how_far_apart_the_others_lie():
    """The years before it end one month before and so on; one that ends a year later is beside."""
    months_after = [part(13 + at, "4" if at < 4 else "3") for at in range(12)]
    stored = [*_quarters(*QUARTERS), *months_after]
    found = _asked([reported("45", AFTER)], stored, by_year=True)
    assert ["outside the usual step" in words for words in found] == [True]


def test_a_month_is_not_held_against_the_years_that_months_form():
    """12 is a hundredth of the year's 1,200, and no slip of a point beside months of 100."""
    found = _asked([part(12, "12")], months("100"), by_year=True)
    assert [words for words in found if "1,200" in words] == []


def test_years_that_were_reported_count_beside_those_that_are_formed():
    """4,000 is no slip after 40 where a year of 4,000 was reported before."""
    before = reported("4000", Period.parse("2019-07:2020-06"))
    found = _asked([reported("4000", AFTER)], [before, *_quarters(*QUARTERS)], by_year=True)
    assert [words for words in found if "hundred times" in words] == []


def test_an_imported_part_forms_the_year_that_a_later_row_is_compared_with():
    """The row that completes the first year comes in the same file."""
    *stored, last = _quarters("9", "11", "10", "9")
    assert _asked([last], stored, by_year=True) == []
    found = _asked([last, reported("3900", AFTER)], stored, by_year=True)
    assert ["a hundred times the last value, 39" in words for words in found] == [True]
