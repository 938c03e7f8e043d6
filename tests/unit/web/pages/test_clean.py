"""Text that somebody typed into a form, checked once."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from beatwise.errors import BadInput, MissingData
from beatwise.web.pages import clean


@pytest.mark.parametrize(("entry", "words"), [
    (" a ", "a"), ("a\r\nb", "a\nb"), ("a\tb", "a\tb"), (5, "5"), ("x" * 10, "x" * 10),
    ("  " + "x" * 10, "x" * 10),
])  # fmt: skip
def test_a_text_has_no_spaces_around_it(entry: object, words: str) -> None:
    """They do not count towards its length; line ends are counted as one."""
    assert clean.text(entry, "why", longest=10) == words


@pytest.mark.parametrize(("entry", "message"), [
    (None, "this is empty"), ("  ", "this is empty"), ("x" * 11, "longer than 10 characters"),
    ("a\x00b", "cannot be printed"), ("a\x1bb", "cannot be printed"),
])  # fmt: skip
def test_a_text_at_fault_names_its_place(entry: object, message: str) -> None:
    """Nothing, too much, and what cannot be printed."""
    with pytest.raises(BadInput, match=message) as caught:
        clean.text(entry, "why", longest=10)
    assert caught.value.place == "why"
    assert caught.value.next_step


def test_what_need_not_be_there_may_be_empty() -> None:
    """But no longer than any other."""
    assert clean.text(None, "why", longest=1, needed=False) == ""
    assert clean.line("", "why", longest=1, needed=False) == ""
    with pytest.raises(BadInput, match="longer"):
        clean.text("xx", "why", longest=1, needed=False)


def test_a_line_is_one_line() -> None:
    """A line end at its end is taken away, one within it is not."""
    assert clean.line("a\r\n", "title", longest=10) == "a"
    with pytest.raises(BadInput, match="one line"):
        clean.line("a\nb", "title", longest=10)


@pytest.mark.parametrize(("entry", "day"), [
    (dt.datetime(2026, 6, 30, 9), dt.date(2026, 6, 30)),
    (dt.date(2026, 6, 30), dt.date(2026, 6, 30)),
    ("30/06/2026", dt.date(2026, 6, 30)), ("", None), (None, None),
])  # fmt: skip
def test_a_day_is_a_day_or_nothing(entry: object, day: dt.date | None) -> None:
    """As a form or a file gives it."""
    assert clean.day(entry, "due") == day


@pytest.mark.parametrize(("entry", "said"), [("", "empty"), ("2026-11-23", "still to come")])
def test_a_day_that_has_been_is_needed_and_not_to_come(entry, said):
    """Today is no day to come; each fault names its field and the next step."""
    today = dt.date(2026, 11, 22)
    assert clean.past_day("2026-11-22", "on", today) == today
    with pytest.raises(BadInput, match=said) as caught:
        clean.past_day(entry, "on", today)
    assert (caught.value.place, bool(caught.value.next_step)) == ("on", True)


@pytest.mark.parametrize(("entry", "number"), [
    ("", None), (None, None), ("  ", None), ("0", 0), (7, 7), (" 1,200 ", 1200), ("007", 7),
])  # fmt: skip
def test_a_whole_number_is_read(entry: object, number: int | None) -> None:
    """With commas and spaces; nothing is nothing."""
    assert clean.whole(entry, "count", most=1200) == number


@pytest.mark.parametrize("entry", ["1201", "-1", "1.0", "½", "٣", "000000000000099999", "9" * 5000])
def test_what_is_no_number_of_the_range_is_refused_at_its_field(entry: str) -> None:
    """However many digits it has, leading zeros counted."""
    with pytest.raises(BadInput, match="not a whole number from 0 to 1,200") as caught:
        clean.whole(entry, "count", most=1200)
    assert caught.value.place == "count"
    with pytest.raises(BadInput, match="this is empty"):
        clean.needed_whole("", "count", most=1200)


def test_an_amount_is_read_as_pence() -> None:
    """Pounds and pence, also below zero; more than any budget is asked again."""
    assert clean.money("£1,234.50", "amount") == 123450
    assert clean.money("-2", "amount") == -200
    assert clean.money("", "amount") is None
    for entry, words in (("12.345", "whole number of pence"), ("9" * 20, "more than any budget")):
        with pytest.raises(BadInput, match=words) as caught:
            clean.money(entry, "amount")
        assert caught.value.place == "amount"


def test_a_row_that_an_address_names_is_given_or_said_to_be_missing():
    """Whoever asks for what is not there is told in words, and where to look instead."""
    rows = SimpleNamespace(first=lambda: "a fund")
    assert clean.sure_row(rows, "there is none.", "Look.") == "a fund"
    with pytest.raises(MissingData, match="there is no fund 7") as caught:
        clean.sure_row(SimpleNamespace(first=lambda: None), "there is no fund 7.", "Open the list.")
    assert caught.value.next_step == "Open the list."
