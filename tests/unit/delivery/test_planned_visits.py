"""Which planned visits were made."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from beatwise.clock import LONDON
from beatwise.delivery.delivered_visit import DeliveredVisit
from beatwise.delivery.planned_visits import PlannedVisit, matches, planned_visits
from beatwise.planning.plan import PlanStop, Route


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


def test_the_visits_of_a_plan_are_its_stops_that_are_visits_in_order_of_time() -> None:
    """Two shifts, three walkers: breaks and appointments are no visits."""

    def stop(kind: str, place: str, begins: dt.datetime) -> PlanStop:
        return PlanStop(kind, place, place, begins, begins + dt.timedelta(minutes=15), 60)

    late = Route((stop("visit", "b", at(12)), stop("break", "base", at(13))), 60)
    early = Route((stop("visit", "c", at(10)), stop("appointment", "hall", at(11))), 60)
    other = Route((stop("visit", "a", at(12)),), 60)
    shifts = [
        SimpleNamespace(id="s1", beat="North", people=2, routes=(late, early)),
        SimpleNamespace(id="s2", beat="South", people=1, routes=(other,)),
    ]
    assert planned_visits(SimpleNamespace(shifts=shifts)) == [  # type: ignore[arg-type]
        PlannedVisit("s1", "North", "c", at(10), at(10, 15), 2),
        PlannedVisit("s2", "South", "a", at(12), at(12, 15), 1),
        PlannedVisit("s1", "North", "b", at(12), at(12, 15), 2),
    ]


def test_pairs_are_of_one_hot_spot_each_and_in_order_of_the_plan() -> None:
    """Two hot spots, a visit planned and made in each; a narrower margin finds one alone."""
    planned = [plan(at(11), "b"), plan(at(10), "a")]
    made = [visit(at(11, 5), "b"), visit(at(10, 20), "a")]
    assert [(p.planned.spot, p.visit.spot) for p in matches(planned, made)] == [
        ("a", "a"), ("b", "b"),
    ]  # fmt: skip
    assert [p.planned.spot for p in matches(planned, made, within=4)] == ["b"]
