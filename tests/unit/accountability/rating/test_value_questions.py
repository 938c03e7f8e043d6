"""What is asked about a new value from its series: on the edges, and never of what is ordinary."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.accountability.worlds import measure

from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period, quarter
from beatwise.accountability.rating.chart_line import Rebasing
from beatwise.accountability.rating.value_questions import limits, value_questions


COUNT, PERCENT, RATE = measure("count"), measure("percent"), measure("rate")
NEXT = "2026-07"


def months(*values: str | None, first: int = 1) -> list[Observation]:
    """Months of 2026 with these values."""
    return [Observation(Period.parse(f"2026-{first + at:02d}"), value and Decimal(value))
            for at, value in enumerate(values)]  # fmt: skip


def one(value: str, period: str = NEXT, **parts: str) -> Observation:
    """A new value."""
    numbers = {name: Decimal(words) for name, words in parts.items()}
    return Observation(Period.parse(period), Decimal(value), **numbers)


def asked(new: Observation, stored: list[Observation] = (), of=PERCENT, cuts=()) -> list[tuple]:
    """The rule and the field of each question about one value."""
    place = (of.id, WHOLE_AREA)
    found = value_questions([(of.id, new)], {of.id: of}, {place: stored}, {place: cuts})
    return [(question.key.rpartition("-")[0], question.field) for _, question in found]


def words(new: Observation, stored: list[Observation] = (), of=PERCENT) -> str:
    """The words of the only question about one value."""
    ((_, question),) = value_questions(
        [(of.id, new)], {of.id: of}, {(of.id, WHOLE_AREA): stored}, {}
    )
    return question.words


def test_a_value_with_its_point_moved_is_asked_about():
    """35 where the last was 0.34; the words say the last value and what was meant."""
    assert words(one("35"), months("0.36", "0.34")) == (
        "35 % is about a hundred times the last value, 0.34 % (February 2026). Was 0.35 % meant?"
    )
    assert words(one("0.35"), months("36", "34")) == (
        "0.35 % is about a hundred times smaller than the last value, 34 % (February 2026). "
        "Was 35 % meant?"
    )


@pytest.mark.parametrize(("value", "is_asked"), [
    ("100", False), ("300", False), ("301", False), ("499", False), ("500", True), ("1000", True),
    ("2000", True), ("2001", False), ("5000", True), ("20000", True), ("50000", True),
    ("34", False), ("33", False), ("20", True), ("10", True), ("1", True), ("0.1", True),
    ("0", False),
])  # fmt: skip
def test_factors_of_ten_a_hundred_and_a_thousand(value, is_asked):
    """Within three times the series nothing is asked; beyond it what fits with a moved point."""
    found = asked(one(value), months("100"), COUNT)
    assert (("size", "value") in found) is is_asked


@pytest.mark.parametrize(("last", "value", "is_asked"), [
    ("1", "12", False), ("9", "90", False), ("10", "100", True), ("1", "100", True),
])  # fmt: skip
def test_small_counts_may_be_ten_times_the_last(last, value, is_asked):
    """Twelve after one is chance; a hundred after one is not."""
    assert bool(asked(one(value), months(last), COUNT)) is is_asked


def test_the_size_is_that_of_the_whole_series():
    """A value like the least or the greatest so far is ordinary, whatever the last was."""
    stored = months("1000", "40", "12")
    assert asked(one("900"), stored, COUNT) == []
    assert asked(one("9"), stored, COUNT) == []


def test_a_restated_value_is_held_against_the_others():
    """The value that it replaces may be the slip itself."""
    stored = months("0.30", "35", "0.34")
    assert asked(one("0.35", "2026-02"), stored) == []
    assert asked(one("36", "2026-02"), stored) == [("size", "value")]


def test_a_value_outside_the_limits_is_asked_about():
    """Six months 10, 12, 10, 12, 10, 12: mean 11, limits 11 ± 5.32."""
    stored = months("10", "12", "10", "12", "10", "12")
    bounds = limits(stored, 1, ())
    assert bounds is not None
    assert (float(bounds.lower), float(bounds.upper)) == pytest.approx((5.68, 16.32))
    assert asked(one("16.3"), stored) == asked(one("5.7"), stored) == []
    assert asked(one("16.4"), stored) == asked(one("5.6"), stored) == [("limits", "value")]
    assert words(one("17"), stored).endswith("the limits of what always happens, 5.68 % to 16.3 %.")


def test_five_values_have_no_limits():
    """Fewer than six points say nothing of what always happens."""
    assert asked(one("17"), months("10", "12", "10", "12", "10")) == []


def test_limits_are_those_since_the_last_rebasing():
    """After a step from 10 to 20 that was decided, 21 is ordinary and 11 is asked about."""
    stored = months("10", "11", "10", "11", "20", "21", "20", "21", "20", "21")
    cut = Rebasing(Period.parse("2026-05"), "New counting.", "performance", dt.date(2026, 6, 1))
    assert asked(one("21", "2026-11"), stored, cuts=[cut]) == []
    assert asked(one("11", "2026-11"), stored, cuts=[cut]) == [("limits", "value")]


def test_rolling_years_are_held_against_their_usual_step():
    """They overlap, so the chart has no limits: 3.267 times the mean step from the last value."""
    stored = [one(str(100 + at % 2), f"2025-{at:02d}:2026-{at - 1:02d}") for at in range(2, 9)]
    assert asked(one("103", "2025-09:2026-08"), stored, COUNT) == []
    assert asked(one("104", "2025-09:2026-08"), stored, COUNT) == [("limits", "value")]


def test_another_length_of_period_is_asked_about():
    """A month among years; not where both were there before, nor for the first value."""
    years = [Observation(Period.parse("2024/25"), Decimal(120))]
    assert words(one("10", "2025-06"), years, COUNT) == (
        "The period, June 2025, is one month; "
        "the values so far are of 12 months, the last of 2024/25."
    )
    assert asked(one("10", "2025-06"), [*years, one("9", "2025-05")], COUNT) == []
    assert asked(one("10", "2025-06"), [], COUNT) == []
    assert asked(one("10", "2025-03-31"), years, COUNT) == [("length", "period")]


@pytest.mark.parametrize(("of", "value", "right"), [
    (PERCENT, "50", True), (PERCENT, "50.4", False), (RATE, "500", True), (RATE, "50", False),
    (COUNT, "7", True),
])  # fmt: skip
def test_parts_that_give_another_value_are_asked_about(of, value, right):
    """One of two is 50 per cent and 500 a thousand; a count is not made of its parts."""
    found = asked(one(value, numerator="1", denominator="2"), of=of)
    assert found == ([] if right else [("parts", "value")])


@pytest.mark.parametrize(("of", "value", "is_asked"), [
    (PERCENT, "0.99", True), (PERCENT, "1", False), (PERCENT, "0", False), (RATE, "0.5", False),
])  # fmt: skip
def test_a_first_percentage_below_one_may_be_a_share(of, value, is_asked):
    """0.125 may be an eighth; where the series is below one already nothing is asked."""
    assert bool(asked(one(value), of=of)) is is_asked
    assert asked(one(value), months(value), of) == []


def test_yes_and_no_and_no_data_are_asked_nothing():
    """There is no series of answers, and nothing is no slip."""
    answer = measure("yes/no")
    assert asked(one("1"), months("0", "0"), answer) == []
    missing = Observation(Period.parse(NEXT), None)
    assert asked(missing, months("10", "12", "10", "12", "10", "12")) == []


def test_values_of_a_file_are_held_against_those_before_them():
    """The third of a file's months is a slip beside its first two, whatever their order."""
    rows = months("0.34", "0.35", "34")
    entries = [(PERCENT.id, rows[2]), (PERCENT.id, rows[0]), (PERCENT.id, rows[1])]
    stored = {(PERCENT.id, WHOLE_AREA): [one("0.36", "2025-12")]}
    found = value_questions(entries, {PERCENT.id: PERCENT}, stored, {})
    assert [(at, question.key.partition("-")[0]) for at, question in found] == [(0, "size")]


