"""Patrols are walked where and when they should be, and tracked as trackers do."""

from __future__ import annotations

import numpy as np
import shapely
from tests.worlds import small_county

from beatwise.simulation.county_tables import hot_spot_areas
from beatwise.simulation.patrols.pings import INTERVAL_S


def test_half_the_hot_spots_are_patrolled() -> None:
    """In each town half of the hot spots, drawn by lot, are patrolled; buffers never meet."""
    for history in small_county().histories:
        spots = history.hot_spots
        assert sum(hot.patrolled for hot in spots) == (len(spots) + 1) // 2
        at = np.array([(hot.x, hot.y) for hot in spots])
        away = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
        assert away[np.triu_indices(len(spots), 1)].min() > 550
        assert all(not set(hot.inside) & set(hot.buffer) for hot in spots)


def test_visits_are_to_patrolled_hot_spots_within_their_shift() -> None:
    """Each visit is to a patrolled hot spot, inside its shift, and after the one before it."""
    for history in small_county().histories:
        walked = history.visits
        assert len(walked.start)
        assert all(history.hot_spots[i].patrolled for i in np.unique(walked.spot))
        shifts = [walked.shifts[i] for i in walked.shift]
        assert (walked.start >= [s.start for s in shifts]).all()
        assert (walked.end <= [s.end for s in shifts]).all()
        assert (walked.end[:-1] < walked.start[1:]).all()
        minutes = (walked.end - walked.start) / 60
        assert minutes.min() >= 4
        assert minutes.max() <= 18
        assert 13 < np.median(minutes) < 17


def test_visits_fall_in_patrolled_months() -> None:
    """No shift is walked before the patrols begin; ``month`` counts the warm-up month as 0."""
    millshire = small_county()
    months = {shift.month for h in millshire.histories for shift in h.visits.shifts}
    assert months == set(range(millshire.spec.before + 1, millshire.spec.months + 1))


def test_pings_lie_in_the_hot_spot_during_a_visit() -> None:
    """Nine fixes in ten of a tracked visit lie inside its hot spot; the rest are blurred out."""
    millshire = small_county()
    areas = {area.id: area.geometry for area in hot_spot_areas(millshire)}
    inside = total = 0
    for history in millshire.histories:
        track, walked = history.pings, history.visits
        for v in range(len(walked.start)):
            shift = walked.shifts[walked.shift[v]]
            mine = (track.shift == shift.id) & (track.second >= walked.start[v])
            mine &= track.second < walked.end[v]
            shape = areas[history.hot_spots[walked.spot[v]].id]
            total += int(mine.sum())
            inside += int(shapely.contains_xy(shape, track.x[mine], track.y[mine]).sum())
    assert total > 1000
    assert inside / total > 0.9


def test_pings_are_bounded_and_on_foot() -> None:
    """Pings come every 30 seconds of the last month only, at walking speed."""
    millshire = small_county()
    for history in millshire.histories:
        track = history.pings
        months = {s.month for s in history.visits.shifts if s.id in set(track.shift)}
        assert months == {millshire.spec.months}
        one = (track.person == track.person[0]) & (track.shift == track.shift[0])
        steps = np.diff(track.second[one])
        assert np.median(steps) == INTERVAL_S
        assert (steps % INTERVAL_S == 0).all()
        assert np.median(track.speed_m_s) < 2.5
        assert track.speed_m_s.max() <= 2.2
