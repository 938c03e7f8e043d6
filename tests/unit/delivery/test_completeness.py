"""GPS completeness of time on patrol."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.delivery.worlds import INSIDE, NOON, every, joined, walk

from beatwise.delivery.completeness import OnPatrol, completeness
from beatwise.delivery.visit_rule import VisitRule


def _share(seconds: list[float], begin: float = 0, end: float = 600) -> float:
    span = OnPatrol(
        np.array([0], np.int32),
        np.array([NOON + begin * 1000], np.int64),
        np.array([NOON + end * 1000], np.int64),
    )
    pings = walk(*[(s, INSIDE) for s in seconds])
    return float(completeness(pings, span, VisitRule()).share[0])


@pytest.mark.parametrize(
    ("seconds", "share"),
    [
        (every(60, 0, 600), 1.0),
        (every(60, 0, 300), 0.5),
        ([*every(60, 0, 240), *every(60, 480, 600)], 0.6),
        (every(60, 30, 570), 1.0),
        (every(120, 0, 600), 0.0),
        ([], 0.0),
    ],
)
def test_time_counts_where_pings_come_as_often_as_they_should(
    seconds: list[float], share: float
) -> None:
    """Ten minutes on patrol; up to 65 seconds between pings is as it should be."""
    assert _share(seconds) == pytest.approx(share)


def test_pings_outside_the_span_do_not_count() -> None:
    """An hour of pings, ten minutes on patrol."""
    assert _share(every(60, -1800, 1800)) == pytest.approx(1)


def test_each_device_has_its_own_completeness() -> None:
    """The second phone is silent; a third was never given out."""
    spans = OnPatrol(np.arange(3, dtype=np.int32), np.full(3, NOON), np.full(3, NOON + 600_000))
    pings = joined([walk(*[(s, INSIDE) for s in every(60, 0, 600)]), walk((0, INSIDE), device=2)])
    result = completeness(pings, spans, VisitRule())
    assert result.tracked_minutes.tolist() == pytest.approx([10, 0, 0])


@pytest.mark.parametrize(("gap", "tracked"), [(65, 130.0), (65.04, 0.0)])
def test_65_seconds_between_pings_are_as_it_should_be(gap: float, tracked: float) -> None:
    """Three pings so far apart, the span from the first to the last."""
    assert _share([0, gap, 2 * gap], 0, 2 * gap) == pytest.approx(tracked / (2 * gap))


@pytest.mark.parametrize(("rim", "tracked"), [(65, 130.0), (65.04, 0.0)])
def test_one_ping_covers_the_time_to_both_ends_of_a_span(rim: float, tracked: float) -> None:
    """As long as a device may be silent, before and after, and no longer."""
    assert _share([rim], 0, 2 * rim) == pytest.approx(tracked / (2 * rim))


def test_a_ping_at_either_end_of_a_span_is_in_it() -> None:
    """From the ping at its begin to the one at its end: a whole minute."""
    assert _share([-600, 0, 60, 900], 0, 60) == pytest.approx(1)


def test_pings_far_before_and_after_a_span_track_nothing_of_it() -> None:
    """Silent through it all, a minute or ten away."""
    assert _share([-120, 720]) == 0
    assert _share([*every(60, -600, -60), *every(60, 660, 1200)]) == 0


def test_a_span_without_pings_does_not_hide_those_after_it() -> None:
    """The first span lies before all pings, the second among them; in minutes."""
    spans = OnPatrol(
        np.zeros(2, np.int32),
        np.array([NOON - 3_600_000, NOON]),
        np.array([NOON - 3_000_000, NOON + 600_000]),
    )
    result = completeness(walk(*[(s, INSIDE) for s in every(60, 0, 600)]), spans, VisitRule())
    assert result.tracked_minutes.tolist() == [0, 10]
    assert result.patrol_minutes.tolist() == [10, 10]


def test_a_span_without_length_has_no_share() -> None:
    """Nothing of nothing is no figure."""
    assert np.isnan(_share(every(60, 0, 600), 300, 300))


def test_no_span_is_no_figure() -> None:
    """Without a patrol there is nothing to complete."""
    none = OnPatrol(np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int64))
    assert len(none) == 0
    assert completeness(walk((0, INSIDE)), none, VisitRule()).share.tolist() == []


def test_the_second_device_counts_its_own_pings() -> None:
    """Both report every minute, the second for half of the time."""
    spans = OnPatrol(np.arange(2, dtype=np.int32), np.full(2, NOON), np.full(2, NOON + 600_000))
    pings = [walk(*[(s, INSIDE) for s in every(60, 0, end)], device=d)
             for d, end in ((0, 600), (1, 300))]  # fmt: skip
    assert completeness(joined(pings), spans, VisitRule()).tracked_minutes.tolist() == [10, 5]
