"""Values of a document: each is read in its type, or refused in words."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from decimal import Decimal

import pytest

from beatwise.errors import BadInput
from beatwise.fields import document, sensible
from beatwise.fields.value_types import (
    Mismatch,
    as_clock,
    as_day,
    as_day_or_text,
    as_decimal,
    as_label,
    as_name,
    as_number,
    as_texts,
    as_weekdays,
    as_whole,
    in_words,
)


@pytest.mark.parametrize("words", ["a = 1e999999", "a = 1e-999999", "a = inf"])
def test_a_number_beyond_all_counting_is_refused(words):
    """Thirty digits are more than anything that is counted here."""
    with pytest.raises(BadInput, match="must be a number"), document(words, "a") as fields:
        fields.decimal("a")


def test_ordinary_numbers_are_let_in():
    """Noughts, pence, populations and budgets."""
    for words in ("0", "0.00", "-3.07", "0.0016", "67000000", "225712000.55"):
        assert sensible(Decimal(words))


@pytest.mark.parametrize(("convert", "value", "result"), [
    (as_label, 2027, "2027"), (as_label, " x ", "x"), (as_name, "a-1", "a-1"), (as_name, "", ""),
    (as_decimal, 3, Decimal(3)), (as_day_or_text, dt.datetime(2027, 4, 1, 9), dt.date(2027, 4, 1)),
    (as_day_or_text, " 2027-04-01 ", dt.date(2027, 4, 1)), (as_clock, "47:59", 47 + 59 / 60),
    (as_clock, dt.time(7, 30), 7.5), (as_weekdays, ["MON", "thurs"], (0, 3)), (as_weekdays, [], ()),
])  # fmt: skip
def test_a_value_is_read_in_its_type(
    convert: Callable[[object], object], value: object, result: object
) -> None:
    """Each in any of the ways in which people write it."""
    assert convert(value) == result


@pytest.mark.parametrize(("convert", "value", "message"), [
    (as_label, True, "must be a text, not true."), (as_name, "A", "lower-case words"),
    (as_name, "a--b", "lower-case words"), (as_texts, ["a", 1], "must be a list of texts"),
    (as_decimal, True, "must be a number."), (as_decimal, Decimal("1e31"), "must be a number."),
    (as_day, dt.datetime(2027, 4, 1, 9), "must be a day"), (as_day_or_text, 5, "is 5, not a date."),
    (as_clock, "48:00", "not a time of day"), (as_clock, "9:60", "not a time of day"),
    (as_weekdays, ["mo"], "holds 'mo', not a weekday."), (as_weekdays, "mon", "a list of texts"),
])  # fmt: skip
def test_a_value_of_another_type_is_refused(
    convert: Callable[[object], object], value: object, message: str
) -> None:
    """The message goes on after the name of the field."""
    with pytest.raises(Mismatch) as caught:
        convert(value)
    assert message in caught.value.message


@pytest.mark.parametrize(("value", "result"), [
    (0, 0), (4, 4), (3.0, 3), (-1, "from 0 to 4"), (5, "from 0 to 4"), (2.5, "from 0 to 4"),
    (True, "not true"), ("3", "not '3'"),
])  # fmt: skip
def test_a_whole_number_lies_within_its_bounds(value: object, result: int | str) -> None:
    """Both bounds are allowed; 3.0 is a whole number, true is none."""
    if isinstance(result, int):
        assert as_whole(value, 0, 4) == result
    else:
        with pytest.raises(Mismatch, match=result):
            as_whole(value, 0, 4)


@pytest.mark.parametrize(("value", "at_least", "message"), [
    (-1, 0, "is -1, which is negative."), (1, 2, "is 1, which is below 2."),
    (9, 0, "is 9, which is above 8."), (math.nan, 0, "must be a number, not nan."),
    (False, 0, "must be a number, not false."),
])  # fmt: skip
def test_a_number_out_of_bounds_says_on_which_side(
    value: object, at_least: float, message: str
) -> None:
    """Negative, below or above."""
    with pytest.raises(Mismatch) as caught:
        as_number(value, at_least, 8)
    assert caught.value.message == message


@pytest.mark.parametrize(("value", "words"), [
    ("x" * 61, f"'{'x' * 60}…'"), ("x" * 60, f"'{'x' * 60}'"), ({}, "a table"), ([], "a list"),
    (10**30, "a number of more than 30 digits"), (False, "false"),
])  # fmt: skip
def test_a_value_in_a_message_is_short(value: object, words: str) -> None:
    """Nobody reads a message of a thousand characters."""
    assert in_words(value) == words
