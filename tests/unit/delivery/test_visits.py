"""Presence and visits from traces."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.delivery.worlds import INSIDE, NOON, OUTSIDE, SQUARE, every, joined, walk

from beatwise.delivery.ground_in_force import spots_of
from beatwise.delivery.traces import Pings, traces
from beatwise.delivery.visit_rule import VisitRule
from beatwise.delivery.visits import Presence, are_visits, credited_minutes, presence


RULE = VisitRule()


def _presence(pings: Pings) -> Presence:
    ordered = traces(pings, RULE).pings
    return presence(ordered, spots_of(ordered, [SQUARE]), RULE)


def test_ten_minutes_inside_are_ten_minutes_and_half_of_each_crossing() -> None:
    """In after 30 s, out after 10 min 30 s: ten minutes and twice a quarter."""
    steps = [(0, OUTSIDE), *[(s, INSIDE) for s in every(30, 30, 630)], (660, OUTSIDE)]
    stays = _presence(walk(*steps)).stays
    assert stays.minutes.tolist() == [10.5]
    assert (stays.begins[0] - NOON, stays.ends[0] - NOON) == (15_000, 645_000)


@pytest.mark.parametrize(("silence", "minutes", "stays"), [(300, 9.0, 1), (301, 4.0, 2)])
def test_a_silence_inside_is_bridged_up_to_five_minutes(
    silence: int, minutes: float, stays: int
) -> None:
    """Two times two minutes of pings with a silence between them."""
    steps = [(s, INSIDE) for s in (*every(30, 0, 120), *every(30, 120 + silence, 240 + silence))]
    result = _presence(walk(*steps)).stays
    assert result.minutes.sum() == pytest.approx(minutes)
    assert result.bridged.sum() == pytest.approx(silence / 60 if stays == 1 else 0)
    assert len(result) == stays


def test_a_gap_as_long_as_a_device_may_take_is_not_called_bridged() -> None:
    """A heartbeat of 60 seconds leaves nothing bridged."""
    assert _presence(walk(*[(s, INSIDE) for s in every(60, 0, 600)])).stays.bridged.tolist() == [0]


@pytest.mark.parametrize(("absence", "stays"), [(120, 1), (121, 2)])
def test_an_absence_of_two_minutes_leaves_one_visit_and_does_not_count(
    absence: int, stays: int
) -> None:
    """Out at once after a ping inside: the absence runs between halves of the crossings."""
    steps = [
        *[(s, INSIDE) for s in every(30, 0, 300)],
        (302, OUTSIDE),
        (300 + absence, OUTSIDE),
        *[(s, INSIDE) for s in every(30, 302 + absence, 602 + absence)],
    ]
    result = _presence(walk(*steps))
    assert len(result.stays) == stays
    assert len(result.runs) == 2
    assert result.stays.minutes.sum() == pytest.approx(10 + 2 / 60)


def test_a_device_is_not_joined_to_the_next() -> None:
    """Two phones in one place are two stays."""
    both = [walk(*[(s, INSIDE) for s in every(30, 0, 600)], device=d) for d in (0, 1)]
    assert _presence(joined(both)).stays.minutes.tolist() == [10, 10]


@pytest.mark.parametrize(
    ("minutes", "visit", "credit"),
    [(2.5, False, 0), (3, True, 3), (10, True, 10), (20, True, 20), (30, True, 20)],
)
def test_three_minutes_make_a_visit_and_twenty_are_the_most_credited(
    minutes: float, visit: bool, credit: float
) -> None:
    """The bounds count."""
    stays = _presence(walk(*[(s, INSIDE) for s in every(30, 0, minutes * 60)])).stays
    assert are_visits(stays, RULE).tolist() == [visit]
    assert credited_minutes(stays, RULE).tolist() == [credit]


@pytest.mark.parametrize(("speed", "on_foot"), [(1.4, True), (2.4, True), (2.6, False), (9, False)])
def test_a_stay_that_mostly_moves_faster_than_on_foot_is_no_visit(
    speed: float, on_foot: bool
) -> None:
    """Along one straight street, a ping every ten seconds for five minutes."""
    steps = [(s, (s * speed, 100.0)) for s in every(10, 0, 300)]
    pings = walk(*steps)
    pings.easting[:] = [place[0] for _, place in steps]
    stays = presence(pings, np.zeros(len(pings), np.int16), RULE).stays
    assert stays.minutes.tolist() == [5]
    assert are_visits(stays, RULE).tolist() == [on_foot]


def test_no_ping_inside_is_no_stay() -> None:
    """Nothing is invented."""
    assert len(_presence(walk((0, OUTSIDE), (30, OUTSIDE))).stays) == 0
    assert len(_presence(walk()).stays) == 0


def test_a_single_ping_inside_has_no_minutes_of_its_own() -> None:
    """Silence before and after: no time can be counted."""
    result = _presence(walk((0, OUTSIDE), (400, INSIDE), (800, OUTSIDE))).stays
    assert result.minutes.tolist() == [0]
