"""Control charts: limits, the four signals, gaps and re-basings."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.rating.control_charts import (
    Chart,
    Rebase,
    Signal,
    baseline,
    moving_ranges,
    xmr,
)
from beatwise.errors import BadInput


def rebase(at: int, reason: str = "a new way of counting", role: str = "performance") -> Rebase:
    """A decision to start limits afresh."""
    return Rebase(at, reason, role, dt.date(2025, 6, 1))


def points(chart: Chart, signal: Signal) -> list[int]:
    """The points that have a signal."""
    return [i for i, flags in enumerate(chart.signals) if signal in flags]


def test_limits_are_the_mean_and_its_moving_ranges() -> None:
    """10, 12, 11 have the mean 11 and the mean range 1.5."""
    (stretch,) = xmr([10, 12, 11]).stretches
    assert (stretch.mean, stretch.mean_range, stretch.n) == (11, 1.5, 3)
    assert stretch.lower == pytest.approx(11 - 2.66 * 1.5)
    assert stretch.upper == pytest.approx(11 + 2.66 * 1.5)
    assert stretch.range_limit == pytest.approx(3.267 * 1.5)


def test_limits_end_where_the_measure_ends() -> None:
    """No count is below zero and no share above a hundred; the rules are not cut."""
    (stretch,) = xmr([1, 99, 1, 99], floor=0, ceiling=100).stretches
    assert (stretch.lower, stretch.upper) == (0, 100)


@pytest.mark.parametrize(
    ("values", "mean"), [([], None), ([5], 5), ([None, 5, None], 5), ([None], None)]
)
def test_too_few_points_have_no_limits(values: list, mean: float | None) -> None:
    """One value has a mean and no range; none has neither, and nothing signals."""
    chart = xmr(values)
    assert [stretch.mean for stretch in chart.stretches] == ([mean] if values else [])
    assert all(stretch.upper is None for stretch in chart.stretches)
    assert (chart.signalling, chart.latest_signals) == ((), ())


def test_a_gap_breaks_two_moving_ranges() -> None:
    """A missing value is no zero: only neighbours that both have a value count."""
    assert moving_ranges([1, 3, None, 9, 4]) == [2, 5]
    assert moving_ranges([]) == []
    (stretch,) = xmr([1, 3, None, 9, 4]).stretches
    assert (stretch.mean_range, stretch.upper) == (3.5, 4.25 + 2.66 * 3.5)


def test_a_point_is_outside_only_beyond_the_limit() -> None:
    """Two values lie half a range from their mean; a peak after many steady months lies beyond."""
    assert xmr([0, 2]).signalling == ()
    chart = xmr([10, 11] * 6 + [30])
    assert points(chart, Signal.OUTSIDE) == [12]
    assert chart.latest_signals == (Signal.OUTSIDE,)


@pytest.mark.parametrize("months", [3, 7, 12])
@pytest.mark.parametrize("value", [0.0, 5.0, 0.1, 0.7, 2.7, 1 / 3])
def test_a_line_that_never_moves_does_not_signal(months: int, value: float) -> None:
    """Three months of 0.1 have the mean 0.1, although binary arithmetic says otherwise."""
    chart = xmr([value] * months)
    assert chart.signalling == ()
    assert (chart.stretches[0].mean, chart.stretches[0].mean_range) == (value, 0)


def test_a_point_on_the_limit_is_not_outside() -> None:
    """133 lies exactly 2.66 mean ranges of 50 above a mean of zero, in tenths and units alike."""
    values = [133, -22, -22, -22, -67]
    for scale in (1, 10):
        chart = xmr([value / scale for value in values])
        assert (chart.stretches[0].mean, chart.stretches[0].upper) == (0, 133 / scale)
        assert points(chart, Signal.OUTSIDE) == []


def test_a_point_on_the_outer_third_is_not_near_the_limit() -> None:
    """133 is exactly two thirds of the way to the limit: the mean is zero, the mean range 75."""
    chart = xmr([133, 133, 133, -160.25, -105.75, -133])
    assert (chart.stretches[0].mean, chart.stretches[0].mean_range) == (0, 75)
    assert points(chart, Signal.NEAR_LIMIT) == []


@pytest.mark.parametrize(("high", "flagged"), [(6, 0), (7, 7), (8, 8)])
def test_seven_in_a_row_on_one_side_are_a_shift(high: int, flagged: int) -> None:
    """Six in a row are not; every point of a longer run is marked."""
    low = [0.0, 20.0, 0.0] * 7
    chart = xmr([*low, *[12.0, 13.0] * (high // 2), *[12.0] * (high % 2), 0.0, 0.0, 0.0])
    assert len(points(chart, Signal.SHIFT)) == flagged


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    """Neither above nor below is on no side."""
    values = [1.0] * 4 + [0.0] + [1.0] * 3 + [-1.0] * 3 + [0.0] + [-1.0] * 4
    assert sum(values) == 0
    assert points(xmr(values), Signal.SHIFT) == []


def test_a_missing_month_breaks_a_shift() -> None:
    """No data is on neither side: three and four high months with a gap between are no seven."""
    values = [1.0] * 3 + [None] + [1.0] * 4 + [-1.0] * 3 + [None] + [-1.0] * 4
    assert points(xmr(values), Signal.SHIFT) == []


@pytest.mark.parametrize(("values", "flagged"), [
    ([1, 2, 3, 4, 5, 6], []), ([1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6]),
    ([7, 6, 5, 4, 3, 2, 1], [0, 1, 2, 3, 4, 5, 6]), ([1, 2, 3, 3, 4, 5, 6, 7], []),
    ([1, 2, 3, None, 4, 5, 6, 7], []), ([5, 1, 2, 3, 4, 5, 6, 7, 2], [1, 2, 3, 4, 5, 6, 7]),
    ([1, 2, 3, 4, 5, 6, 7, 8, 2, 9], [0, 1, 2, 3, 4, 5, 6, 7]),
])  # fmt: skip
def test_seven_in_a_row_going_one_way_are_a_trend(values: list, flagged: list[int]) -> None:
    """Six are not; a level step or a gap breaks the run."""
    assert points(xmr(values), Signal.TREND) == flagged


@pytest.mark.parametrize(("between", "flagged"), [(3.0, [60, 62]), (0.0, [])])
def test_two_of_three_near_one_limit(between: float, flagged: list[int]) -> None:
    """Two points in the outer third with one between on the same side; not across the mean."""
    chart = xmr([*[0.0, 4.0] * 30, 11.0, between, 11.0, 2.0])
    (stretch,) = chart.stretches
    third = stretch.mean + (stretch.upper - stretch.mean) * 2 / 3
    assert third < 11 < stretch.upper
    assert points(chart, Signal.NEAR_LIMIT) == flagged


def test_limits_start_afresh_at_a_rebasing() -> None:
    """Each stretch has its own mean, and no run crosses the cut."""
    chart = xmr([1, 2, 3, 4, 5, 6, 7], rebased=[rebase(3)])
    assert [(s.first, s.last, s.mean) for s in chart.stretches] == [(0, 2, 2), (3, 6, 5.5)]
    assert points(chart, Signal.TREND) == []


def test_a_rebasing_may_fall_on_the_second_point() -> None:
    """One month alone has a mean and no limits."""
    assert [s.mean for s in xmr([1, 2, 4], rebased=[rebase(1)]).stretches] == [1, 3]


def test_rebasings_are_taken_in_order_of_time() -> None:
    """Two decisions in any order give the same three stretches."""
    chart = xmr(range(9), rebased=[rebase(6), rebase(3)])
    assert [stretch.first for stretch in chart.stretches] == [0, 3, 6]
    assert [cut.at for cut in chart.rebased] == [3, 6]


@pytest.mark.parametrize("cuts", [[0], [3], [-1], [1, 1]])
def test_a_rebasing_starts_at_a_later_point_of_the_chart(cuts: list[int]) -> None:
    """Not at the first, not after the last, and not twice at one."""
    with pytest.raises(BadInput, match="starts at a point after the first"):
        xmr([1, 2, 3], rebased=[rebase(at) for at in cuts])


def test_a_rebasing_has_a_reason_and_a_role() -> None:
    """Limits are moved by a decision that somebody answers for."""
    with pytest.raises(BadInput, match="needs a reason"):
        rebase(1, reason=" ")
    with pytest.raises(BadInput, match="wizard"):
        rebase(1, role="wizard")


@pytest.mark.parametrize(("n", "settled"), [(11, False), (12, True)])
def test_limits_are_settled_from_twelve_points_on(n: int, settled: bool) -> None:
    """Missing points do not count."""
    assert xmr([1.0, *[None] * 5, *[2.0] * (n - 1)]).stretches[0].settled is settled


def test_limits_rest_on_the_first_twenty_values_and_stay() -> None:
    """A step after twenty values moves neither mean nor limits, and is seen against them."""
    steady = [10.0, 12.0] * 10
    (before,), (after,) = xmr(steady).stretches, xmr([*steady, *[14.0] * 30]).stretches
    assert (after.mean, after.mean_range, after.upper) == (
        before.mean,
        before.mean_range,
        before.upper,
    )
    assert (after.n, after.rests_on, after.rests_to, after.last) == (50, 20, 19, 49)
    chart = xmr([*steady, *[14.0] * 30])
    assert points(chart, Signal.SHIFT) == list(range(19, 50))


def test_the_twentieth_value_counts_and_the_next_does_not() -> None:
    """With nineteen values the last is among them; with twenty-one it is not."""
    assert xmr([0.0] * 18 + [19.0]).stretches[0].mean == 1
    assert xmr([0.0] * 19 + [20.0]).stretches[0].mean == 1
    assert xmr([0.0] * 20 + [20.0]).stretches[0].mean == 0


def test_missing_months_do_not_count_among_the_twenty() -> None:
    """A gap makes the stretch of periods longer, not the number of values smaller."""
    (stretch,) = xmr([1.0, None] * 25).stretches
    assert (stretch.n, stretch.rests_on, stretch.rests_to) == (25, 20, 38)
    assert baseline([None, 1, 2]) == [None, 1, 2]
    assert baseline([None]) == [None]


def test_each_stretch_rests_on_its_own_first_values() -> None:
    """After a re-basing twenty values are counted anew."""
    chart = xmr([1.0, 2.0] * 15 + [8.0, 9.0] * 12, rebased=[rebase(30)])
    assert [(s.rests_on, s.rests_to) for s in chart.stretches] == [(20, 19), (20, 49)]
