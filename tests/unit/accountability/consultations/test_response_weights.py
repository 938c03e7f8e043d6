"""Weights of groups, and what they leave of the number of answers."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.consultations.response_weights import (
    effective_number,
    group_weights,
)


def test_a_group_is_weighted_to_its_share_of_the_population() -> None:
    """A quarter of the answers for half of the people weighs twice, three quarters two thirds."""
    young, old = group_weights({"16 to 34": 25, "35 and over": 75},
                               {"16 to 34": Fraction(50), "35 and over": Fraction(50)})  # fmt: skip
    assert (young.weight, old.weight) == (2, Fraction(2, 3))
    assert effective_number((young, old)) == 75


def test_a_group_of_nobody_has_no_weight() -> None:
    """It is named, and its share is not given to others."""
    groups = group_weights({"A": 0, "B": 10, "C": 5}, {"A": Fraction(20), "B": Fraction(80)})
    assert [group.weight for group in groups] == [None, Fraction(6, 5), None]
    assert effective_number(group_weights({"A": 0}, {})) is None


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(1, 99), min_size=1))
def test_equal_weights_leave_the_number_and_others_never_raise_it(counts: dict) -> None:
    """Weights that follow the answers are all one; the effective number is at most the number."""
    answered = sum(counts.values())
    own = {label: Fraction(100 * count, answered) for label, count in counts.items()}
    same = group_weights(counts, own)
    assert {group.weight for group in same} == {Fraction(1)}
    even = {label: Fraction(100, len(counts)) for label in counts}
    left = effective_number(group_weights(counts, even))
    assert effective_number(same) == answered >= left
