"""Two scores, given apart."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.commissioning import blind_scores
from beatwise.accountability.commissioning.blind_scores import Score
from beatwise.errors import BadInput, Conflict, Refused


CRITERIA = ("Need", "Value")
ONE = Score(1, {"Need": 4, "Value": 3}, "Clear")
TWO = Score(2, {"Need": 2, "Value": 3})
ABSENT = Score(3, {}, interest="A trustee")


@given(st.permutations([ONE, TWO, ABSENT, Score(4, {"Need": 1, "Value": 1})]), st.integers(0, 5))
def test_nobody_sees_another_s_score_before_both_are_in(order, viewer):
    """After every arrival: with fewer than two scores, each person sees their own alone."""
    for count in range(len(order) + 1):
        scores = order[:count]
        shown = blind_scores.visible(scores, viewer)
        if sum(not score.interest for score in scores) < 2:
            assert {score.assessor for score in shown} <= {viewer}
            assert blind_scores.mean(scores) is None
        else:
            assert list(shown) == list(scores)


def test_an_interest_is_no_score():
    """With one score and one declaration the application still waits for an assessor."""
    assert not blind_scores.complete([ONE, ABSENT])
    assert blind_scores.complete([ONE, ABSENT, TWO])
    assert blind_scores.mean([ONE, ABSENT, TWO]) == Fraction(6)


@pytest.mark.parametrize(("scores", "new", "error"), [
    ([ONE], Score(1, {"Need": 1, "Value": 1}), Refused), ([ABSENT], Score(3, ONE.marks), Refused),
    ([ONE, TWO], Score(5, ONE.marks), Conflict), ([], Score(5, {"Need": 6, "Value": 0}), BadInput),
    ([], Score(5, {"Need": -1, "Value": 0}), BadInput), ([], Score(5, {"Need": 3}), BadInput),
    ([], Score(5, {"Need": 3, "Value": 3, "Looks": 5}), BadInput),
])  # fmt: skip
def test_a_score_that_may_not_be_added_is_refused(scores, new, error):
    """A second of the same person, a third, and marks that are none."""
    with pytest.raises(error):
        blind_scores.check_new(scores, new, CRITERIA)


def test_marks_from_nought_to_five_are_taken():
    """Both ends included; whoever declares an interest gives no marks."""
    blind_scores.check_new([ONE], Score(5, {"Need": 0, "Value": 5}), CRITERIA)
    blind_scores.check_new([ONE], ABSENT, CRITERIA)


def test_what_they_see_differently_is_named():
    """4 against 2 on need; 3 against 3 on value."""
    assert blind_scores.far_apart([ONE, ABSENT, TWO]) == ["Need"]
