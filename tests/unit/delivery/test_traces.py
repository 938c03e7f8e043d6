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


def _plain(*rows: tuple[float, float, float], device: int = 0, accuracy: float = 8) -> Pings:
    """Return pings at (seconds after noon, easting, northing), to the digit."""
    seconds, x, y = np.array(rows, float).T
    return Pings(
        np.full(len(rows), device, np.int32), NOON + np.round(seconds * 1000).astype(np.int64),
        x, y, np.full(len(rows), accuracy, np.float32),
    )  # fmt: skip


def test_pings_are_in_order_of_device_and_time() -> None:
    """Two that arrive the wrong way round, and a later one among earlier ones, are turned."""
    two = walk((0, INSIDE), (30, INSIDE))
    assert traces(two.of(np.array([1, 0])), RULE).pings.time.tolist() == two.time.tolist()
    many = walk(*[(s, INSIDE) for s in every(30, 0, 120)])
    result = traces(many.of(np.array([0, 2, 1, 3, 4])), RULE).pings
    assert result.time.tolist() == many.time.tolist()


def test_only_a_ping_after_a_later_one_of_its_own_device_is_out_of_order() -> None:
    """Another device that begins earlier is in order, and so is the same moment again."""
    first = walk((60, INSIDE), (90, INSIDE), (90, INSIDE))
    second = walk((0, INSIDE), (30, INSIDE), device=1)
    result = traces(joined([first, second]), RULE)
    assert result.out_of_order == 0
    assert result.left_out["duplicate"] == 1
    assert len(result.pings) == 4


@pytest.mark.parametrize(
    ("first", "second", "stays"),
    [
        ((0, 0, 30), (9, 0, 8), 9),  # the smaller radius
        ((0, 0, np.nan), (9, 0, 49), 9),  # any claim before none
        ((9, 0, 8), (3, 0, 8), 3),  # of equal ones the one further west
        ((3, 9, 8), (3, 4, 8), 3),  # then the one further south
    ],
)
def test_of_one_moment_the_most_accurate_ping_stays(
    first: tuple[float, float, float], second: tuple[float, float, float], stays: float
) -> None:
    """Whichever of the two arrived first."""
    pings = [_plain((0, x, y), accuracy=a) for x, y, a in (first, second)]
    for batch in (pings, pings[::-1]):
        for more in ([], [_plain((30, 1, 1))]):
            result = traces(joined([*more, *batch]), RULE).pings
            assert result.easting[0] == stays
            assert len(result) == 1 + len(more)
            if first[0] == second[0]:
                assert result.northing[0] == 4


def test_a_pair_of_pings_is_enough_to_freeze() -> None:
    """A position repeated after 180.1 seconds is frozen, after 180 it is not."""
    assert traces(_plain((0, 5, 5), (180.1, 5, 5)), RULE).left_out["frozen"] == 1
    assert traces(_plain((0, 5, 5), (180, 5, 5)), RULE).left_out["frozen"] == 0


def test_a_run_that_freezes_between_two_walks_loses_its_repeats_only() -> None:
    """Two pings before and after stay, and so does the first of the run."""
    still = [(float(s), 7.0, 7.0) for s in range(60, 301, 60)]
    rows = [(0.0, 1.0, 1.0), (30.0, 2.0, 1.0), *still, (330.0, 8.0, 7.0), (360.0, 9.0, 7.0)]
    result = traces(_plain(*rows), RULE)
    assert result.left_out["frozen"] == 4
    assert ((result.pings.time - NOON) / 1000).tolist() == [0, 30, 60, 330, 360]


@pytest.mark.parametrize("moved", ["easting", "northing", "accuracy", "device"])
def test_a_change_of_anything_is_no_frozen_position(moved: str) -> None:
    """Another easting, northing or accuracy, or another device at the same place, is alive."""
    pings = _plain((0, 5, 5), (100, 5, 5), (200, 5, 5))
    getattr(pings, moved)[:] = [0, 1, 2]
    assert traces(pings, RULE).left_out["frozen"] == 0


