"""The quick plan of a shift, that takes the best next visit."""

from __future__ import annotations

from tests.unit.planning.worlds import four_corners

from beatwise.planning.shifts.greedy import plan_greedily


def test_greedy_leaves_out_what_does_not_pay() -> None:
    """A visit worth less than the walk to it is left out and listed."""
    plan = plan_greedily(four_corners(prize=10))
    assert plan.value == 0
    assert set(plan.left_out) == {"c1", "c2", "c3"}
