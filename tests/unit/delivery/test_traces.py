"""Traces: order, duplicates and pings that cannot be right."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.delivery.worlds import INSIDE, NOON, every, joined, walk

from beatwise.delivery.traces import Pings, traces
from beatwise.delivery.visit_rule import VisitRule


RULE = VisitRule()


def _same(one: Pings, other: Pings) -> bool:
    columns = ("device", "time", "easting", "northing", "accuracy")
    return all(np.array_equal(getattr(one, c), getattr(other, c), equal_nan=True) for c in columns)


def test_any_order_and_batching_gives_the_same_traces() -> None:
    """Two devices, one moment reported twice with different accuracy, shuffled ten times."""
    first = walk(*[(s, INSIDE) for s in every(30, 0, 600)])
    second = walk(*[(s, INSIDE) for s in every(20, 0, 600)], device=1)
    rough = Pings(
        first.device[3:4], first.time[3:4], first.easting[3:4] + 5, first.northing[3:4],
        np.array([30], np.float32),
    )  # fmt: skip
    everything = joined([first, second, rough])
    expected = traces(joined([first, second]), RULE).pings
    for seed in range(10):
        order = np.random.default_rng(seed).permutation(len(everything))
        result = traces(everything.of(order), RULE)
        assert _same(result.pings, expected)
        assert result.left_out["duplicate"] == 1


def test_a_ping_that_arrives_late_is_used_and_counted() -> None:
    """Out of order is not wrong: only said."""
    pings = walk(*[(s, INSIDE) for s in every(30, 0, 300)])
    result = traces(pings.of(np.array([0, 2, 1, *range(3, 11)])), RULE)
    assert result.out_of_order == 1
    assert len(result.pings) == 11


def test_pings_wider_than_the_rule_are_left_out_and_those_without_accuracy_stay() -> None:
    """50 m is the last that counts; no claim is no fault."""
    pings = walk(*[(s, INSIDE) for s in every(30, 0, 90)])
    pings.accuracy[:] = (50, 50.5, np.nan, 8)
    result = traces(pings, RULE)
    assert result.left_out["inaccurate"] == 1
    assert len(result.pings) == 3


@pytest.mark.parametrize(("seconds", "left_out"), [(180, 0), (210, 7)])
def test_a_position_repeated_to_the_last_digit_for_too_long_is_frozen(
    seconds: int, left_out: int
) -> None:
    """The first of the run stays: it was true once."""
    pings = walk(*[(s, INSIDE) for s in every(30, 0, seconds)])
    pings.easting[:] = 100
    result = traces(pings, RULE)
    assert result.left_out["frozen"] == left_out
    assert len(result.pings) == len(pings) - left_out


def test_a_ping_nobody_could_reach_and_leave_is_left_out_alone() -> None:
    """A spike of 5 km in 30 seconds, there and back."""
    steps = [(s, INSIDE) for s in every(30, 0, 300)]
    steps[4] = (120, (5_100.0, 100.0))
    result = traces(walk(*steps), RULE)
    assert result.left_out["impossible"] == 1
    assert NOON + 120_000 not in result.pings.time


def test_no_pings_are_no_traces() -> None:
    """Empty in, empty out, and every reason says 0."""
    result = traces(walk(), RULE)
    assert len(result.pings) == 0
    assert set(result.left_out.values()) == {0}
