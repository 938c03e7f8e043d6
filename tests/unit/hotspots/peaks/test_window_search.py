"""Windows on a clock that runs round."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.errors import UsageError
from beatwise.hotspots.peaks.window_search import (
    busiest_blocks,
    circular_mean,
    shortest_window,
    turn,
    window_sums,
)


profiles = st.lists(st.integers(0, 20), min_size=24, max_size=24).filter(any)


def day(**hours):
    profile = np.zeros(24)
    for name, weight in hours.items():
        profile[int(name[1:])] = weight
    return profile


def test_a_window_may_run_past_midnight():
    """Incidents at 23:00 and 00:00 make the window 23:00–01:00."""
    assert shortest_window(day(h23=5, h0=5), 0.9) == (23, 2)


def test_the_shortest_window_is_taken_then_the_fullest_then_the_earliest():
    """Equally short windows are told apart by what they hold, then by the clock."""
    assert shortest_window(day(h3=4, h9=6), 0.4) == (9, 1)
    assert shortest_window(day(h3=5, h9=5), 0.5) == (3, 1)


@given(profiles, st.sampled_from([0.25, 0.5, 0.8, 1.0]))
def test_no_shorter_window_would_do(values, share):
    """The window holds the share, and no window an hour shorter does (counted the slow way)."""
    profile = np.array(values, float)
    first, hours = shortest_window(profile, share)

    def weight_in(at, length):
        return sum(profile[(at + step) % 24] for step in range(length))

    need = share * profile.sum() - 1e-6
    assert weight_in(first, hours) >= need
    assert all(weight_in(at, hours - 1) < need for at in range(24))
    assert weight_in(first, hours) == pytest.approx(max(weight_in(at, hours) for at in range(24)))


@given(profiles, st.integers(0, 23), st.sampled_from([0.25, 0.5, 0.8]))
def test_turning_the_clock_turns_the_window(values, hours, share):
    """Moving every incident by some hours keeps the window's length and what it holds."""
    profile = np.array(values, float)
    turned = np.roll(profile, hours)
    first, length = shortest_window(profile, share)
    other, same = shortest_window(turned, share)
    assert same == length
    assert window_sums(turned, length)[other] == pytest.approx(window_sums(profile, length)[first])


def test_an_empty_profile_has_no_window():
    """There is no shortest window of nothing."""
    with pytest.raises(UsageError):
        shortest_window(np.zeros(24), 0.5)


def test_busiest_blocks_do_not_overlap_and_leave_out_empty_ones():
    """Each hour belongs to one block at most; hours without incidents make no block."""
    profile = np.zeros(168)
    profile[[0, 1, 100]] = [5, 4, 3]
    assert busiest_blocks(profile, 4, 5) == [0, 97]
    assert busiest_blocks(np.zeros(168), 4, 3) == []


@given(st.binary(min_size=168, max_size=168), st.integers(1, 24))
def test_blocks_never_share_an_hour(values, hours):
    """However the week looks, the blocks are apart, also round its end."""
    week = np.frombuffer(values, np.uint8) % 10
    in_blocks = [
        (first + step) % 168
        for first in busiest_blocks(week.astype(float), hours, 4)
        for step in range(hours)
    ]
    assert len(in_blocks) == len(set(in_blocks))


def test_the_mean_of_late_and_early_is_midnight():
    """23:00 and 01:00 have their mean at midnight, not at noon."""
    mean, concentration = circular_mean(day(h22=1, h1=1))
    assert turn(np.array(float(mean)), 24) == pytest.approx(0, abs=1e-9)
    assert 0.9 < float(concentration) < 1
    assert float(circular_mean(np.ones(24))[1]) == pytest.approx(0, abs=1e-12)


def test_turns_are_the_short_way_round():
    """From 23:00 to 01:00 is two hours on, not twenty-two back."""
    assert turn(np.array([1.0 - 23.0, 13.0, -13.0]), 24).tolist() == [2.0, -11.0, 11.0]