def test_areas_are_held_apart():
    """A large area's values are no measure of a small one's."""
    stored = {(COUNT.id, WHOLE_AREA): months("5000", "5100")}
    small = Observation(Period.parse(NEXT), Decimal(50), area="North")
    assert value_questions([(COUNT.id, small)], {COUNT.id: COUNT}, stored, {}) == []


def test_the_question_changes_with_the_value():
    """The same value is the same question; another is another."""
    stored = {(COUNT.id, WHOLE_AREA): months("10")}

    def key(value: str) -> str:
        ((_, question),) = value_questions([(COUNT.id, one(value))], {COUNT.id: COUNT}, stored, {})
        return question.key

    assert key("1000") == key("1000") != key("1001")
    assert quarter(2026, 1).length == 3


def test_a_file_of_first_values_is_its_own_series():
    """Nothing is stored yet, and the slip shows beside the rows before it."""
    entries = [(PERCENT.id, value) for value in months("3.4", "3.5", "340")]
    found = value_questions(entries, {PERCENT.id: PERCENT}, {}, {})
    assert [at for at, _ in found] == [2]


@pytest.mark.parametrize(("value", "is_asked"), [
    ("103.267", False), ("103.268", True), ("96.733", False), ("96.732", True),
])  # fmt: skip
def test_the_usual_step_goes_both_ways_and_its_end_is_ordinary(value, is_asked):
    """The last is 100 and every step was 1: from 96.733 to 103.267."""
    stored = [one(str(100 + at % 2), f"2025-{at:02d}:2026-{at - 1:02d}") for at in range(2, 9)]
    assert bool(asked(one(value, "2025-09:2026-08"), stored, COUNT)) is is_asked
    assert asked(one("150", "2025-09:2026-08"), stored[-5:], COUNT) == []


