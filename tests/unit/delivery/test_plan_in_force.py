"""Which version of a plan held on which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.unit.delivery.delivery_world import HERE, at, ms, plan, spot

from beatwise.delivery.plan_in_force import plan_in_force


def test_a_version_holds_until_its_day_and_the_next_from_then_on() -> None:
    """Eight days; replaced on the fifth of March."""
    days = tuple(range(2, 10))
    old, new = plan(days), replace(plan(days), spots=(spot("here", HERE, 50), plan().spots[1]))
    force = plan_in_force([("001", old, dt.date(2026, 3, 5)), ("current", new, None)])
    spans = [(v.name, v.first.day, v.last.day) for v in force.versions]
    assert spans == [("001", 2, 4), ("current", 5, 9)]
    before = force.outline("here", ms(at(23, 59, day=4)))
    after = force.outline("here", ms(at(0, 0, day=5)))
    assert before is not None
    assert after is not None
    assert (before.area, after.area) == (40_000, 10_000)


def test_an_outline_that_stays_is_one_version_of_the_ground() -> None:
    """Two versions with the same places are looked up once."""
    days = tuple(range(2, 10))
    force = plan_in_force([("001", plan(days), dt.date(2026, 3, 5)), ("current", plan(days), None)])
    assert len(force.ground) == 2
    assert len(force.plan.shifts) == 8


def test_without_a_day_a_version_holds_until_the_next_period_begins() -> None:
    """A plan made again for the same period replaces the first wholly; a later one follows it."""
    again = plan_in_force([("001", plan((2, 4)), None), ("current", plan((2, 4)), None)])
    assert [v.name for v in again.versions] == ["current"]
    later = plan_in_force([("001", plan((2, 4)), None), ("current", plan((5, 8)), None)])
    assert [(v.name, v.first.day, v.last.day) for v in later.versions] == [
        ("001", 2, 4), ("current", 5, 8),
    ]  # fmt: skip


def test_a_hot_spot_is_none_before_and_after_its_plan() -> None:
    """Nobody is asked to be there then."""
    force = plan_in_force([("current", plan(), None)])
    assert force.outline("here", ms(at(12, day=4))) is None
    assert force.outline("elsewhere", ms(at(12))) is None
