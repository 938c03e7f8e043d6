"""How regular delivery is."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.delivery.delivery_world import at

from beatwise.delivery.delivered_visit import DeliveredVisit
from beatwise.delivery.measurement.regularity import regularity


def _visit(begins: dt.datetime) -> DeliveredVisit:
    return DeliveredVisit("here", "force", "t", begins, begins + dt.timedelta(minutes=15), 15, "A")


def test_pairs_of_days_with_a_start_within_ten_minutes() -> None:
    """10:00, 10:10 and 10:21 on three days: only the first two are within ten minutes."""
    visits = [_visit(at(10, 0, day=2)), _visit(at(10, 10, day=3)), _visit(at(10, 21, day=4))]
    assert regularity(visits) == pytest.approx(1 / 3)
    assert regularity(visits[:1]) is None
