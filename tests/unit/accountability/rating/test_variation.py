"""Variation and assurance: a truth table for each, and the way that signals go."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from beatwise.accountability.measures.expectation import NOTHING, Polarity, in_words, to_reach
from beatwise.accountability.rating.control_charts import Chart, Rebase, Signal, xmr
from beatwise.accountability.rating.variation import (
    Assurance,
    LatestPoint,
    Variation,
    Way,
    assurance,
    latest_point,
    variation,
    variations,
    ways,
)


UP, DOWN, NEITHER = Polarity.UP, Polarity.DOWN, Polarity.NEITHER
STEADY = [10.0, 12.0] * 10  # mean 11, mean range 2, limits 11 ± 5.32
SETTLED = LatestPoint(True, 11.0, None, 20, 5.68, 16.32)


@pytest.mark.parametrize(("way", "polarity", "expected"), [
    (Way.HIGHER, UP, Variation.IMPROVEMENT), (Way.LOWER, UP, Variation.CONCERN),
    (Way.HIGHER, DOWN, Variation.CONCERN), (Way.LOWER, DOWN, Variation.IMPROVEMENT),
    (Way.HIGHER, NEITHER, Variation.CHANGE), (Way.LOWER, NEITHER, Variation.CHANGE),
    (None, UP, Variation.ORDINARY), (None, DOWN, Variation.ORDINARY),
    (None, NEITHER, Variation.ORDINARY),
])  # fmt: skip
def test_a_signal_is_good_or_bad_by_the_wanted_way(way, polarity, expected):
    """The data give the way, the plan says whether that is wanted."""
    assert variation(replace(SETTLED, way=way), polarity) is expected


@pytest.mark.parametrize(("values", "expected"), [
    (11, Variation.TOO_FEW), (12, Variation.ORDINARY), (0, Variation.TOO_FEW),
])  # fmt: skip
def test_few_values_without_a_signal_are_not_yet_ordinary(values, expected):
    """Eleven values say nothing yet; twelve do."""
    assert variation(replace(SETTLED, rests_on=values), UP) is expected


def test_a_signal_among_few_values_is_one():
    """Seven falls in a row are a signal, few as they are."""
    assert variation(latest_point(xmr([7, 6, 5, 4, 3, 2, 1])), UP) is Variation.CONCERN


def test_without_limits_or_a_latest_value_nothing_is_judged():
    """A chart without limits, and a latest period without a value, have words of their own."""
    assert variation(LatestPoint(), UP) is Variation.NO_LIMITS
    assert variation(latest_point(xmr([*STEADY, None])), UP) is Variation.NO_VALUE
    assert variation(latest_point(xmr([])), UP) is Variation.NO_LIMITS


def test_the_latest_point_has_the_limits_of_the_latest_stretch():
    """After a re-basing only the new limits count."""
    cut = Rebase(20, "new rules", "performance", dt.date(2026, 1, 1))
    point = latest_point(xmr([*STEADY, 50.0, 52.0], rebased=[cut]))
    assert (point.has_limits, point.value, point.way, point.rests_on) == (True, 52, None, 2)
    assert (point.lower, point.upper) == (51 - 2.66 * 2, 51 + 2.66 * 2)
    assert not point.settled


def test_the_way_is_that_of_the_last_point():
    """Not that of any before it."""
    assert latest_point(xmr([*STEADY, 30.0])).way is Way.HIGHER
    assert latest_point(xmr([*STEADY, 30.0, 11.0])).way is None
    assert latest_point(xmr([11.0, 30.0, *STEADY])).way is None


def test_without_a_chart_there_is_no_value_and_nothing_to_rest_on():
    """What stands for a measure that cannot be charted."""
    nothing = latest_point(Chart((), (), (), ()))
    assert (nothing.has_limits, nothing.value, nothing.way) == (False, None, None)
    assert (nothing.rests_on, nothing.lower, nothing.upper) == (0, None, None)


@pytest.mark.parametrize(("expected", "words"), [
    (to_reach("at least", Decimal("5.68")), Assurance.MET),
    (to_reach("more than", Decimal("5.68")), Assurance.SOMETIMES),
    (to_reach("at least", Decimal("16.32")), Assurance.SOMETIMES),
    (to_reach("more than", Decimal("16.32")), Assurance.MISSED),
    (to_reach("at least", Decimal(17)), Assurance.MISSED),
    (to_reach("at most", Decimal("16.32")), Assurance.MET),
    (to_reach("below", Decimal("16.32")), Assurance.SOMETIMES),
    (to_reach("at most", Decimal("5.68")), Assurance.SOMETIMES),
    (to_reach("below", Decimal("5.68")), Assurance.MISSED),
    (to_reach("at most", Decimal(5)), Assurance.MISSED),
    (in_words("Increase"), Assurance.NO_TARGET), (NOTHING, Assurance.NO_TARGET),
])  # fmt: skip
def test_a_target_is_held_against_both_limits(expected, words):
    """Met when the worse limit meets it, missed when even the better one does not."""
    assert assurance(SETTLED, expected) is words


@pytest.mark.parametrize(("expected", "value", "words"), [
    (to_reach("at least", Decimal(5)), 4.9, Assurance.SOMETIMES),
    (to_reach("at least", Decimal(5)), 5.0, Assurance.MET),
    (to_reach("at least", Decimal(17)), 17.0, Assurance.SOMETIMES),
    (to_reach("at most", Decimal(17)), 17.1, Assurance.SOMETIMES),
    (to_reach("at most", Decimal(17)), None, Assurance.MET),
    (to_reach("at least", Decimal(17)), None, Assurance.MISSED),
])  # fmt: skip
def test_nothing_is_consistent_against_the_latest_value(expected, value, words):
    """Limits that the latest value has left behind tell of what was."""
    assert assurance(replace(SETTLED, value=value), expected) is words


@pytest.mark.parametrize("change", [{"lower": None}, {"upper": None}, {"rests_on": 11}])
def test_a_target_is_not_judged_by_limits_of_few_values(change):
    """A target with no limits, or with unsettled ones, is neither met nor missed."""
    target = to_reach("at least", Decimal(1))
    assert assurance(replace(SETTLED, **change), target) is Assurance.TOO_FEW
    assert assurance(replace(SETTLED, **change), NOTHING) is Assurance.NO_TARGET


@pytest.mark.parametrize(("last", "way"), [(30.0, Way.HIGHER), (-30.0, Way.LOWER)])
def test_a_point_outside_goes_to_its_side_of_the_mean(last, way):
    """Above the upper limit is higher, below the lower one lower; the others go no way."""
    assert ways(xmr([*STEADY, last])) == (*[None] * 20, way)


def test_a_shift_goes_to_its_side_of_the_mean():
    """Seven just above the mean are higher, seven just below it lower."""
    found = ways(xmr([*STEADY, *[11.5, 11.4] * 3, 11.5, *[10.5, 10.6] * 4]))
    assert found[20:27] == (Way.HIGHER,) * 7
    assert found[27:] == (Way.LOWER,) * 8


def test_a_trend_alone_goes_the_way_it_runs():
    """A fall from above the mean to below it is a fall at every point, and a rise a rise."""
    falling = [13.0, 12.5, 12.0, 11.5, 10.8, 10.5, 10.2]
    for values, way in ((falling, Way.LOWER), (falling[::-1], Way.HIGHER)):
        chart = xmr([*STEADY, *values])
        alone = [i for i, found in enumerate(chart.signals) if found == (Signal.TREND,)]
        assert set(range(20, 27)) <= set(alone)
        assert {ways(chart)[i] for i in range(20, 27)} == {way}


RISE = [9.0, 9.4, 9.8, 10.2, 10.6, 10.9, 11.2]
FALL = [11.1, 10.8, 10.5, 10.2, 9.9, 9.6]


def test_the_turn_of_two_trends_goes_the_way_it_came():
    """The highest point ends the rise; the next one is of the fall."""
    chart = xmr([*STEADY, *RISE, *FALL])
    assert chart.signals[26] == chart.signals[27] == (Signal.TREND,)
    assert [ways(chart)[i] for i in (26, 27)] == [Way.HIGHER, Way.LOWER]


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_trend_after_a_level_step_begins_anew(mirrored):
    """Two trends with a level step between: the second begins with its own first point."""
    values = [*STEADY, *RISE, 11.2, *FALL]
    chart = xmr([round(22 - v, 1) for v in values] if mirrored else values)
    assert chart.signals[26] == chart.signals[27] == (Signal.TREND,)
    expected = [Way.HIGHER, Way.LOWER]
    assert [ways(chart)[i] for i in (26, 27)] == (expected[::-1] if mirrored else expected)


def test_a_trend_that_begins_two_points_after_another_is_its_own():
    """A value between the two belongs to neither: the second trend rises from its first point."""
    chart = xmr([*STEADY, *RISE, 9.3, 9.1, 9.4, 9.8, 10.2, 10.6, 11.1, 11.2])
    assert chart.signals[27] == ()
    assert chart.signals[28] == (Signal.TREND,)
    assert ways(chart)[28] is Way.HIGHER


@pytest.mark.parametrize("from_value", [1, 20])
def test_a_trend_at_a_re_basing_begins_with_the_new_limits(from_value):
    """The first point of a stretch is held against the next one, not against the old stretch."""
    cut = Rebase(7, "new rules", "performance", dt.date(2026, 1, 1))
    falling = [14, 13, 12, 11, 10, 9, 8]
    chart = xmr([*range(from_value, from_value + 7), *falling, *[8, 14] * 7], rebased=[cut])
    assert chart.signals[7] == (Signal.TREND,)
    assert Signal.TREND in chart.signals[6]
    assert ways(chart)[7:14] == (Way.LOWER,) * 7


def test_each_point_has_its_variation():
    """What each point is, a gap among them, by the way that is wanted."""
    chart = xmr([*STEADY, None, 30.0])
    assert variations(chart, UP)[-2:] == (Variation.NO_VALUE, Variation.IMPROVEMENT)
    assert variations(chart, DOWN)[-1] is Variation.CONCERN
    assert variations(chart, UP)[0] is Variation.ORDINARY
    assert len(variations(chart, UP)) == 22
    assert variations(xmr([1, 2, 3]), UP) == (Variation.TOO_FEW,) * 3


def test_a_line_without_limits_has_no_variation():
    """Values that overlap are drawn, and judged in no way."""
    line = Chart((1.0, 2.0), ((), ()), (), ())
    assert ways(line) == (None, None)
    assert variations(line, UP) == (Variation.NO_LIMITS,) * 2
