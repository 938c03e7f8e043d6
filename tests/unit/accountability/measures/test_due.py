"""When a measure's value is due, and when it is late."""

from __future__ import annotations

import datetime as dt

from tests.unit.accountability.worlds import yearly

from beatwise.accountability.measures.due import is_late, last_period_due
from beatwise.accountability.measures.measure_set import load_set


PLAN = {measure.id: measure for measure in load_set("plan-2025-29").measures}


def test_when_a_value_is_due():
    """A quarterly value due 30 days after its quarter is late on 31 January, not on the 30th."""
    measure = PLAN["officer-hours-saved"]
    second_quarter = yearly("1", "2025/26 Q2")
    assert last_period_due(measure, dt.date(2026, 1, 30)) == dt.date(2025, 9, 30)
    assert last_period_due(measure, dt.date(2026, 1, 31)) == dt.date(2025, 12, 31)
    assert not is_late(measure, second_quarter, dt.date(2026, 1, 30))
    assert is_late(measure, second_quarter, dt.date(2026, 1, 31))
    assert not is_late(measure, None, dt.date(2026, 1, 31))
    assert not is_late(measure, yearly("1", ""), dt.date(2026, 1, 31))


def test_a_measure_that_starts_in_april_is_not_late_in_march():
    """Nothing is due for a period before the definition began."""
    measure = PLAN["shopworker-assaults"]
    assert not is_late(measure, yearly("1", "2025/26 Q1"), dt.date(2026, 3, 20))