def test_the_words_have_the_value_that_was_meant():
    """Less than nothing stays so, limits of nothing are nothing, and a day is a day."""
    pounds = measure("pounds")
    assert words(one("-500"), months("-5"), pounds).endswith("Was −£5 meant?")
    assert words(one("5"), months("0", "0", "0", "0", "0", "0"), COUNT).endswith(" 0 to 0.")
    years = [Observation(Period.parse(text), Decimal(120)) for text in ("2023/24", "2024/25")]
    assert words(one("100", "2025-12-31"), years, COUNT) == (
        "The period, 31 December 2025, is one day; "
        "the values so far are of 12 months, the last of 2024/25."
    )


def test_a_yes_or_no_is_not_asked_about_and_what_follows_it_is():
    """Answers have no size; the next measure's value is looked at all the same, in its place."""
    answer = measure("yes/no")
    entries = [(COUNT.id, one("35000", "2026-08")), (answer.id, one("1")), (COUNT.id, one("30000"))]
    stored = {(COUNT.id, WHOLE_AREA): months("30", "34", "31")}
    found = value_questions(entries, {answer.id: answer, COUNT.id: COUNT}, stored, {})
    assert [at for at, _ in found] == [2]
    found = value_questions(entries[:2], {answer.id: answer, COUNT.id: COUNT}, stored, {})
    assert [at for at, _ in found] == [0]


def test_questions_stand_in_the_order_of_the_entries():
    """Whichever measure they are of."""
    entries = [(COUNT.id, one("3000")), (PERCENT.id, one("0.5")), (COUNT.id, one("9", "2027"))]
    known = {COUNT.id: COUNT, PERCENT.id: PERCENT}
    found = value_questions(entries, known, {(COUNT.id, WHOLE_AREA): months("30")}, {})
    assert [at for at, _ in found] == [0, 1, 2]


def test_another_length_names_the_last_period_there_is():
    """Of months and a quarter, whichever ends last."""
    stored = [*months("30", "34"), Observation(quarter(2026, 2), Decimal(96))]
    assert words(one("300", "2026-01:2026-12"), stored, COUNT).endswith(
        "the values so far are of 3 months or one month, the last of 2026/27 Q2."
    )


def test_limits_are_said_with_three_digits():
    """No more than says something, and no less; what is large, to the whole number."""
    stored = months("50", "40", "45", "55", "42", "48")
    assert "the limits of what always happens, 23.3 % to 70.1 %." in words(
        one("80"), stored, PERCENT
    )
    large = months("5010", "4010", "4510", "5510", "4210", "4810")
    assert "2,336 to 7,017" in words(one("9000"), large, COUNT)


