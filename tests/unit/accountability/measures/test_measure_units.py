"""Units: how values are written, and which tolerances there are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from beatwise.accountability.measures.measure_units import (
    UNITS,
    Tolerance,
    shown_in_words,
    unit,
    value_in_words,
)
from beatwise.errors import BadInput


@pytest.mark.parametrize(("spelling", "name"), [
    ("%", "percent"), (" Percent ", "percent"), ("GBP", "pounds"), ("pp", "percentage points"),
    ("number", "count"), ("Y/N", "yes/no"), ("days", "days"),
])  # fmt: skip
def test_a_unit_has_several_spellings(spelling: str, name: str) -> None:
    """Capitals and spaces do not matter."""
    assert unit(spelling).name == name


def test_an_unknown_unit_is_refused_with_those_there_are() -> None:
    """The message has the word, the place and the known units."""
    with pytest.raises(BadInput, match="'miles' is not a unit") as caught:
        unit("miles", place="m.toml")
    assert caught.value.place == "m.toml"
    assert all(name in (caught.value.next_step or "") for name in UNITS)


@pytest.mark.parametrize(("kind", "amount"), [
    ("absolute", "5"), ("relative", "-1"), ("points", "nan"), ("points", "inf"),
])  # fmt: skip
def test_what_is_no_tolerance_is_refused(kind: str, amount: str) -> None:
    """An unknown kind, less than nothing and what is no number."""
    with pytest.raises(BadInput, match="not a tolerance"):
        Tolerance(kind, Decimal(amount))


def test_only_yes_or_no_has_no_tolerance() -> None:
    """Every other unit has five per cent or two points."""
    words = {name: each.tolerance and each.tolerance.words for name, each in UNITS.items()}
    assert words.pop("yes/no") is None
    points = {"percent", "percentage points", "percent change"}
    assert {name for name, text in words.items() if text == "±2 percentage points"} == points
    assert {text for name, text in words.items() if name not in points} == {"±5 %"}


@pytest.mark.parametrize(("value", "name", "words"), [
    ("65.90", "percent", "65.90 %"), ("-1200", "pounds", "−£1,200"),
    ("1200.5", "pounds", "£1,200.5"),
    ("11545", "count", "11,545"), ("34", "days", "34 days"), ("1", "yes/no", "yes"),
    ("0", "yes/no", "no"), ("-0.5", "percentage points", "−0.5 percentage points"),
    ("1E+3", "count", "1,000"),
])  # fmt: skip
def test_a_value_is_written_with_its_unit(value: str, name: str, words: str) -> None:
    """Thousands apart, decimals as they are, a proper minus, and never an exponent."""
    assert value_in_words(Decimal(value), name) == words


@pytest.mark.parametrize(("value", "like", "words"), [
    ("22.9087", "23.1", "22.9"), ("22.9087", "23", "22.9"), ("22.9087", None, "22.91"),
    ("0.0048", "0.1", "0.0048"), ("0.00481", None, "0.0048"), ("23", "0.1234", "23"),
    ("0.000", "1", "0.0"), ("-0.04", "1", "−0.04"),
])  # fmt: skip
def test_a_reader_sees_no_more_decimals_than_the_baseline_has(
    value: str, like: str | None, words: str
) -> None:
    """One decimal at least, two without a baseline, and always two digits that say something."""
    assert shown_in_words(Decimal(value), "count", like and Decimal(like)) == words
