"""What a version of a plan changed, beside the version before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.accountability.plan.test_police_and_crime_plan import FAIR, LAST, PLAN, SAFE

from beatwise.accountability.plan.plan_variations import Variation, plan_variations
from beatwise.accountability.plan.police_and_crime_plan import Mission, Output, Plan


ONE, TWO = PLAN.missions


def with_missions(*missions: Mission) -> Plan:
    return replace(PLAN, missions=missions)


def test_a_new_version_says_what_it_changed() -> None:
    """Dropped, added, moved and reworded missions and strategies, each with before and after."""
    added = replace(FAIR, id="new", title="New")
    moved = replace(SAFE, success="better", measures=())
    after = with_missions(Mission("two", "Two", (moved, added)))
    assert plan_variations(PLAN, after) == (
        Variation("mission/one", "mission", "One", "dropped"),
        Variation("fair", "strategy", "Fair", "dropped"),
        Variation("safe", "mission", "One", "Two"),
        Variation("safe", "success", "s", "better"),
        Variation("safe", "measures", "m1", "none"),
        Variation("new", "strategy", "not in the plan", "New"),
    )


def test_what_says_the_same_has_no_variations() -> None:
    """Another number, day and reason alone vary nothing."""
    version = replace(PLAN.version, number=2, valid_from=LAST, why="to see")
    assert plan_variations(PLAN, replace(PLAN, version=version)) == ()


@pytest.mark.parametrize(("after", "variation"), [
    (replace(PLAN, title="Other"), Variation("plan", "title", "Plan", "Other")),
    (replace(PLAN, last=dt.date(2029, 3, 30)),
     Variation("plan", "last", "2029-03-31", "2029-03-30")),
    (replace(PLAN, first=dt.date(2025, 4, 2)),
     Variation("plan", "first", "2025-04-01", "2025-04-02")),
    (replace(PLAN, body=replace(PLAN.body, area="Millshire and Fen")),
     Variation("plan", "body and terms",
               "The body, mayor, Millshire. the commissioner 2025-04-01 to now",
               "The body, mayor, Millshire and Fen. the commissioner 2025-04-01 to now")),
    (replace(PLAN, body=replace(PLAN.body, terms=(replace(PLAN.body.terms[0], last=LAST),))),
     Variation("plan", "body and terms",
               "The body, mayor, Millshire. the commissioner 2025-04-01 to now",
               "The body, mayor, Millshire. the commissioner 2025-04-01 to 2029-03-31")),
    (with_missions(replace(ONE, title="First"), TWO),
     Variation("mission/one", "title", "One", "First")),
    (with_missions(ONE, TWO, Mission("three", "Three", ())),
     Variation("mission/three", "mission", "not in the plan", "Three")),
    (with_missions(TWO, ONE), Variation("plan", "order of missions", "One, Two", "Two, One")),
    (with_missions(replace(ONE, strategies=(replace(SAFE, results=(
        Output("output", "More", "m2"), Output("outcome", "Less"))),)), TWO),
     Variation("safe", "results", "none", "output: More, shown by m2, outcome: Less")),
    (with_missions(replace(ONE, strategies=(replace(SAFE, actions=()),)), TWO),
     Variation("safe", "actions", "a1", "none")),
])  # fmt: skip
def test_each_change_of_a_plan_is_said_once(after: Plan, variation: Variation) -> None:
    """The plan's own fields, its missions, their order, and a strategy's results."""
    assert plan_variations(PLAN, after) == (variation,)


def test_what_is_new_does_not_end_the_list() -> None:
    """A strategy after a new one is looked at too."""
    new = replace(FAIR, id="new", title="New")
    changed = replace(SAFE, success="better")
    after = with_missions(replace(ONE, strategies=(new, changed)), TWO)
    assert [(v.where, v.field) for v in plan_variations(PLAN, after)] == [
        ("new", "strategy"), ("safe", "success"),
    ]  # fmt: skip


def test_strategies_in_another_order_are_said_of_their_mission() -> None:
    """What is new or dropped does not count as another order."""
    third = replace(FAIR, id="third", title="Third")
    before = with_missions(replace(ONE, strategies=(SAFE, FAIR)))
    after = with_missions(replace(ONE, strategies=(third, FAIR, SAFE)))
    assert plan_variations(before, after) == (
        Variation("third", "strategy", "not in the plan", "Third"),
        Variation("mission/one", "order of strategies", "Safe, Fair", "Fair, Safe"),
    )
    kept = with_missions(replace(ONE, strategies=(SAFE, third, FAIR)))
    assert [v.field for v in plan_variations(before, kept)] == ["strategy"]
