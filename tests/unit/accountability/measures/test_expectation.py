"""Expectations: targets that are met or not, and words without a target."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.measures.expectation import Polarity, in_words, to_reach


numbers = st.decimals(-10_000, 10_000, places=3)


@given(value=numbers, target=numbers)
def test_a_target_is_met_or_it_is_not(value: Decimal, target: Decimal):
    """Of "at least" and "below" the same value, exactly one is met."""
    assert to_reach("at least", target).met_by(value) != to_reach("below", target).met_by(value)
    assert to_reach("at most", target).met_by(value) != to_reach("more than", target).met_by(value)


def test_words_give_a_direction_and_no_target():
    """A plan that says "increase" without a value gives a direction, not a target."""
    assert in_words("Increase").target is None
    assert in_words("  increase OR maintain ").holding
    assert in_words("Reduce").polarity is Polarity.DOWN
