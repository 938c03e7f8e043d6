"""Control charts: whether a measure does anything but what it always does.

An XmR chart stands beside every rating that has a series. Its limits follow the data of one
stretch; they move only by a recorded decision.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from beatwise.accountability.measures.expectation import Polarity, to_reach
from beatwise.accountability.rating.control_charts import Rebase, Signal, xmr
from beatwise.accountability.rating.lasting_change import lasting_from
from beatwise.accountability.rating.variation import (
    Assurance,
    Variation,
    assurance,
    latest_point,
    variation,
)
from beatwise.errors import BadInput


DECIDED = {
    "reason": "recording changed",
    "by_role": "performance",
    "decided_on": dt.date(2026, 1, 21),
}


def signals_of(values: list[float | None], wanted: Signal) -> list[int]:
    """The indices of the points with one kind of signal."""
    return [i for i, found in enumerate(xmr(values).signals) if wanted in found]


def test_limits_are_the_mean_and_266_mean_moving_ranges():
    """For 10, 12, 10, 12 the mean is 11, the mean moving range 2, and the limits are 11 ± 5.32."""
    (stretch,) = xmr([10, 12, 10, 12]).stretches
    assert (stretch.mean, stretch.mean_range) == (11, 2)
    assert stretch.lower == pytest.approx(5.68)
    assert stretch.upper == pytest.approx(16.32)
    assert stretch.range_limit == pytest.approx(6.534)


def test_limits_rest_on_the_first_twenty_values():
    """Limits rest on the first twenty values and stay: later ones do not average a step away.

    With fewer than twenty they rest on all there are.
    """
    steady = [10.0, 12.0] * 10
    (stretch,) = xmr([*steady, *[14.0] * 20]).stretches
    assert (stretch.mean, stretch.rests_on, stretch.n) == (11, 20, 40)
    assert xmr([10, 12, 10, 12]).stretches[0].rests_on == 4


def test_a_lasting_change_offers_where_limits_could_start_afresh():
    """A shift or trend that reaches the latest value says where it began; nothing is moved."""
    steady = [12.0, 10.0] * 10
    chart = xmr([*steady, *[14.0] * 8])
    assert lasting_from(chart) == 20
    assert len(chart.stretches) == 1
    assert lasting_from(xmr([*steady, *[14.0] * 8, 10.0])) is None


def test_good_or_bad_is_the_wanted_way():
    """A signal is an improvement or a concern by the way that is wanted; where none is, a change.

    Without a signal it is ordinary variation, from twelve values on.
    """
    high = latest_point(xmr([*[10.0, 12.0] * 10, 30.0]))
    assert variation(high, Polarity.UP) is Variation.IMPROVEMENT
    assert variation(high, Polarity.DOWN) is Variation.CONCERN
    assert variation(high, Polarity.NEITHER) is Variation.CHANGE
    assert variation(latest_point(xmr([10.0, 12.0] * 6)), Polarity.UP) is Variation.ORDINARY
    assert variation(latest_point(xmr([10.0, 12.0] * 5)), Polarity.UP) is Variation.TOO_FEW


def test_a_target_is_met_always_never_or_sometimes():
    """A target outside the limits is consistently met or missed, one between them sometimes met."""
    point = latest_point(xmr([10.0, 12.0] * 10))  # limits 5.68 and 16.32
    assert assurance(point, to_reach("at least", Decimal(5))) is Assurance.MET
    assert assurance(point, to_reach("at least", Decimal(11))) is Assurance.SOMETIMES
    assert assurance(point, to_reach("at least", Decimal(17))) is Assurance.MISSED


def test_a_point_outside_the_limits():
    """One month far above steady months is outside the limits, and no other is."""
    assert signals_of([10, 11] * 8 + [30.0], Signal.OUTSIDE) == [16]


def test_seven_on_one_side_is_a_shift_and_six_is_not():
    """Seven in a row on one side of the mean are a shift; six are not.

    A point on the mean breaks a run.
    """
    assert signals_of([9.0] * 7 + [11.0] * 7, Signal.SHIFT) == list(range(14))
    assert signals_of([9, 11, 9, 11, 9, 11] + [9.0] * 6 + [11.0] * 6, Signal.SHIFT) == []
    assert (
        signals_of([9.0] * 3 + [10] + [9.0] * 3 + [11.0] * 3 + [10] + [11.0] * 3, Signal.SHIFT)
        == []
    )


def test_seven_going_one_way_is_a_trend_and_six_is_not():
    """Seven values of which each is above the last are a trend; six are not.

    Two equal ones break it.
    """
    assert signals_of([1, 2, 3, 4, 5, 6, 7], Signal.TREND) == list(range(7))
    assert signals_of([2, 1, 2, 3, 4, 5, 6, 7, 3], Signal.TREND) == list(range(1, 8))
    assert signals_of([1, 2, 3, 4, 5, 6], Signal.TREND) == []
    assert signals_of([1, 2, 3, 3, 4, 5, 6], Signal.TREND) == []
    assert signals_of([7, 6, 5, 4, 3, 2, 1], Signal.TREND) == list(range(7))


def test_two_of_three_near_a_limit():
    """Of three in a row on one side of the mean, two in the outer third are a signal.

    The third is not marked.
    """
    steady = [10, 11, 9] * 6
    assert signals_of([*steady, 14, 11.5, 14, 9], Signal.NEAR_LIMIT) == [18, 20]
    assert signals_of([*steady, 14, 9, 14, 9], Signal.NEAR_LIMIT) == []


def test_a_missing_month_is_not_a_zero_and_breaks_a_run():
    """A missing month counts in no mean, forms no moving range and breaks a run."""
    chart = xmr([10, None, 16, 13])
    assert (chart.stretches[0].n, chart.stretches[0].mean) == (3, 13)
    assert chart.stretches[0].mean_range == 3  # 16 to 13; 10 to 16 lie two months apart
    assert signals_of([1, 2, 3, None, 4, 5, 6, 7], Signal.TREND) == []


def test_limits_do_not_pass_where_the_measure_ends():
    """No count has a limit below zero and no percentage one above a hundred."""
    assert xmr([1, 9, 1, 9], floor=0).stretches[0].lower == 0
    assert xmr([91, 99, 91, 99], ceiling=100).stretches[0].upper == 100


def test_limits_start_afresh_only_by_a_recorded_decision():
    """Limits start afresh by a recorded decision, never by a shift alone."""
    values = [9.0, 10, 11] * 3 + [19.0, 20, 21] * 3
    assert len(xmr(values).stretches) == 1
    chart = xmr(values, rebased=[Rebase(9, **DECIDED)])
    assert [stretch.mean for stretch in chart.stretches] == [10, 20]
    assert chart.signalling == ()
    assert chart.rebased[0].reason == "recording changed"


@pytest.mark.parametrize("at", [0, 6, 7])
def test_a_rebasing_falls_within_the_series(at: int):
    """A re-basing before the second point or after the last is refused."""
    with pytest.raises(BadInput):
        xmr([1, 2, 3, 4, 5, 6], rebased=[Rebase(at, **DECIDED)])


def test_a_rebasing_without_a_reason_is_refused():
    """A re-basing without a reason, or by nobody's role, is refused."""
    with pytest.raises(BadInput):
        Rebase(3, " ", "performance", dt.date(2026, 1, 21))
    with pytest.raises(BadInput):
        Rebase(3, "why", "the computer", dt.date(2026, 1, 21))


def test_few_points_are_said_to_be_few():
    """Limits from fewer than twelve points are shown as not settled yet."""
    assert not xmr([1, 2] * 5).stretches[0].settled
    assert xmr([1, 2] * 6).stretches[0].settled


def test_nothing_to_draw():
    """No values, one value and only missing values give no limits and no signals."""
    for values in ([], [5.0], [None, None]):
        chart = xmr(values)
        assert chart.signalling == ()
        assert all(stretch.upper is None for stretch in chart.stretches)
