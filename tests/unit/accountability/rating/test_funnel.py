"""Funnels: shares only of what counts the same thing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from beatwise.accountability.rating.funnel import Stage, compare, share, steps
from beatwise.errors import BadInput


def stage(name: str, number: int | None, counts: str = "people", of: str = "") -> Stage:
    """A stage of so many people."""
    return Stage(name, counts, None if number is None else Decimal(number), of)


def test_each_stage_stands_beside_the_one_before_and_the_first() -> None:
    """200 people, 100 of them, 25 of those: half, then a quarter and an eighth of all."""
    rows = steps([stage("arrested", 200), stage("tested", 100), stage("positive", 25)])
    assert [(row.share, row.of_first) for row in rows] == [
        (None, None), (50, 50), (25, Fraction(25, 2)),
    ]  # fmt: skip


def test_tests_are_no_share_of_people() -> None:
    """A stage that counts another thing has no base, and is passed over by the next of its kind."""
    rows = steps([stage("arrested", 280), stage("tests", 95, "tests"), stage("treated", 70)])
    assert (rows[1].base, rows[1].share) == (None, None)
    assert (rows[2].base, rows[2].share) == (rows[0].stage, 25)
    assert (rows[1].of_first, rows[2].of_first) == (None, 25)
    later = steps([stage("tests", 95, "tests"), stage("treated", 70), stage("cured", 35)])
    assert [row.of_first for row in later] == [None, None, 50]


def test_all_of_a_stage_may_pass_to_the_next() -> None:
    """Ten of ten are a hundred per cent and no widening."""
    assert steps([stage("a", 10), stage("b", 10)])[1].share == 100


def test_a_stage_may_say_what_it_is_a_part_of() -> None:
    """Two parts of one stage are each set against it."""
    rows = steps([stage("all", 100), stage("met", 40), stage("missed", 60, of="all")])
    assert rows[2].base == rows[0].stage
    assert rows[2].share == 60


@pytest.mark.parametrize(("part", "whole"), [
    (stage("a", None), stage("b", 5)), (stage("a", 5), stage("b", None)),
    (stage("a", 0), stage("b", 0)), (stage("a", 1), stage("b", 5, "tests")), (stage("a", 1), None),
])  # fmt: skip
def test_a_share_of_nothing_is_none(part: Stage, whole: Stage | None) -> None:
    """Missing data, a zero and unlike things give no percentage."""
    assert share(part, whole) is None


@pytest.mark.parametrize(("last", "message"), [
    (stage("b", 11), r"'b' \(11\) is more than 'a' \(10\)"),
    (stage("b", 1, of="z"), "said to be a part of 'z'"),
    (stage("b", 1, "tests", of="a"), "no earlier stage that counts tests"),
])  # fmt: skip
def test_a_funnel_never_widens(last: Stage, message: str) -> None:
    """A part larger than its whole, or of no earlier stage, is refused."""
    with pytest.raises(BadInput, match=message):
        steps([stage("a", 10), last])


def test_two_funnels_are_compared_stage_by_stage() -> None:
    """From 50 to 40 is a fifth less; from zero or to nothing there is no change in per cent."""
    before = [stage("a", 50), stage("b", 0), stage("c", 5)]
    after = [stage("a", 40), stage("b", 3), stage("c", None)]
    assert [change.percent for change in compare(before, after)] == [-20, None, None]


def test_unlike_funnels_are_not_compared() -> None:
    """Other names, another order or another count are refused."""
    for other in ([stage("b", 1)], [stage("a", 1, "tests")], []):
        with pytest.raises(BadInput, match="unlike stages"):
            compare([stage("a", 1)], other)
