"""A number as people write it is read exactly, or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.cell_text.number_text import (
    amount_of,
    another_currency,
    as_text,
    number_of,
    thousands_doubt,
)
from beatwise.cell_text.unreadable import Unreadable


@pytest.mark.parametrize(("cell", "value"), [
    ("11,545", "11545"), ("1,234,567.8", "1234567.8"), ("-1,234.56", "-1234.56"), ("0", "0"),
    (" 65.9 % ", "65.9"), ("65.9%", "65.9"), (".5", "0.5"), ("00123", "123"), ("+3.6", "3.6"),
    ("£1,200", "1200"), ("-£5", "-5"), ("£-5", "-5"), ("£ 1,200.50", "1200.50"),
    ("\u22121.5", "-1.5"), ("\u20133", "-3"), ("\u20103", "-3"), ("\u20113", "-3"),
    ("\ufe633", "-3"), ("\uff0d3", "-3"), ("\u2212 £1,200", "-1200"), ("(1,234)", "-1234"),
    ("(£12.50)", "-12.50"), ("1\u00a0234", "1234"), ("1\u202f234\u202f567", "1234567"),
    ("\uff11\uff12\uff0e\uff15\uff05", "12.5"), ("\u0661\u0662\u066b\u0665", "12.5"),
    ("\u200e-5", "-5"), ("12.5\u00a0%", "12.5"), ("\ufeff7", "7"),
])  # fmt: skip
def test_a_number_is_read_as_people_write_it(cell: str, value: str) -> None:
    """Thousands by position, every minus, pounds, accounts' brackets, digits of every keyboard."""
    amount = amount_of(cell)
    assert amount is not None
    assert amount.value == Decimal(value)


@pytest.mark.parametrize("cell", [
    "12,34", "1,23", "50,5%", "0,123", "12,34,567", "1,2345", ",5", "1.234.567", "1.2.3", "5.",
    "1,234,56", "1e5", "1.23E+05", "nan", "inf", "x", "12 pct", "1 234", "1_000", "10\u00b2",
    "1\u00bd", "5-", "5\u2212", "(5)", "(-5)", "(5%)", "--5", "+-5", "€5", "$5", "5p", "£", "-",
    "3-4", "3\u20134", "1\u00a02345", "1,234\u00a0567", "true", "#N/A", "2026-01-21", "9" * 40,
    "1\x002", "%5", "5%%",
])  # fmt: skip
def test_what_is_not_surely_one_number_is_refused(cell: str) -> None:
    """A comma out of place, a shortened number, a range, a footnote's number, other money."""
    with pytest.raises(Unreadable) as caught:
        amount_of(cell)
    assert caught.value.next_step


@pytest.mark.parametrize("cell", ["€5", "5 EUR", "-5 eur", "usd 1,234.50", "CHF 5", "5 euros"])
def test_an_amount_of_another_currency_is_said_to_be_one(cell: str) -> None:
    """By its sign, its code or its name; three letters that are none are no currency."""
    with pytest.raises(Unreadable, match="in another currency; amounts are in pounds"):
        amount_of(cell)
    assert not any(map(another_currency, ("5 Nov", "5", "£5", "EUR", "12 pct")))


@pytest.mark.parametrize("cell", ["", "  ", "\u00a0", "%"])
def test_an_empty_cell_is_no_number(cell: str) -> None:
    """It is never a zero."""
    assert amount_of(cell) is None


def test_a_plain_number_takes_no_percentage() -> None:
    """12 % of something is not twelve of it."""
    assert number_of("£1,200") == 1200
    with pytest.raises(Unreadable, match="no percentage belongs here"):
        number_of("12 %")


def test_three_figures_after_a_point_are_doubtful() -> None:
    """1.234 is 1,234 where points part thousands; 12.34 and 0.123 are not in doubt."""
    assert thousands_doubt("1.234")
    assert thousands_doubt("£12.345")
    assert not any(map(thousands_doubt, ("12.34", "0.123", "1.2340", "1234.567", "1,234")))


NUMBERS = st.decimals(-(10**15), 10**15, places=3)
FORMS = (
    lambda n: f"{n:f}", lambda n: f"{n:,f}", lambda n: f"{n:f} %", lambda n: f"£{n:,f}",
    lambda n: f"{n:,f}".replace("-", "\u2212"), lambda n: f"({-n:,f})" if n < 0 else f"+{n:,f}",
    lambda n: f"{n:,f}".replace(",", "\u202f"),
    lambda n: f"{n:f}".translate({ord(d): 0xFF10 + int(d) for d in "0123456789"}),
)  # fmt: skip


@given(NUMBERS, st.sampled_from(FORMS))
def test_a_number_printed_in_an_accepted_form_is_read_back(number: Decimal, form) -> None:
    """Never as another value."""
    amount = amount_of(form(number))
    assert amount is not None
    assert amount.value == number


COMMA_FORMS = (
    lambda n: f"{n:f}".replace(".", ","),
    lambda n: f"{n:,f}".replace(",", " ").replace(".", ","),
    lambda n: f"{n:,f}".translate(str.maketrans(",.", ".,")),
    lambda n: f"{n:.2e}", lambda n: f"{abs(n):f}-", lambda n: f"{n:,f}".replace(",", "'"),
)  # fmt: skip


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(COMMA_FORMS))
def test_a_number_printed_otherwise_is_never_another_value(number: Decimal, form) -> None:
    """A decimal comma, an apostrophe, a power of ten, a minus behind: right or refused."""
    try:
        amount = amount_of(form(number))
    except Unreadable:
        return
    assert amount is not None
    assert amount.value == number


@given(st.text(alphabet="0123456789,. -+()£%\u2212\u00a0e", max_size=12))
def test_what_is_read_is_what_its_digits_say(cell: str) -> None:
    """Whatever is accepted has the digits of the cell, in their order, and no other."""
    try:
        amount = amount_of(cell)
    except Unreadable:
        return
    if amount is not None:
        digits = "".join(c for c in cell if c in "0123456789.")
        assert abs(amount.value) == Decimal(digits)


@pytest.mark.parametrize(("value", "text"), [
    (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (1e21, "1" + "0" * 21), (100.0, "100"), (-0.0, "0"),
    (12.5, "12.5"), (1234567.891, "1234567.891"),
])  # fmt: skip
def test_a_spreadsheets_number_is_written_with_its_own_digits(value: float, text: str) -> None:
    """Fifteen of them, never as a power of ten."""
    assert as_text(value) == text


@given(st.decimals(-(10**9), 10**9, places=5).map(float))
def test_a_spreadsheets_number_is_read_back(value: float) -> None:
    """As text it is a number in an accepted form."""
    assert number_of(as_text(value)) == Decimal(as_text(value))
    assert float(as_text(value)) == value