def test_no_claim_of_accuracy_freezes_as_any_other() -> None:
    """No claim twice is the same claim; none and one metre are not."""
    pings = _plain((0, 5, 5), (200, 5, 5), accuracy=np.nan)
    assert traces(pings, RULE).left_out["frozen"] == 1
    pings.accuracy[1] = 1
    assert traces(pings, RULE).left_out["frozen"] == 0


def _spike(east: float, north: float, seconds: float = 30) -> int:
    """Return how many of three pings are impossible, the middle one so far from both others."""
    rows = [(0, 0, 0), (seconds, east, north), (2 * seconds, 1, 0)]
    return traces(_plain(*rows), RULE).left_out["impossible"]


def test_what_is_just_possible_stays() -> None:
    """2,100 m in 30 seconds is 70 m/s; a metre more is too much, in either direction."""
    assert _spike(0.5, 2099.9) == 0
    assert _spike(0.5, 2100.9) == 1
    assert _spike(0.5, -2100.9) == 1
    assert _spike(-2100.9, 0) == 1


def test_speed_is_measured_in_a_straight_line() -> None:
    """1,100 m east and north are 1,556 m; 1,700 m are 2,404 m."""
    assert _spike(1100, 1100) == 0
    assert _spike(1700, 1700) == 1
    assert _spike(1700, -1700) == 1


def test_a_ping_too_far_on_one_side_only_stays() -> None:
    """A jump to another place and on from there: which is wrong cannot be said."""
    rows = [(0, 0, 0), (30, 1, 0), (60, 5000, 0), (90, 5001, 0)]
    assert traces(_plain(*rows), RULE).left_out["impossible"] == 0
    assert traces(_plain(*rows[1:3]), RULE).left_out["impossible"] == 0


def test_another_device_far_away_is_not_impossible() -> None:
    """Three phones, a moment apart, the second 5 km off."""
    places = [(0, 0), (5000, 0), (0, 1)]
    pings = [_plain((at, x, y), device=at) for at, (x, y) in enumerate(places)]
    assert traces(joined(pings), RULE).left_out["impossible"] == 0


def test_the_second_device_is_looked_at_as_the_first() -> None:
    """Its frozen ping, its spike and its late arrival are all noticed."""
    first = _plain((0, 0, 0), (30, 1, 0))
    frozen = joined([first, _plain((0, 5, 5), (200, 5, 5), device=1)])
    assert traces(frozen, RULE).left_out["frozen"] == 1
    spike = joined([first, _plain((0, 0, 0), (30, 9000, 0), (60, 1, 0), device=1)])
    assert traces(spike, RULE).left_out["impossible"] == 1
    late = joined([first, _plain((60, 5, 5), (0, 6, 5), device=1)])
    assert traces(late, RULE).out_of_order == 1


def test_two_runs_freeze_each_by_itself() -> None:
    """Four minutes at one place, then at another, with a wider radius: two repeats left out."""
    pings = _plain((0, 5, 5), (240, 5, 5), (270, 9, 5), (300, 7, 5), (540, 7, 5))
    pings.accuracy[:] = (8, 8, 9, 9, 9)
    result = traces(pings, RULE)
    assert result.left_out["frozen"] == 2
    assert result.pings.easting.tolist() == [5, 9, 7]


def test_speed_does_not_hang_on_where_the_map_begins() -> None:
    """1,100 m each way is 1,556 m far from the origin too; exactly the rule's speed is possible."""
    rows = [(0, 9000, 9000), (30, 10_100, 10_100), (60, 9001, 9000)]
    assert traces(_plain(*rows), RULE).left_out["impossible"] == 0
    rule = VisitRule(impossible_m_s=50)
    exact = _plain((0, 0, 0), (30, 0, 1500), (60, 0, 0))
    assert traces(exact, rule).left_out["impossible"] == 0


def test_just_as_fast_as_can_be_is_possible_across_the_map_too() -> None:
    """1,260 m east and 1,680 m north are 2,100 m in a straight line, there and on."""
    rows = [(0, 0, 0), (30, 1260, 1680), (60, 2520, 0)]
    assert traces(_plain(*rows), RULE).left_out["impossible"] == 0
