"""Where a lasting change began, and when there is none."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.rating.control_charts import Chart, Rebase, xmr
from beatwise.accountability.rating.lasting_change import lasting_from


STEADY = [10.0, 12.0] * 10
STEP = [13.0, 14.0, 13.0, 14.0, 13.0, 14.0, 13.0, 14.0]


@pytest.mark.parametrize(("more", "began"), [
    (STEP, 19), (STEP[:6], 19), (STEP[:5], None), ([*STEP, 10.0], None), ([*STEP, None], None),
    ([10.0, *STEP], 21), ([30.0], None), ([], None),
])  # fmt: skip
def test_a_shift_lasts_when_it_reaches_the_latest_value(more, began):
    """The last of the steady values, 12, is on the same side: with it six more are a shift."""
    assert lasting_from(xmr([*STEADY, *more])) == began


def test_a_shift_begins_after_one_on_the_other_side():
    """Eight low values before eight high ones are another shift."""
    assert lasting_from(xmr([*STEADY, *[9.0, 8.0] * 4, *STEP])) == 28


def test_a_trend_lasts_when_it_reaches_the_latest_value():
    """Seven falls through the mean: limits could start with the first of them."""
    falling = [13.0, 12.5, 12.0, 11.5, 10.8, 10.5, 10.2]
    assert lasting_from(xmr([*STEADY, *falling])) == 20
    assert lasting_from(xmr([*STEADY, *falling, 11.0])) is None


def test_a_level_step_before_a_trend_is_not_of_it():
    """The second of two equal values begins the fall."""
    falling = [13.0, 13.0, 12.5, 12.0, 11.5, 10.8, 10.5, 10.2]
    assert lasting_from(xmr([*STEADY, *falling])) == 21


def test_a_rise_towards_a_shift_is_not_yet_of_it():
    """Values that rise from below the mean are on the other side of it."""
    rising = [8.5, 9.0, 9.5, 10.0, 10.5, 12.0, 12.5, 13.0, 12.8, 12.9, 12.7, 13.0]
    assert lasting_from(xmr([*STEADY, *rising])) == 25


def test_a_shift_is_asked_about_before_a_trend():
    """A step whose last seven values also rise began with the step."""
    rising = [13.0, 13.1, 13.2, 13.3, 13.4, 13.5, 13.6]
    assert lasting_from(xmr([*STEADY, 10.0, 13.3, 12.9, *rising])) == 21


def test_a_trend_from_the_first_value_on_has_nothing_before_it():
    """Limits start there already."""
    assert lasting_from(xmr([1, 2, 3, 4, 5, 6, 7])) is None
    assert lasting_from(xmr([])) is None
    assert lasting_from(Chart((1.0, 2.0), ((), ()), (), ())) is None


def test_after_a_re_basing_only_the_new_stretch_is_looked_at():
    """What was decided is not offered again; what came after may be."""
    cut = Rebase(20, "new rules", "performance", dt.date(2026, 1, 1))
    assert lasting_from(xmr([*STEADY, *STEP], rebased=[cut])) is None
    again = xmr([*STEADY, *STEP, *[20.0, 21.0] * 2, *[30.0, 31.0] * 8], rebased=[cut])
    assert again.stretches[-1].rests_on == 20
    assert lasting_from(again) is not None
    assert lasting_from(again) > 20
