"""Weighted consultation results, with the arithmetic beside them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from beatwise.accountability.rating.weighted_survey import Group, weighted_result
from beatwise.errors import BadInput


def group(n: int, answer: int, weight: Fraction | int = 1) -> Group:
    """A group that all gave one answer."""
    return Group("g", n, Fraction(answer), Fraction(weight))


def test_each_respondent_has_the_weight_of_the_group() -> None:
    """10 × 3 × 100 and 30 × 1 × 0 over 60 is 50; without weights it would be 25."""
    result = weighted_result([group(10, 100, 3), group(30, 0)], "Census 2021")
    assert (result.value, result.unweighted, result.n, result.weights_sum) == (50, 25, 40, 60)
    assert result.arithmetic == "(10 × 3 × 100 + 30 × 1 × 0) ÷ 60 = 50"


def test_unequal_weights_are_worth_fewer_answers() -> None:
    """60² ÷ (10 × 9 + 30) is 30 of 40 answers (Kish); equal weights are worth all of them."""
    assert weighted_result([group(10, 1, 3), group(30, 0)], "c").effective_n == 30
    assert weighted_result([group(10, 1, 7), group(30, 0, 7)], "c").effective_n == 40


@pytest.mark.parametrize(("groups", "source"), [
    ([group(10, 1)], " "), ([], "c"), ([group(0, 1)], "c"), ([group(10, 1, 0)], "c"),
    ([group(10, 1), group(-1, 1)], "c"), ([group(10, 1, -1)], "c"),
])  # fmt: skip
def test_weights_without_source_or_sense_are_refused(groups: list[Group], source: str) -> None:
    """A result without a source, without respondents or with a weight of zero cannot be checked."""
    with pytest.raises(BadInput, match="weighted result"):
        weighted_result(groups, source)
