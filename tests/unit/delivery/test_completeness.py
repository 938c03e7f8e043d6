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
