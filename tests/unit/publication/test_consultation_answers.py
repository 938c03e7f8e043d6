"""The gate of consultations: no small count is shown, or can be subtracted."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.accountability.consultations.answer_shares import Answer
from beatwise.publication.consultation_answers import (
    exact_answers,
    publish_answers,
    published_base,
)


def counted(*counts: int) -> list[Answer]:
    """Answers with counts."""
    return [Answer(f"Answer {n}", count) for n, count in enumerate(counts)]


def test_a_small_answer_is_hidden_with_one_more() -> None:
    """Three of sixty could be subtracted from the base, so the next smallest goes with them."""
    rows = publish_answers(counted(3, 20, 37), 60)
    assert [row.hidden for row in rows] == [True, True, False]
    assert (rows[2].count, rows[2].share) == (35, 62)


def test_a_small_base_hides_the_question() -> None:
    """Four people answered: nothing of what they said is shown."""
    assert all(row.hidden for row in publish_answers(counted(4, 0), 4))


def test_how_many_answered_is_rounded_and_not_called_small_when_it_is_not() -> None:
    """Eight people whose two answers are hidden are about ten, and four are fewer than five."""
    assert all(row.hidden for row in publish_answers(counted(4, 4), 8))
    assert [published_base(base) for base in (4, 5, 8, 1502)] == [None, 5, 10, 1500]


def test_a_printed_share_counts_for_the_people_it_stands_for() -> None:
    """Two per cent of 96 is two people; four per cent of 1,500 is sixty."""
    two = [Answer("A", printed=Decimal(2)), Answer("B", printed=Decimal(98))]
    assert [row.hidden for row in publish_answers(two, 96)] == [True, True]
    four = [Answer("A", printed=Decimal(4)), Answer("B", printed=Decimal(96))]
    assert [row.share for row in publish_answers(four, 1500)] == [4, 96]
    assert not any(row.hidden for row in publish_answers(two, None))


def test_where_people_give_several_answers_those_who_did_not_are_people_too() -> None:
    """58 of 60 leaves two, and nothing adds up to the base."""
    rows = publish_answers(counted(58, 30), 60, single=False)
    assert [row.hidden for row in rows] == [True, False]


def test_who_may_see_exact_counts_sees_them() -> None:
    """With exact shares."""
    rows = exact_answers(counted(3, 57), 60)
    assert [(row.count, float(row.share)) for row in rows] == [(3, 5.0), (57, 95.0)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_no_hidden_small_count_can_be_worked_out(counts: list[int]) -> None:
    """Other small values fit what is shown as well, by trying all tables with the same base."""
    base = sum(counts)
    rows = publish_answers(counted(*counts), base)
    if base < 5:
        assert all(row.hidden for row in rows)
        return
    places = [n for n, row in enumerate(rows) if row.hidden]
    assert all(not 0 < count < 5 for n, count in enumerate(counts) if n not in places)
    left = sum(counts[n] for n in places)
    small = [n for n in places if 0 < counts[n] < 5]
    fitting = [t for t in product(range(left + 1), repeat=len(places)) if sum(t) == left]
    for place in small:
        values = {table[places.index(place)] for table in fitting}
        assert len(values & {1, 2, 3, 4}) > 1 or left < 2, (counts, rows)
