"""Numbers as they are printed: what they say, and what rounding leaves open."""

from __future__ import annotations

from fractions import Fraction

import pytest

from beatwise.accountability.reconcile.number import (
    Number,
    exactly,
    half_unit,
    number_text,
    printed,
    read,
)


@pytest.mark.parametrize(("text", "value"), [
    ("1,234", 1234), ("£1,234.50", Fraction(2469, 2)), ("−14 pct", -14), ("–3", -3), ("-7", -7),
    ("+3.6pp", Fraction(18, 5)), (" 65.9% ", Fraction(659, 10)), ("Nil", 0), ("-", 0), ("—", 0),
    ("-£20", -20), ("0", 0),
])  # fmt: skip
def test_a_printed_number_is_read_exactly(text: str, value: Fraction) -> None:
    """Signs, pounds, thousands and units around a number do not change it; a dash is nothing."""
    assert read(text) == value


@pytest.mark.parametrize("text", ["", "  ", "n/a", "No data", "c. 14", "(14)"])
def test_what_is_no_number_is_never_a_zero(text: str) -> None:
    """An empty cell and a cell of words have no number."""
    assert read(text) is None
    assert printed(text, rounded=True) is None


@pytest.mark.parametrize(("text", "half"), [
    ("120", Fraction(1, 2)), ("65.9", Fraction(1, 20)), ("65.90 %", Fraction(1, 200)),
    ("words", Fraction(1, 2)),
])  # fmt: skip
def test_half_a_unit_is_that_of_the_last_printed_digit(text: str, half: Fraction) -> None:
    """65.9 stands for anything within a twentieth of it."""
    assert half_unit(text) == half


def test_only_a_rounded_cell_has_room() -> None:
    """12 is from 11.5 to 12.5 when it was rounded, and 12 when it was not."""
    assert printed("12", rounded=True) == Number(Fraction(12), Fraction(23, 2), Fraction(25, 2))
    assert printed("12", rounded=False) == exactly(12)


ONE_TO_THREE = Number(Fraction(2), Fraction(1), Fraction(3))
ACROSS_ZERO = Number(Fraction(1), Fraction(-1), Fraction(2))


def test_bounds_are_carried_through_each_sum() -> None:
    """The least and the most of a result come from the ends that give them."""
    assert Number(Fraction(3), Fraction(0), Fraction(5)) == ONE_TO_THREE + ACROSS_ZERO
    assert Number(Fraction(1), Fraction(-1), Fraction(4)) == ONE_TO_THREE - ACROSS_ZERO
    assert Number(Fraction(2), Fraction(-3), Fraction(6)) == ONE_TO_THREE * ACROSS_ZERO
    assert Number(Fraction(-2), Fraction(-3), Fraction(-1)) == -ONE_TO_THREE
    assert Number(Fraction(1, 2), Fraction(-1), Fraction(2)) == ACROSS_ZERO / ONE_TO_THREE


def test_nothing_is_divided_by_what_could_be_zero() -> None:
    """A divisor whose bounds include zero is refused, though it is printed as one."""
    with pytest.raises(ZeroDivisionError):
        ONE_TO_THREE / ACROSS_ZERO
    with pytest.raises(ZeroDivisionError):
        ONE_TO_THREE / exactly(0)


@pytest.mark.parametrize(("value", "like", "text"), [
    (Fraction(2, 3), "0.6", "0.67"), (Fraction(2, 3), "1", "0.7"), (Fraction(1234), "1.5", "1,234"),
    (Fraction(2, 3), "0.66667", "0.6667"), (Fraction(2, 3), "", "0.667"),
    (Fraction(131, 2), "65%", "65.5"),
])  # fmt: skip
def test_a_recomputed_number_has_one_decimal_more(value: Fraction, like: str, text: str) -> None:
    """A reader sees one digit more than is printed, four at most; a whole number has none."""
    assert number_text(value, like) == text
