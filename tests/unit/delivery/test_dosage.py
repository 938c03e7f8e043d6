"""Dosage by hot spot and day."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.unit.delivery.worlds import INSIDE, SQUARE, every, joined, walk

from beatwise.delivery.dosage import Days, Dosage, dosage
from beatwise.delivery.ground_in_force import spots_of
from beatwise.delivery.traces import Pings, traces
from beatwise.delivery.visit_rule import VisitRule
from beatwise.delivery.visits import presence


RULE = VisitRule()
WEEK = Days(dt.date(2026, 3, 2), 7)
THURSDAY = 3


def _dosage(pings: Pings, people: list[int] | None = None, days: Days = WEEK) -> Dosage:
    ordered = traces(pings, RULE).pings
    heads = None if people is None else np.array(people)
    return dosage(presence(ordered, spots_of(ordered, [SQUARE]), RULE), 1, days, RULE, heads)


def _stay(begin: float, end: float, device: int = 0, start: int | None = None) -> Pings:
    steps = [(s, INSIDE) for s in every(30, begin * 60, end * 60)]
    return walk(*steps, device=device) if start is None else walk(*steps, start=start)


def test_two_people_together_are_twice_the_officer_minutes_and_once_the_patrol_minutes() -> None:
    """One from 0 to 12, one from 4 to 16: 24 officer-minutes, 16 patrol-minutes."""
    result = _dosage(joined([_stay(0, 12), _stay(4, 16, device=1)]))
    assert result.officer_minutes[0, THURSDAY] == pytest.approx(24)
    assert result.patrol_minutes[0, THURSDAY] == pytest.approx(16)
    assert result.visits[0, THURSDAY] == 2
    assert result.full_visits[0, THURSDAY] == 2


def test_a_phone_carried_by_a_pair_counts_for_two_officers() -> None:
    """Ten minutes of a pair."""
    result = _dosage(_stay(0, 10), people=[2])
    assert result.officer_minutes.sum() == pytest.approx(20)
    assert result.patrol_minutes.sum() == pytest.approx(10)
    assert result.credited_minutes.sum() == pytest.approx(20)


def test_a_passing_is_counted_and_gives_no_minutes() -> None:
    """Two minutes are no visit."""
    result = _dosage(_stay(0, 2))
    assert (result.officer_minutes.sum(), result.passings[0, THURSDAY]) == (0, 1)


def test_minutes_over_midnight_count_for_both_days_and_the_visit_for_the_first() -> None:
    """From 23:52 on Thursday to 00:04 on Friday."""
    begin = round(dt.datetime(2026, 3, 5, 23, 52, tzinfo=dt.UTC).timestamp() * 1000)
    result = _dosage(_stay(0, 12, start=begin))
    assert result.officer_minutes[0].tolist() == pytest.approx([0, 0, 0, 8, 4, 0, 0])
    assert result.visits[0].tolist() == [0, 0, 0, 1, 0, 0, 0]


def test_days_follow_the_clock_of_london_through_its_changes() -> None:
    """29 March 2026 has 23 hours, 25 October 25."""
    spring = Days(dt.date(2026, 3, 29), 1).midnights
    autumn = Days(dt.date(2026, 10, 25), 1).midnights
    assert np.diff(spring).tolist() == [23 * 3_600_000]
    assert np.diff(autumn).tolist() == [25 * 3_600_000]


def test_what_lies_outside_the_days_is_left_out() -> None:
    """A week that ended before the walk."""
    result = _dosage(_stay(0, 12), days=Days(dt.date(2026, 2, 23), 7))
    assert result.officer_minutes.sum() == result.visits.sum() == 0


def test_patrol_minutes_agree_with_a_clock_that_ticks_every_second() -> None:
    """Thirty stays of five phones over three hours; the plain way counts seconds."""
    rng = np.random.default_rng(2)
    begins = [sorted(rng.choice(180, 6, replace=False)) for _ in range(5)]
    stays = [(d, b, b + rng.integers(3, 9)) for d, row in enumerate(begins) for b in row]
    result = _dosage(joined([_stay(b, e, device=d) for d, b, e in stays]))
    ticks = np.zeros((5, 200 * 60), bool)
    for device, begin, end in stays:
        ticks[device, begin * 60 : end * 60] = True
    assert result.patrol_minutes.sum() == pytest.approx(ticks.any(axis=0).sum() / 60, abs=0.01)
