"""Money: whole pence, shared out so that the parts are the whole, and never spent twice."""

from __future__ import annotations

from fractions import Fraction

import pytest

from beatwise.accountability.funds import (
    FundAccount,
    FundLine,
    allocate,
    combined_shares,
    pence,
    plain_pounds,
    pounds,
    pounds_number,
)
from beatwise.errors import BadInput


@pytest.mark.parametrize(("text", "amount"), [
    ("£1,234.50", 123450), ("0", 0), ("-3.07", -307), ("−£2", -200), (" 0.010 ", 1), ("1e2", 10000),
])  # fmt: skip
def test_pounds_are_read_as_whole_pence(text: str, amount: int) -> None:
    """Signs, pounds and thousands are understood, and no penny is lost."""
    assert pence(text) == amount


@pytest.mark.parametrize(("text", "message"), [
    ("", "not an amount"), ("ten", "not an amount"), ("1.005", "whole number of pence"),
    ("0,35", "does not separate thousands"), ("12,50", "does not separate thousands"),
    ("1,2345", "does not separate thousands"),
    ("€5", "another currency"), ("5 EUR", "another currency"), ("usd 1,234.50", "another currency"),
    ("5 Nov", "not an amount"), ("inf", "whole number of pence"), ("nan", "whole number of pence"),
])  # fmt: skip
def test_what_is_no_whole_penny_is_refused(text: str, message: str) -> None:
    """Words, parts of a penny and what is no number are refused."""
    with pytest.raises(BadInput, match=message):
        pence(text)


@pytest.mark.parametrize(("amount", "text"), [
    (123450, "£1,234.50"), (0, "£0.00"), (-307, "−£3.07"), (5, "£0.05"), (-5, "−£0.05"),
])  # fmt: skip
def test_pence_are_written_as_pounds(amount: int, text: str) -> None:
    """Two digits of pence, thousands apart, and a minus before the pound sign."""
    assert pounds(amount) == text


def test_the_parts_add_up_to_the_penny() -> None:
    """A hundred pence among three are 34, 33 and 33; who has no share has nothing."""
    assert allocate(100, {"A": 1, "B": 1, "C": 1, "D": 0}) == {"A": 34, "B": 33, "C": 33, "D": 0}


def test_a_formula_weighs_its_parts() -> None:
    """Half by people (1 to 3) and half by harm (1 to 1) is three eighths and five eighths."""
    half = Fraction(1, 2)
    shares = combined_shares([({"A": 10, "B": 30}, half), ({"B": 7, "A": 7}, half)])
    assert shares == {"A": Fraction(3, 8), "B": Fraction(5, 8)}


@pytest.mark.parametrize(("parts", "message"), [
    ([({"A": 1}, Fraction(1, 2))], "weights of the formula come to 50 %, and not to 100 %"),
    ([({"A": 1}, Fraction(1, 2)), ({"B": 1}, Fraction(1, 2))], "the same receivers"),
    ([({"A": 0}, Fraction(1))], "zero for everybody"), ([], "not to 100 %"),
])  # fmt: skip
def test_an_unsound_formula_is_refused(parts: list, message: str) -> None:
    """Weights that do not make one, unlike receivers and an empty part are named."""
    with pytest.raises(BadInput, match=message):
        combined_shares(parts)


@pytest.mark.parametrize(("line", "faults"), [
    (FundLine("Youth", 100, 100, 100), ()),
    (FundLine("Youth", 100, 101, 101), ("Youth: £0.01 more committed than allocated",)),
    (FundLine("Youth", 100, 50, 51), ("Youth: £0.01 more paid than committed",)),
    (FundLine("Youth", -1, -1, -1), ("Youth: an amount is below zero",)),
    (FundLine("Youth", 1101), ("Fund: £1.01 more is allocated than there is",)),
])  # fmt: skip
def test_nothing_is_spent_twice(line: FundLine, faults: tuple[str, ...]) -> None:
    """Paid stays within committed, committed within allocated, allocated within the fund."""
    assert FundAccount("Fund", 1000, (line,)).faults() == faults


def test_what_is_left_of_a_fund() -> None:
    """What no line has, what could be committed, and what is still to be paid."""
    line = FundLine("Youth", allocated=60, committed=50, paid=20)
    assert FundAccount("Fund", 100, (line, FundLine("Elders", 10))).unallocated == 30
    assert (line.uncommitted, line.outstanding) == (10, 30)


@pytest.mark.parametrize(("amount", "number", "plain"), [
    (0, 0, "0.00"), (100, 1, "1.00"), (123450, 1234.5, "1234.50"), (-5, -0.05, "-0.05"),
    (-100, -1, "-1.00"),
])  # fmt: skip
def test_pence_go_into_files_as_pounds(amount, number, plain):
    """A whole number of pounds has no point as a number, and two places as text."""
    assert repr(pounds_number(amount)) == repr(number)
    assert plain_pounds(amount) == plain
