"""Actions of the plan: what is open, late and complete, what waits, and what steps lack."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.unit.accountability.plan.worlds import action

from beatwise.accountability.plan.actions import (
    ACTION,
    Action,
    Progress,
    check_completed,
    circular,
    faults,
    out_of_order,
    progress,
    progress_by_strategy,
    waiting_for,
)
from beatwise.errors import BadInput


START = dt.date(2025, 4, 1)
TODAY = dt.date(2025, 6, 10)


@pytest.mark.parametrize(
    ("state", "step", "role", "next_step"),
    [
        ("in progress", "complete", "performance", "Add the evidence"),
        ("in progress", "pause", "performance", "Say why"),
        ("planned", "withdraw", "performance", "next meeting"),
    ],
)
def test_what_is_missing_comes_with_what_to_do(state, step, role, next_step):
    """A step that lacks something says what to do about it."""
    with pytest.raises(BadInput) as caught:
        ACTION.move(state, step, role=role, why="" if step == "pause" else "So")
    assert next_step in (caught.value.next_step or "")


def test_a_withdrawal_needs_a_reason_as_well_as_a_board() -> None:
    """The minute of a meeting alone does not say why an action was given up."""
    with pytest.raises(BadInput, match="needs a reason"):
        ACTION.move("planned", "withdraw", role="performance", board="3 June 2025")


def test_a_percentage_is_exact() -> None:
    """A third of the plan is a third, and not 33.3."""
    done = Action("a", "a", "policing", "performance", None, "complete", completed=START)
    rest = [Action(n, n, "policing", "performance", None) for n in "bc"]
    percent = progress([done, *rest], START).percent
    assert percent is not None
    assert percent * 3 == Decimal(100)


@pytest.mark.parametrize(("state", "due", "is_open", "late"), [
    ("planned", "2025-06-09", True, True), ("planned", "2025-06-10", True, False),
    ("paused", "2025-06-09", True, True), ("complete", "2025-06-09", False, False),
    ("withdrawn", "2025-06-09", False, False), ("in progress", None, True, False),
])  # fmt: skip
def test_only_an_open_action_is_overdue(
    state: str, due: str | None, is_open: bool, late: bool
) -> None:
    """On its day it is still in time; without a date it is never late."""
    of_plan = action("a", due, state)
    assert (of_plan.open, of_plan.overdue(TODAY)) == (is_open, late)


@pytest.mark.parametrize(("original", "days"), [(None, 0), ("2025-06-01", 9), ("2025-06-10", 0)])
def test_a_moved_date_has_slipped(original: str | None, days: int) -> None:
    """By the days between the first date and the present one."""
    more = {} if original is None else {"original_due": original}
    assert action("a", "2025-06-10", **more).slipped_days == days


def test_progress_leaves_the_withdrawn_out() -> None:
    """One of three is complete, one is overdue and one runs; a fourth was withdrawn."""
    plan = [action("a", state="complete"), action("b", "2025-06-01"),
            action("c", state="in progress"), action("d", "2025-06-01", "withdrawn")]  # fmt: skip
    assert progress(plan, TODAY) == Progress(3, 1, 1, 1, 1)
    assert progress([plan[3]], TODAY).percent is None
    assert progress_by_strategy(plan, TODAY) == {"policing": Progress(3, 1, 1, 1, 1)}
    assert progress_by_strategy([], TODAY) == {}


def test_a_day_of_completion_goes_with_being_complete() -> None:
    """Neither one without the other."""
    with pytest.raises(BadInput, match="day of completion"):
        Action("a", "A", "policing", "performance", None, "complete")
    with pytest.raises(BadInput, match="day of completion"):
        action("a", completed="2025-05-01")
    with pytest.raises(BadInput, match=r"'J. Smith' is not a role"):
        Action("a", "A", "policing", "J. Smith", None)


def test_what_is_waited_for_is_open() -> None:
    """A complete, a withdrawn and an unknown action are waited for no more."""
    others = [action("b"), action("c", state="complete"), action("d", state="withdrawn")]
    waits = waiting_for(action("a", depends_on="bcdz"), {other.id: other for other in others})
    assert [other.id for other in waits] == ["b"]


@pytest.mark.parametrize(("plan", "messages"), [
    ([action("a"), action("b", depends_on="a")], ()), ([], ()),
    ([action("a"), action("a")], ("two actions are called a",)),
    ([action("a", depends_on="z")], ("action a waits for z, which is not in the plan",)),
    ([action("a", depends_on="a")], ("these actions wait for each other: a",)),
    ([action("a", depends_on="b"), action("b", depends_on="c"), action("c", depends_on="a"),
      action("d")], ("these actions wait for each other: a, b, c",)),
])  # fmt: skip
def test_faults_between_actions_are_named(plan: list[Action], messages: tuple[str, ...]) -> None:
    """One id twice, an unknown one, and any circle of waiting."""
    assert faults(plan) == messages


def test_whoever_waits_for_a_circle_is_in_it() -> None:
    """An action that waits for a circle cannot start either; one the circle waits for can."""
    plan = [action("a", depends_on="bd"), action("b", depends_on="a"), action("c", depends_on="a"),
            action("d")]  # fmt: skip
    assert circular({each.id: each for each in plan}) == ("a", "b", "c")


@pytest.mark.parametrize(("first", "second", "names", "count"), [
    ("2025-06-01", "2025-06-02", None, 1), ("2025-06-02", "2025-06-02", None, 0),
    ("2025-06-01", "2025-06-02", ["a"], 1), ("2025-06-01", "2025-06-02", ["b"], 1),
    ("2025-06-01", "2025-06-02", ["c"], 0), ("2025-06-01", None, None, 0),
])  # fmt: skip
def test_dates_against_the_order_of_waiting_are_told(
    first: str, second: str | None, names: list[str] | None, count: int
) -> None:
    """An action due before the one it waits for; either side may be asked about."""
    plan = [action("a", first, depends_on="b"), action("b", second)]
    sentences = out_of_order(plan, names)
    assert len(sentences) == count
    if count:
        assert sentences[0] == (
            "a is due on 1 June 2025, before b, which it waits for and which is due on 2 June 2025."
        )


@pytest.mark.parametrize(("completed", "message"), [
    (dt.date(2025, 6, 11), "11 June 2025 has not come yet"),
    (dt.date(2025, 5, 31), "31 May 2025 is before the action came into the plan"),
    (dt.date(2025, 6, 10), None), (dt.date(2025, 6, 1), None),
])  # fmt: skip
def test_a_completion_lies_between_plan_and_today(completed: dt.date, message: str | None) -> None:
    """Both ends are allowed."""
    if message is None:
        check_completed(completed, dt.date(2025, 6, 1), TODAY)
    else:
        with pytest.raises(BadInput, match=message):
            check_completed(completed, dt.date(2025, 6, 1), TODAY)
