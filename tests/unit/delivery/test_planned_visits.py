"""Which planned visits were made."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.clock import LONDON
from beatwise.delivery.delivered_visit import DeliveredVisit
from beatwise.delivery.planned_visits import PlannedVisit, matches


def at(hour: int, minute: int = 0, day: int = 5) -> dt.datetime:
    """A moment in March 2026."""
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=LONDON)


def plan(begins: dt.datetime, spot: str = "a", minutes: int = 15) -> PlannedVisit:
    """A planned visit."""
    return PlannedVisit("s1", "b", spot, begins, begins + dt.timedelta(minutes=minutes), 1)


def visit(begins: dt.datetime, spot: str = "a", minutes: float = 15) -> DeliveredVisit:
    """A visit that was made."""
    end = begins + dt.timedelta(minutes=minutes)
    return DeliveredVisit(spot, "council", "p1", begins, end, minutes, "A")


@pytest.mark.parametrize(
    ("begins", "answers"),
    [
        (at(10), True),
        (at(10, 30), True),
        (at(10, 31), False),
        (at(9, 30), True),
        (at(9, 29), False),
    ],
)
def test_a_visit_within_a_quarter_of_an_hour_of_the_plan_answers_it(
    begins: dt.datetime, answers: bool
) -> None:
    """Planned 10:00 to 10:15; both bounds count."""
    assert len(matches([plan(at(10))], [visit(begins)])) == answers


def test_one_visit_answers_one_planned_visit() -> None:
    """A stay of two hours is not five visits."""
    planned = [plan(at(10, m)) for m in (0, 20, 40)]
    assert len(matches(planned, [visit(at(10), minutes=60)])) == 1


def test_another_hot_spot_is_no_answer() -> None:
    """Near in time is not near in place."""
    assert matches([plan(at(10))], [visit(at(10), "b")]) == []


def test_as_many_planned_visits_are_answered_as_can_be() -> None:
    """The early visit fits both, the late one only the later: each has its own."""
    pairs = matches([plan(at(10, 30)), plan(at(10))], [visit(at(10, 20)), visit(at(10, 50))])
    assert [(p.planned.begins, p.visit.begins) for p in pairs] == [
        (at(10), at(10, 20)),
        (at(10, 30), at(10, 50)),
    ]
