"""Presence and visits from traces."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from tests.unit.delivery.worlds import INSIDE, NOON, OUTSIDE, SQUARE, every, joined, walk

from beatwise.delivery.ground_in_force import NOWHERE, spots_of
from beatwise.delivery.traces import Pings, traces
from beatwise.delivery.visit_rule import VisitRule
from beatwise.delivery.visits import Presence, _step, are_visits, credited_minutes, presence


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


HERE, AWAY, THERE = 0, NOWHERE, 1


def _stays(*rows: tuple[float, float, int], rule: VisitRule = RULE) -> Presence:
    """Return the presence of one device at (seconds after noon, easting, hot spot)."""
    seconds, x, spots = np.array(rows, float).T
    pings = Pings(
        np.zeros(len(rows), np.int32), NOON + np.round(seconds * 1000).astype(np.int64),
        x, np.zeros(len(rows)), np.full(len(rows), 8, np.float32),
    )  # fmt: skip
    return presence(pings, spots.astype(np.int16), rule)


def _line(
    begin: float, end: float, gap: float, speed: float = 1.0, spot: int = HERE
) -> list[tuple[float, float, int]]:
    """Return pings along a straight street, so many seconds apart at so many m/s."""
    return [(s, speed * s, spot) for s in every(gap, begin, end)]


@pytest.mark.parametrize(("silence", "runs"), [(300, 1), (300.1, 2)])
def test_five_minutes_of_silence_are_bridged_and_not_a_tenth_of_a_second_more(
    silence: float, runs: int
) -> None:
    """Two pings in one place."""
    assert len(_stays((0, 0, HERE), (silence, 5, HERE)).runs) == runs


@pytest.mark.parametrize(("absence", "stays"), [(120, 1), (120.1, 2)])
def test_two_minutes_of_absence_are_merged_and_not_a_tenth_of_a_second_more(
    absence: float, stays: int
) -> None:
    """Silent on the way out and in, so that no crossing is shared."""
    rows = [(0, 0, HERE), (absence / 2, 5, AWAY), (absence, 5, HERE)]
    result = _stays(*rows, rule=VisitRule(nominal_s=10))
    assert len(result.runs) == 2
    assert result.stay_of_run.tolist() == [0, stays - 1]
    assert len(result.stays) == stays


def test_the_next_hot_spot_is_a_stay_of_its_own() -> None:
    """From one straight into another, a minute in each: the crossing is shared, nothing merged."""
    rows = [*_line(0, 60, 10), *_line(70, 130, 10, spot=THERE)]
    stays = _stays(*rows).stays
    assert stays.spot.tolist() == [HERE, THERE]
    assert ((stays.begins - NOON) / 1000).tolist() == [0, 65]
    assert ((stays.ends - NOON) / 1000).tolist() == [65, 130]


@pytest.mark.parametrize(("crossing", "minutes"), [(65, 1 + 65 / 60), (65.04, 1.0)])
def test_a_crossing_is_shared_where_pings_come_as_they_should(
    crossing: float, minutes: float
) -> None:
    """A minute inside, with 65 seconds to the pings before and after, or a little more."""
    rows = [
        (0, 0, AWAY),
        (crossing, 0, HERE),
        (crossing + 60, 9, HERE),
        (2 * crossing + 60, 0, AWAY),
    ]
    assert _stays(*rows).stays.minutes.tolist() == pytest.approx([minutes])


@pytest.mark.parametrize(("gap", "bridged"), [(65, 0.0), (65.04, 65.04 / 60)])
def test_silence_longer_than_it_should_be_is_called_bridged(gap: float, bridged: float) -> None:
    """65 seconds between pings are as it should be."""
    assert _stays((0, 0, HERE), (gap, 9, HERE)).stays.bridged.tolist() == pytest.approx([bridged])


def test_what_begins_and_ends_inside_has_no_crossing_to_share() -> None:
    """The device was switched on and off in the hot spot, and came back to it once."""
    rows = [*_line(0, 60, 10), (70, 0, AWAY), (200, 0, AWAY), *_line(210, 270, 10)]
    stays = _stays(*rows).stays
    assert stays.minutes.tolist() == pytest.approx([65 / 60, 65 / 60])
    assert ((stays.begins - NOON) / 1000).tolist() == [0, 205]


@pytest.mark.parametrize(("speed", "fast"), [(2.499, False), (2.5, True)])
def test_faster_than_on_foot_begins_at_the_rules_speed(speed: float, fast: bool) -> None:
    """2.5 m/s is no walk any more."""
    assert _stays(*_line(0, 300, 10, speed)).runs.fast.tolist() == [fast]


@pytest.mark.parametrize("gap", [30, 60])
def test_two_pings_are_enough_to_tell_a_speed(gap: float) -> None:
    """Half a minute or a whole one apart."""
    assert _stays(*_line(0, gap, gap, 9.0)).runs.fast.tolist() == [True]
    assert _stays(*_line(0, gap, gap, 1.0)).runs.fast.tolist() == [False]


@pytest.mark.parametrize(("fast_steps", "fast"), [(4, False), (5, False), (6, True)])
def test_more_than_half_of_the_moves_must_be_fast(fast_steps: int, fast: bool) -> None:
    """Of ten moves of half a minute, four, five or six in a car."""
    x = np.cumsum([0.0, *[300.0] * fast_steps, *[30.0] * (10 - fast_steps)])
    rows = [(30.0 * at, float(east), HERE) for at, east in enumerate(x)]
    assert _stays(*rows).runs.fast.tolist() == [fast]


def test_speed_is_measured_over_half_a_minute_not_from_ping_to_ping() -> None:
    """A position that jumps to and fro every 12.2 seconds and is back after three pings moves.

    Two pings are the nearest to half a minute; over three it would seem to stand still.
    """
    rows = [(12.2 * at, 100.0 * (at % 3), HERE) for at in range(25)]
    assert _stays(*rows).runs.fast.tolist() == [True]


def test_the_drive_to_and_from_a_hot_spot_is_not_part_of_the_stay() -> None:
    """Ten seconds apart, fast before and after, a slow half minute inside."""
    rows = [
        *_line(0, 60, 10, 20.0, AWAY), *_line(70, 110, 10, 1.0), *_line(120, 180, 10, 20.0, AWAY),
    ]  # fmt: skip
    assert _stays(*rows).runs.fast.tolist() == [False]


def test_each_run_has_its_own_speed() -> None:
    """Slow in the first place, fast in the second, slow in the third."""
    rows = [
        *_line(0, 120, 10, 1.0), *_line(130, 250, 10, 9.0, THERE), *_line(260, 380, 10, 1.0, 2),
    ]  # fmt: skip
    assert _stays(*rows).runs.fast.tolist() == [False, True, False]


@pytest.mark.parametrize(("driven", "fast"), [(200, False), (300, False), (310, True)])
def test_the_longer_part_decides_whether_a_stay_was_on_foot(driven: int, fast: bool) -> None:
    """So many seconds in a car, a moment outside, then five minutes on foot: one stay."""
    first = _line(0, driven, 10, 9.0)
    second = _line(driven + 4, driven + 304, 10, 1.0)
    result = _stays(*first, (driven + 2, 0, AWAY), *second)
    assert result.runs.fast.tolist() == [True, False]
    assert result.stays.fast.tolist() == [fast]
    assert result.stays.minutes.tolist() == pytest.approx([(driven + 302) / 60])


def test_a_stay_holds_the_silence_of_all_its_runs() -> None:
    """Two minutes bridged in each of two runs are four."""
    rows = [(0, 0, HERE), (120, 1, HERE), (122, 0, AWAY), (124, 1, HERE), (244, 2, HERE)]
    result = _stays(*rows)
    assert result.runs.bridged.tolist() == pytest.approx([2, 2])
    assert result.stays.bridged.tolist() == pytest.approx([4])


def test_another_device_in_the_same_hot_spot_is_not_merged() -> None:
    """One leaves at noon and five, the other comes half a minute later."""
    first = walk(*[(s, INSIDE) for s in every(30, 0, 300)])
    second = walk(*[(s, INSIDE) for s in every(30, 330, 630)], device=1)
    assert _presence(joined([first, second])).stays.minutes.tolist() == [5, 5]


def test_a_single_ping_on_the_way_has_no_speed() -> None:
    """The drive out begins at it, and is none of its own."""
    rows = [(0, 0, AWAY), (30, 0, HERE), (60, 900, AWAY), (90, 1800, AWAY)]
    assert _stays(*rows).runs.fast.tolist() == [False]


@pytest.mark.parametrize(("north", "fast"), [((0, 300, 300), False), ((0, 300, 600), True)])
def test_moves_to_the_north_are_moves(north: tuple[int, ...], fast: bool) -> None:
    """One of two moves in a car, or both."""
    pings = walk(*[(30 * at, (0.0, float(y))) for at, y in enumerate(north)])
    runs = presence(pings, np.zeros(3, np.int16), RULE).runs
    assert runs.fast.tolist() == [fast]


def test_a_position_that_trembles_stands_still() -> None:
    """To and fro by 100 m every 15 seconds: after half a minute it is where it was."""
    rows = [(15.0 * at, 100.0 * (at % 2), HERE) for at in range(21)]
    assert _stays(*rows).runs.fast.tolist() == [False]


def test_the_usual_gap_is_the_middle_of_all() -> None:
    """Gaps of 10 and 50 seconds in turn are half a minute, so that speed is from ping to ping."""
    seconds = np.cumsum([0, *[10, 50] * 6])
    rows = [(float(s), 150.0 * (at % 3), HERE) for at, s in enumerate(seconds)]
    assert _stays(*rows).runs.fast.tolist() == [True]


def test_a_day_of_pings_every_second_is_read() -> None:
    """25,000 pings of a device that walks."""
    pings = walk(*[(s, INSIDE) for s in range(25_000)])
    assert presence(pings, np.zeros(25_000, np.int16), RULE).runs.fast.tolist() == [False]


def test_runs_are_merged_one_after_the_other_whoever_came_first() -> None:
    """Three runs of five minutes, each 60 seconds after the last; the second device's too."""
    spells = [s for begin in (0, 360, 720) for s in every(30, begin, begin + 300)]
    inside = walk(*[(s, INSIDE) for s in spells], device=1)
    outside = walk(*[(s, OUTSIDE) for s in (301, 359, 661, 719)], device=1)
    result = _presence(joined([walk((0, INSIDE), (30, INSIDE)), inside, outside]))
    assert result.stay_of_run.tolist() == [0, 1, 1, 1]
    assert result.stays.device.tolist() == [0, 1]


def test_runs_in_the_second_hot_spot_are_merged_as_in_the_first() -> None:
    """A minute there, a minute out, a minute there."""
    rows = [*_line(0, 60, 10), *_line(500, 560, 10, spot=THERE), (562, 0, AWAY),
            *_line(610, 670, 10, spot=THERE)]  # fmt: skip
    result = _stays(*rows)
    assert result.stays.spot.tolist() == [HERE, THERE]
    assert result.stay_of_run.tolist() == [0, 1, 1]


def test_no_stay_has_no_entry_in_any_column() -> None:
    """Empty are the runs, the stays and what joins them, to the last column."""
    result = _presence(walk((0, OUTSIDE), (30, OUTSIDE)))
    assert result.stay_of_run.shape == (0,)
    for field in fields(result.stays):
        assert getattr(result.stays, field.name).shape == (0,), field.name


def test_speed_is_measured_over_two_pings_of_twelve_seconds() -> None:
    """Two and a half would be half a minute: the even number of them is taken."""
    pings = walk(*[(second, INSIDE) for second in every(12, 0, 60)])
    assert _step(pings, np.ones(len(pings) - 1, bool)) == 2