def test_a_gap_is_not_a_value_and_a_negative_value_keeps_its_sign():
    """A month without a value draws no limit to itself; −340 beside −3.4 may be −3.40."""
    stored = months("50", "40", None, "45", "55", "42", "48")
    found = limits(stored, 1, ())
    assert found is not None
    assert 15 < found.lower < found.upper < 80
    assert "Was -3.4 % meant?".replace("-", "−") in words(
        one("-340"), months("-3.6", "-3.4")
    ).replace("-", "−")


def test_six_overlapping_values_are_enough_and_five_are_not():
    """Twelve-month values renewed each month: the usual step from the last."""

    def rolling(number: int) -> list[Observation]:
        return [Observation(Period.parse(f"2025-{at:02d}:2026-{at - 1:02d}"), Decimal(100 + at % 2))
                for at in range(2, 2 + number)]  # fmt: skip

    assert limits(rolling(5), 12, ()) is None
    found = limits(rolling(6), 12, ())
    assert found is not None
    assert (float(found.lower), float(found.upper)) == pytest.approx((97.733, 104.267))


@pytest.mark.parametrize(("value", "is_asked"), [
    ("1500", False), ("1501", True), ("33.3", True), ("33.4", False),
])  # fmt: skip
def test_three_times_the_greatest_and_a_third_of_the_least_are_ordinary(value, is_asked):
    """Of a wide series, 100 to 500, in which a moved point fits on either side."""
    assert bool(asked(one(value), months("100", "500"), COUNT)) is is_asked


def test_a_third_of_the_least_is_ordinary_to_the_digit():
    """100 beside 300 and 900."""
    assert asked(one("100"), months("300", "900"), COUNT) == []
    assert asked(one("99"), months("300", "900"), COUNT) == [("size", "value")]


def test_answers_have_no_length_of_period_and_hide_nothing_after_them():
    """A month's yes among years is asked nothing; the measure after it is looked at."""
    answer = replace(measure("yes/no"), id="answers")
    years = [Observation(Period.parse("2024/25"), Decimal(1))]
    assert asked(one("1", "2025-06"), years, answer) == []
    entries = [(answer.id, one("1")), (COUNT.id, one("30000"))]
    stored = {(COUNT.id, WHOLE_AREA): months("30", "34", "31")}
    found = value_questions(entries, {answer.id: answer, COUNT.id: COUNT}, stored, {})
    assert [at for at, _ in found] == [1]


def test_limits_are_those_of_one_length_of_period():
    """A quarter among months moves none of the months' limits."""
    stored = months("10", "12", "10", "12", "10", "12")
    mixed = [*stored, Observation(quarter(2025, 4), Decimal(33))]
    assert limits(mixed, 1, ()) == limits(stored, 1, ())
    assert limits(mixed, 3, ()) is None


def test_a_rolling_year_without_a_value_is_no_step():
    """It is left out of the usual step from the last value."""
    stored = [one(str(100 + at % 2), f"2025-{at:02d}:2026-{at - 1:02d}") for at in range(2, 9)]
    empty = Observation(Period.parse("2025-09:2026-08"), None)
    assert limits([*stored, empty], 12, ()) == limits(stored, 12, ())


def test_a_percentage_is_of_a_hundred():
    """One of two is 50.0, and not 50.5."""
    assert asked(one("50.0", numerator="1", denominator="2")) == []
    assert asked(one("50.5", numerator="1", denominator="2")) == [("parts", "value")]


def test_the_last_value_is_the_restated_one():
    """A month that a file gives anew is the last value that the next month's question names."""
    entries = [("m", one("0.35", "2026-02")), ("m", one("35"))]
    stored = {("m", WHOLE_AREA): months("0.36", "0.34")}
    ((at, question),) = value_questions(entries, {"m": PERCENT}, stored, {})
    assert at == 1
    assert "the last value, 0.35 % (February 2026)" in question.words


def test_after_nothing_but_noughts_a_value_has_no_size_to_keep_to():
    """None is about ten times nought."""
    assert asked(one("5"), months("0", "0", "0"), COUNT) == []


def test_a_period_that_was_never_stated_has_no_length():
    """After values whose periods nobody stated, a month is not another length."""
    assert asked(one("30"), [Observation(Period.parse(""), Decimal(30))], COUNT) == []
