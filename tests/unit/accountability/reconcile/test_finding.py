"""Findings: when printed and recomputed disagree, and whether rounding explains it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from beatwise.accountability.reconcile.finding import Finding, disagrees
from beatwise.accountability.reconcile.number import Number, exactly


@pytest.mark.parametrize(("text", "value", "result"), [
    ("12", Fraction(25, 2), None), ("12", Fraction(23, 2), None),
    ("12", Fraction(251, 20), ("12.6", False)), ("65.9", Fraction(1319, 20), None),
    ("", Fraction(1), None), ("n/a", Fraction(1), None), ("12", Fraction(13), ("13", False)),
])  # fmt: skip
def test_half_a_unit_of_the_last_digit_agrees(text: str, value: Fraction, result: object) -> None:
    """12 agrees with 11.5 to 12.5, bounds included; what is no number disagrees with nothing."""
    assert disagrees(text, exactly(value)) == result


@pytest.mark.parametrize(("text", "rounding"), [("15", True), ("16", False), ("9", True)])
def test_rounding_explains_what_lies_within_its_bounds(text: str, rounding: bool) -> None:
    """A sum of 12 that could be from 9.5 to 14.5 explains 9 and 15, and not 16."""
    value = Number(Fraction(12), Fraction(19, 2), Fraction(29, 2))
    assert disagrees(text, value) == ("12", rounding)


def test_a_bound_may_stand_for_equality() -> None:
    """A formula with <= asks only that the printed value is not above."""

    def not_above(gap: Fraction) -> bool:
        return gap <= 0

    assert disagrees("3", exactly(12), not_above) is None
    assert disagrees("13", exactly(12), not_above) == ("12", False)


@pytest.mark.parametrize(("row", "rounding", "note", "words"), [
    ("North", False, "", "t, North: a == b: printed 1, recomputed 2."),
    ("", True, "Known.",
     "t: a == b: printed 1, recomputed 2 (rounding could explain it). Known."),
])  # fmt: skip
def test_a_finding_is_one_sentence(row: str, rounding: bool, note: str, words: str) -> None:
    """Table, row where there is one, both values, and what is known about it."""
    assert Finding("t", row, "a == b", "formula", "1", "2", rounding, note).words == words
