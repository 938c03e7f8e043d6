"""Live stays: the rule of ``delivery.visits`` in plain Python."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.delivery.traces import Pings
from beatwise.delivery.visit_rule import VisitRule
from beatwise.delivery.visits import presence
from beatwise.web.patrols.live.live_stays import Position, is_inside, live_stays


RULE = VisitRule()
START = dt.datetime(2027, 4, 19, 12, tzinfo=dt.UTC)
SQUARES = {"a": [[0, 0], [1, 0], [1, 1], [0, 1]], "b": [[2, 0], [3, 0], [3, 1], [2, 1], [2, 0]]}
PLACES = {0: (0.5, 0.5), 1: (2.5, 0.5), -1: (1.5, 0.5)}


@given(st.lists(st.tuples(st.integers(1, 400), st.sampled_from([0, 1, -1])), max_size=60))
@settings(max_examples=150, deadline=None)
def test_the_office_and_measure_count_the_same_minutes(steps):
    """Whatever a phone's gaps and ways, begins, ends, minutes and bridged minutes agree."""
    seconds = np.cumsum([gap for gap, _ in steps], dtype=np.int64)
    spots = np.array([spot for _, spot in steps], np.int16)
    positions = [
        Position(START + dt.timedelta(seconds=int(at)), *PLACES[int(spot)])
        for at, spot in zip(seconds, spots, strict=True)
    ]
    zeros = np.zeros(len(steps))
    pings = Pings(
        np.zeros(len(steps), np.int32), seconds * 1000, zeros, zeros, zeros.astype(np.float32)
    )
    expected = presence(pings, spots, RULE).stays if len(steps) else None
    rows = []
    if len(steps):
        columns = (expected.begins, expected.ends, expected.minutes, expected.bridged)
        rows = [tuple(map(float, row)) for row in zip(*columns, strict=True)]
    stays = live_stays(positions, SQUARES, RULE)
    assert [
        ((s.begins - START).total_seconds() * 1000, (s.ends - START).total_seconds() * 1000,
         s.seconds / 60, s.bridged / 60) for s in stays
    ] == [pytest.approx(row, abs=1e-3) for row in rows]  # fmt: skip


def test_a_wide_radius_and_a_repeat_do_not_count():
    """A position that claims over 50 m is left out, and the same moment counts once."""
    inside = [Position(START + dt.timedelta(seconds=30 * i), 0.5, 0.5, 5) for i in range(5)]
    wide = [Position(START + dt.timedelta(seconds=30 * i), 0.5, 0.5, 60) for i in range(5, 9)]
    stays = live_stays([*inside, *inside, *wide], SQUARES, RULE)
    assert [stay.seconds for stay in stays] == [120]


def test_a_point_is_inside_a_ring_with_a_notch():
    """A notch in a ring is outside of it."""
    ring = [[0, 0], [4, 0], [4, 4], [2, 1], [0, 4]]
    assert is_inside(1, 1, ring)
    assert not is_inside(2, 2, ring)
