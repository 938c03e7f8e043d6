"""What a design can say: its floor, the cheapest change, and the lengths of its table."""

from __future__ import annotations

from typing import Any

import pytest

from beatwise.evaluation.power.reach import Change, PowerAtNoise, Reach, lengths


NOT_ASKED: Any = None


def reach_of(middle: float, *changes: Change) -> Reach:
    return Reach(-20.0, 0.6, PowerAtNoise(middle, 0.9, 0.1), NOT_ASKED, (), changes)


@pytest.mark.parametrize(("middle", "answers"), [(0.59, False), (0.6, True), (0.61, True)])
def test_a_design_answers_from_the_floor_on(middle: float, answers: bool) -> None:
    """Power at the floor is enough."""
    assert reach_of(middle).can_answer is answers


def test_the_cheapest_change_is_the_first_that_reaches_the_floor() -> None:
    """Changes stand cheapest first: not the strongest counts but the first that is enough."""
    weak, enough, strong = Change("a", 0.5), Change("b", 0.6), Change("c", 0.9)
    assert reach_of(0.1, weak, enough, strong).cheapest == enough
    assert reach_of(0.1, weak).cheapest is None
    assert reach_of(0.1).cheapest is None


def test_the_range_of_power_is_that_of_all_three_noises() -> None:
    """The middle may lie outside the other two: the range holds it."""
    assert PowerAtNoise(0.5, 0.7, 0.3).range == (0.3, 0.7)
    assert PowerAtNoise(0.2, 0.7, 0.3).range == (0.2, 0.7)


def test_the_programmes_own_length_is_in_the_table_once() -> None:
    """Half a year, one and two, and the programme's own months in their place."""
    assert lengths(12) == (6, 12, 24)
    assert lengths(9) == (6, 9, 12, 24)
    assert lengths(36) == (6, 12, 24, 36)
