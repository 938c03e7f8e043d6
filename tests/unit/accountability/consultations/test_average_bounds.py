"""Averages when some answers print no amount: interval arithmetic against every corner."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.consultations.answer_shares import Answer
from beatwise.accountability.consultations.average_bounds import average_bounds


def precept(low: int | None = 11, high: int | None = 14) -> list[Answer]:
    """The survey on the precept: two answers print no amount, and lie from £11 to £14."""
    known = [("31", "0"), ("38", "15"), ("18", "14")]
    bounds = {"low": low and Decimal(low), "high": high and Decimal(high)}
    return [
        *(Answer(f"£{a}", printed=Decimal(s), amount=Decimal(a)) for s, a in known),
        Answer("Pay award", printed=Decimal(4), **bounds),
        Answer("Inflation", printed=Decimal(9), **bounds),
    ]


def test_the_printed_average_of_the_precept_survey_can_be_neither_proved_nor_refuted() -> None:
    """It lies from £9.65 to £10.04; £9.90 needs 4x + 9y = 168, £12.92 on average."""
    bounds = average_bounds(precept(), 1500)
    assert bounds is not None
    assert (bounds.known, bounds.low, bounds.high) == (
        Fraction("8.22"), Fraction("9.65"), Fraction("10.04"),
    )  # fmt: skip
    printed = Fraction("9.90")
    assert bounds.allows(printed) is True
    assert bounds.equation(printed) == "4x + 9y = 168"
    assert f"{float(bounds.needs(printed)):.2f}" == "12.92"
    assert bounds.allows(Fraction("9.64")) is False
    assert bounds.allows(Fraction("10.05")) is False
    assert not bounds.is_exact
    assert bounds.working == "0.38 × £15 + 0.18 × £14 + 0.04x + 0.09y"
    assert [(each.letter, each.label, each.share) for each in bounds.unknown] == [
        ("x", "Pay award", 4), ("y", "Inflation", 9),
    ]  # fmt: skip


def test_without_bounds_nothing_is_said() -> None:
    """An unknown amount without a least and a most leaves the average open."""
    bounds = average_bounds(precept(None, None), 1500)
    assert bounds is not None
    assert (bounds.low, bounds.high, bounds.allows(Fraction(9))) == (None, None, None)
    assert average_bounds([Answer("A", printed=Decimal(100))], 5) is None
    assert average_bounds([Answer("A", amount=Decimal(3))], None) is None


def test_every_unknown_amount_has_a_letter_of_its_own() -> None:
    """Seven answers without an amount: the seventh is x7; pence are written out."""
    answers = [Answer("?", printed=Decimal(10), low=Decimal(0), high=Decimal(1))] * 7
    bounds = average_bounds(
        [*answers, Answer("A", printed=Decimal(30), amount=Decimal("2.5"))], None
    )
    assert bounds is not None
    assert [each.letter for each in bounds.unknown] == ["x", "y", "z", "u", "v", "w", "x7"]
    assert bounds.working.endswith("0.1x7 + 0.3 × £2.50")


def test_an_average_of_known_amounts_is_exact() -> None:
    """Three of four at £10 and one at £2 make £8."""
    bounds = average_bounds(
        [Answer("A", 3, amount=Decimal(10)), Answer("B", 1, amount=Decimal(2))], 4
    )
    assert bounds is not None
    assert bounds.is_exact
    assert bounds.low == bounds.high == 8
    assert bounds.needs(Fraction(8)) is None
    assert bounds.equation(Fraction(8)) == ""


amounts = st.integers(0, 30)


@given(st.lists(st.tuples(st.integers(0, 50), amounts, amounts, st.booleans()),
                min_size=1, max_size=5))  # fmt: skip
def test_the_bounds_are_the_least_and_most_of_every_corner(rows: list) -> None:
    """Each unknown amount at its least or most: no corner lies outside, and both ends are met."""
    answers, ends = [], []
    for share, one, other, known in rows:
        low, high = sorted((one, other))
        fields = {"amount": Decimal(low)} if known else {"low": Decimal(low), "high": Decimal(high)}
        answers.append(Answer("?", printed=Decimal(share), **fields))
        ends.append((low, low) if known else (low, high))
    bounds = average_bounds(answers, None)
    corners = [
        sum(Fraction(row[0] * amount, 100) for row, amount in zip(rows, corner, strict=True))
        for corner in product(*ends)
    ]
    assert bounds is not None
    assert (bounds.low, bounds.high) == (min(corners), max(corners))
