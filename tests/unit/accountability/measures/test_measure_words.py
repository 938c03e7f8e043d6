"""A measure's fields in words: what is written reads back, and what is not understood is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.accountability.worlds import measure

from beatwise.accountability.measures.expectation import to_reach
from beatwise.accountability.measures.measure import Baseline
from beatwise.accountability.measures.measure_set import load_set, sets
from beatwise.accountability.measures.measure_units import POINTS, RELATIVE, Tolerance, unit
from beatwise.accountability.measures.measure_words import (
    CHOICES,
    FIELDS,
    SUGGESTIONS,
    USUAL,
    field_words,
    measure_of_words,
    read_field,
    words_of,
)
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.errors import BadInput


DAY = dt.date(2026, 4, 1)


@pytest.mark.parametrize("name", sets())
def test_every_measure_that_comes_along_reads_back_from_its_words(name: str) -> None:
    """Each field, and the whole measure made of them."""
    for given in load_set(name).measures:
        words = {field: words_of(given, field) for field in FIELDS}
        for field in FIELDS:
            assert read_field(field, words[field]) == getattr(given, field), (given.id, field)
        assert measure_of_words(given.id, words, given.valid_from) == replace(given, version=1)


@pytest.mark.parametrize(("value", "words"), [
    (None, ""), (unit("%"), "percent"), (Tolerance(RELATIVE, Decimal("5.0")), "5.0 %"),
    (Tolerance(POINTS, Decimal(2)), "2 points"), (to_reach("at most", Decimal(3)), "at most 3"),
    (Baseline(Period.parse("2024/25"), Decimal("65.90")), "65.90 (2024-04:2025-03)"),
    (Baseline(UNSTATED, Decimal(4), Decimal(1200)), "4 (; 1200 cases)"),
    (Decimal("1E+3"), "1000"), (30, "30"), ("quarterly", "quarterly"),
])  # fmt: skip
def test_a_value_is_written_in_words(value: object, words: str) -> None:
    """Without exponents, and with the decimals that it has."""
    assert field_words(value) == words


@pytest.mark.parametrize(("field", "words", "value"), [
    ("title", " Robbery ", "Robbery"), ("note", "", ""), ("serial", "", None),
    ("serial", "None", None), ("serial", "66", 66), ("per", "", None), ("per", "1,000", 1000),
    ("level", "SUB", "sub"), ("frequency", "Quarterly", "quarterly"), ("unit", "£", unit("pounds")),
    ("minimum_count", "0", 0), ("lag_days", "999999999", 999999999),
    ("typical_count", "none", None),
    ("owner", "Deputy Commissioner", "deputy"), ("owner", "partner", "partner"),
    ("expectation", "At least 65", to_reach("at least", Decimal(65))),
    ("tolerance", "none", None), ("tolerance", "", None),
    ("tolerance", "2 percentage points", Tolerance(POINTS, Decimal(2))),
    ("tolerance", "±2.5per cent", Tolerance(RELATIVE, Decimal("2.5"))),
    ("baseline", "", None), ("baseline", "none", None),
    ("baseline", "4", Baseline(UNSTATED, Decimal(4))),
    ("baseline", "4 ( 2024/25 )", Baseline(Period.parse("2024/25"), Decimal(4))),
    ("baseline", "4(2024/25;1,200 cases)",
     Baseline(Period.parse("2024/25"), Decimal(4), Decimal(1200))),
    ("baseline", "4 (31 March 2025)", Baseline(Period(on=dt.date(2025, 3, 31)), Decimal(4))),
    ("baseline", "4 (April 2024 to March 2025)", Baseline(Period.parse("2024/25"), Decimal(4))),
    ("baseline", "4 (September 2025)", Baseline(Period.parse("2025-09"), Decimal(4))),
    ("baseline", "4 (period not stated)", Baseline(UNSTATED, Decimal(4))),
    ("disclosure", "Small counts", "small counts"),
])  # fmt: skip
def test_words_are_read(field: str, words: str, value: object) -> None:
    """As people write them, and as pages and files have them."""
    assert read_field(field, words) == value


@pytest.mark.parametrize(("field", "words", "message", "step"), [
    ("colour", "red", "a measure has no field 'colour'.", "Its fields are: title,"),
    ("title", " ", "title: cannot be empty.", "Give it."),
    ("definition", "", "what is counted: cannot be empty.", "Give it."),
    ("strategy", "", "delivery strategy: cannot be empty.", "Give it."),
    ("source", "", "source: cannot be empty.", "Give it."),
    ("per", "many", "a rate is per: 'many' is not a number", ""),
    ("serial", "-3", "number in the plan: '-3' is not a whole number.", "such as 30"),
    ("lag_days", "1000000000", "is not a whole number", "such as 30"),
    ("minimum_count", "", "is not a whole number", "such as 30"),
    ("level", "top", "level: 'top' is not allowed.", "Use one of: headline, sub."),
    ("unit", "furlongs", "'furlongs' is not a unit of measurement.", "count"),
    ("expectation", "go up", "'go up' is not an expectation", "increase"),
    ("expectation", "at least many", "expectation: 'many' is not a number", ""),
    ("tolerance", "five", "agreed tolerance: 'five' is not a tolerance.", "5 % or 2 points"),
    ("tolerance", "5 miles", "'5 miles' is not a tolerance.", "5 % or 2 points"),
    ("baseline", "(2024/25)", "baseline: '(2024/25)' is not a baseline.", "65.9 (2024/25)"),
    ("baseline", "4 (soon)", "soon", ""), ("baseline", "many", "'many' is not a number", ""),
    ("owner", "J. Smith", "'J. Smith' is not a role", "Give a role"),
])  # fmt: skip
def test_words_that_are_no_value_are_named_with_the_next_step(
    field: str, words: str, message: str, step: str
) -> None:
    """The field in the words of the pages, and how it is written."""
    with pytest.raises(BadInput) as error:
        read_field(field, words)
    assert message in error.value.message
    assert step in (error.value.next_step or "")


def test_a_new_measure_has_what_is_usual() -> None:
    """Where a field is left empty; its tolerance is that of its unit."""
    words = {"title": "Nights", "definition": "Counted.", "strategy": "calm", "unit": "count",
             "frequency": "quarterly", "source": "Force", "owner": "performance"}  # fmt: skip
    made = measure_of_words("nights", words, DAY)
    assert (made.id, made.version, made.valid_from) == ("nights", 1, DAY)
    assert {field: words_of(made, field) for field in USUAL} == USUAL
    assert (made.level, made.disclosure, made.minimum_count) == ("headline", "none", 30)
    assert made.tolerance == unit("count").tolerance
    own = measure_of_words("nights", words | {"tolerance": "8 %", "level": " sub "}, DAY)
    assert own.tolerance == Tolerance(RELATIVE, Decimal(8))
    assert own.level == "sub"


@pytest.mark.parametrize(("change", "message"), [
    ({"unit": "rate"}, "a rate, and only a rate"),
    ({"expectation": "completed"}, "does not fit a measure in count"),
    ({"tolerance": "2 points"}, "cannot have a tolerance"),
])  # fmt: skip
def test_fields_at_odds_are_refused(change: dict[str, str], message: str) -> None:
    """What each allows and both together do not."""
    words = {field: words_of(measure(), field) for field in FIELDS}
    with pytest.raises(BadInput, match=message):
        measure_of_words("m", words | change, DAY)


def test_choices_and_suggestions_are_taken() -> None:
    """Every word that a form offers reads as a value; an example needs its number."""
    for field, choices in CHOICES.items():
        for words, title in choices.items():
            assert field_words(read_field(field, words)) == words
            assert title
    for words in SUGGESTIONS["expectation"]:
        assert read_field("expectation", words)
