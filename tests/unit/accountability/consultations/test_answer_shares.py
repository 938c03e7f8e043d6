"""A question's answers: shares on its own base, their sum, and what in print does not follow."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.consultations.answer_shares import Answer, rounded, tally


def printed(*shares: str) -> list[Answer]:
    """Answers of which only the printed share is known."""
    return [Answer(f"Answer {n}", printed=Decimal(share)) for n, share in enumerate(shares)]


def test_the_precept_surveys_shares_add_up() -> None:
    """31, 38, 18, 4 and 9 make 100; 56 % chose the two largest; 69 % more than the proposal."""
    result = tally(printed("31", "38", "18", "4", "9"), 1500)
    assert (result.total, result.faults) == (100, ())
    assert sum(share for share in result.shares[1:3]) == 56
    assert sum(share for share in result.shares[1:]) == 69


def test_a_printed_share_that_its_count_does_not_give_is_named() -> None:
    """40 of 117 is 34 %, printed 44 %."""
    answers = [Answer("Yes", 77, Decimal(66)), Answer("No", 40, Decimal(44))]
    assert tally(answers, 117).faults == ("No: 40 of 117 is 34 %, printed 44 %",)


@pytest.mark.parametrize(("shares", "fault"), [
    (("33.3", "33.3", "33.3"), False), (("33", "33", "33"), False), (("50", "48"), True),
    (("50.0", "49.9"), False), (("50.0", "49.8"), True), (("51", "50"), False),
])  # fmt: skip
def test_rounding_explains_so_much_and_no_more(shares: tuple[str, ...], fault: bool) -> None:
    """Half of the last digit for each answer."""
    assert bool(tally(printed(*shares), None).faults) is fault


def test_more_answers_than_people_are_named() -> None:
    """A count beyond the base, and counts that do not make it."""
    answers = [Answer("Yes", 60), Answer("No", 130)]
    assert tally(answers, 120).faults == (
        "No: 130 answers of 120", "the answers add up to 190, and 120 answered",
    )  # fmt: skip
    assert tally(answers, 200, single=False).faults == ()


def test_what_is_not_printed_stays_unknown() -> None:
    """Neither a share nor a sum is made of it."""
    result = tally([Answer("Yes", 5), Answer("No")], 10)
    assert result.shares == (Fraction(50), None)
    assert result.total is None


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8), st.integers(0, 2))
def test_shares_rounded_from_counts_are_never_called_wrong(counts: list[int], places: int) -> None:
    """Whatever is rounded half up from true counts agrees and adds up."""
    base = sum(counts)
    if not base:
        return
    like = Decimal(1).scaleb(-places)
    answers = [
        Answer(str(n), printed=rounded(Fraction(100 * count, base), like))
        for n, count in enumerate(counts)
    ]
    assert tally(answers, base).faults == ()
    with_counts = [
        Answer(a.label, count, a.printed) for a, count in zip(answers, counts, strict=True)
    ]
    assert tally(with_counts, base).faults == ()
