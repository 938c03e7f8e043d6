"""Dosage by hot spot and day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.delivery.worlds import INSIDE, SQUARE, every, joined, walk

from beatwise.delivery.dosage import Days, Dosage, dosage
from beatwise.delivery.ground_in_force import spots_of
from beatwise.delivery.traces import Pings, traces
from beatwise.delivery.visit_rule import VisitRule
from beatwise.delivery.visits import Presence, Stays, presence


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


def _built(*rows: tuple[int, int, float, float], bridged: float = 0.0) -> Presence:
    """Return stays of (device, hot spot, minutes from Monday's midnight to begin and end)."""
    device, spot, begins, ends = np.array(rows, float).reshape(-1, 4).T
    monday = WEEK.midnights[0]
    stays = Stays(
        device.astype(np.int32), spot.astype(np.int16),
        monday + np.round(begins * 60_000).astype(np.int64),
        monday + np.round(ends * 60_000).astype(np.int64),
        ends - begins, np.full(len(rows), bridged), np.zeros(len(rows), bool),
    )  # fmt: skip
    return Presence(stays, stays, np.arange(len(rows)))


DAY = 1440


def test_without_a_stay_every_figure_is_nought() -> None:
    """Two hot spots, seven days, nothing in them."""
    result = dosage(_built(), 2, WEEK, RULE)
    for figures in (result.patrol_minutes, result.officer_minutes, result.bridged_minutes,
                    result.credited_minutes, result.visits, result.passings):  # fmt: skip
        assert figures.tolist() == [[0] * 7] * 2


def test_every_hot_spot_and_day_has_its_own_row_and_column() -> None:
    """On Monday and on Sunday, in the first and the last hot spot."""
    stays = _built((0, 0, 0, 12), (0, 2, 30, 35), (0, 0, 6 * DAY, 6 * DAY + 20),
                   (0, 2, 7 * DAY - 9, 7 * DAY))  # fmt: skip
    result = dosage(stays, 3, WEEK, RULE)
    assert result.officer_minutes.tolist() == [
        [12, 0, 0, 0, 0, 0, 20], [0] * 7, [5, 0, 0, 0, 0, 0, 9],
    ]  # fmt: skip
    assert result.patrol_minutes.tolist() == result.officer_minutes.tolist()
    assert result.visits.tolist() == [[1, 0, 0, 0, 0, 0, 1], [0] * 7, [1, 0, 0, 0, 0, 0, 1]]
    assert result.full_visits.tolist() == [[1, 0, 0, 0, 0, 0, 1], [0] * 7, [0] * 7]


@pytest.mark.parametrize(
    ("minutes", "full", "credited"), [(9.99, 0, 9.99), (10, 1, 10), (25, 1, 20)]
)
def test_ten_minutes_are_a_full_dose_and_twenty_the_most_credited(
    minutes: float, full: int, credited: float
) -> None:
    """All minutes count as presence, whatever is credited."""
    result = dosage(_built((0, 0, 0, minutes)), 1, WEEK, RULE)
    assert result.full_visits[0, 0] == full
    assert result.credited_minutes[0, 0] == pytest.approx(credited)
    assert result.officer_minutes[0, 0] == pytest.approx(minutes)


def test_a_stay_that_runs_into_or_out_of_the_days_counts_inside_them() -> None:
    """From ten before midnight to six after, as seen from either day alone."""
    over = _built((0, 0, DAY - 10, DAY + 6))
    monday, tuesday = Days(WEEK.first, 1), Days(WEEK.first + dt.timedelta(days=1), 1)
    before, after = dosage(over, 1, monday, RULE), dosage(over, 1, tuesday, RULE)
    assert (before.officer_minutes.tolist(), before.visits.tolist()) == ([[10]], [[1]])
    assert (after.officer_minutes.tolist(), after.visits.tolist()) == ([[6]], [[0]])
    assert (before.patrol_minutes.tolist(), after.patrol_minutes.tolist()) == ([[10]], [[6]])
    assert (after.credited_minutes.tolist(), after.passings.tolist()) == ([[0]], [[0]])


def test_a_stay_of_days_fills_those_between() -> None:
    """From noon on Monday to noon on Thursday, as a forgotten device may say."""
    result = dosage(_built((0, 0, DAY / 2, 3.5 * DAY)), 1, WEEK, RULE)
    assert result.officer_minutes[0].tolist() == [720, 1440, 1440, 720, 0, 0, 0]


def test_a_stay_that_begins_at_midnight_is_the_new_days() -> None:
    """And one that ends at midnight is the old day's alone; after the last day there is none."""
    stays = _built((0, 0, DAY, DAY + 10), (1, 0, DAY - 10, DAY), (1, 0, 7 * DAY, 7 * DAY + 10))
    result = dosage(stays, 1, WEEK, RULE)
    assert result.officer_minutes[0].tolist() == [10, 10, 0, 0, 0, 0, 0]
    assert result.visits[0].tolist() == [1, 1, 0, 0, 0, 0, 0]


def test_bridged_minutes_lie_evenly_over_a_stay() -> None:
    """Eight of sixteen minutes in silence, ten of them before midnight: five and three; of two."""
    over = _built((0, 0, DAY - 10, DAY + 6), bridged=8.0)
    assert dosage(over, 1, WEEK, RULE).bridged_minutes[0, :2].tolist() == pytest.approx([5, 3])
    pair = dosage(over, 1, WEEK, RULE, np.array([2]))
    assert pair.bridged_minutes[0, :2].tolist() == pytest.approx([10, 6])


def test_people_walk_with_their_own_device() -> None:
    """The second device is a pair's, the first is one person's."""
    stays = _built((0, 0, 0, 10), (1, 0, 100, 110))
    result = dosage(stays, 1, WEEK, RULE, np.array([1, 2]))
    assert result.officer_minutes[0, 0] == result.credited_minutes[0, 0] == 30
    assert result.patrol_minutes[0, 0] == 20


def test_patrol_minutes_of_two_places_and_days_agree_with_a_clock_that_ticks() -> None:
    """Forty stays of four devices in three places over two days, some inside others."""
    rng = np.random.default_rng(7)
    begins = rng.integers(0, 2 * DAY - 90, 40)
    rows = [(at % 4, at % 3, int(b), int(b + rng.integers(3, 90))) for at, b in enumerate(begins)]
    ticks = np.zeros((3, 7 * DAY), bool)
    for _, spot, begin, end in rows:
        ticks[spot, begin:end] = True
    result = dosage(_built(*rows), 3, WEEK, RULE)
    assert result.patrol_minutes.tolist() == ticks.reshape(3, 7, DAY).sum(axis=2).tolist()


def test_a_stay_too_fast_to_be_a_visit_is_no_full_one() -> None:
    """A quarter of an hour in a car is a passing."""
    stays = _built((0, 0, 0, 15)).stays
    driven = replace(stays, fast=np.ones(1, bool))
    result = dosage(Presence(driven, driven, np.zeros(1, np.int64)), 1, WEEK, RULE)
    figures = (result.visits, result.full_visits, result.passings, result.officer_minutes)
    assert [figure[0, 0] for figure in figures] == [0, 0, 1, 0]
