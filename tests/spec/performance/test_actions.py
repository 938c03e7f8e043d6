"""Actions of the plan.

Each action has an owner by role, a date, what it waits for, and evidence when it is done. How far
the plan is, is counted from the register; nobody types a percentage.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from beatwise.accountability.measures.period import quarter
from beatwise.accountability.plan.actions import (
    ACTION,
    Action,
    circular,
    faults,
    out_of_order,
    progress,
    progress_by_strategy,
    waiting_for,
)
from beatwise.accountability.plan.burn_up import burn_up, horizon, overdue
from beatwise.accountability.plan.change_control import CHANGE_REQUEST, ChangeRequest, change_action
from beatwise.accountability.roles import owner_titles
from beatwise.errors import BadInput, Conflict, Refused


TODAY = dt.date(2026, 1, 21)


def action(name: str, due: str | None = "2026-03-31", **rest: object) -> Action:
    """An action of which only what matters is chosen."""
    chosen: dict = {"title": name.title(), "strategy": "policing", "owner": "performance", **rest}
    if chosen.get("state") == "complete":
        chosen.setdefault("completed", dt.date(2025, 12, 1))
    return Action(id=name, due=dt.date.fromisoformat(due) if due else None, **chosen)


def test_the_table_of_actions_is_whole():
    """Every state of an action can be reached, and every one that is not final can be left."""
    assert ACTION.faults() == ()
    assert CHANGE_REQUEST.faults() == ()


@pytest.mark.parametrize("role", list(owner_titles()))
@pytest.mark.parametrize("state", [state.name for state in ACTION.states])
@pytest.mark.parametrize("name", [move.name for move in ACTION.transitions])
def test_every_move_in_every_state_for_every_role(role: str, state: str, name: str):
    """Each move is in the table for this state and role, or a conflict, or refused."""
    (move,) = (m for m in ACTION.transitions if m.name == name)
    here, theirs = state in move.sources, role in move.roles
    given = {
        "role": role,
        "requirements_met": ["evidence"],
        "why": "because",
        "board": "Delivery Board",
    }
    if here and theirs:
        assert ACTION.move(state, name, **given) == move.target
    else:
        with pytest.raises(Refused if here else Conflict):
            ACTION.move(state, name, **given)


def test_nothing_is_complete_without_evidence():
    """An action is marked complete only with evidence, and reopened only with a reason."""
    with pytest.raises(BadInput, match="evidence"):
        ACTION.move("in progress", "complete", role="performance")
    with pytest.raises(BadInput, match="reason"):
        ACTION.move("complete", "reopen", role="performance", why=" ")
    with pytest.raises(BadInput, match="board"):
        ACTION.move("planned", "withdraw", role="governance", why="no longer needed")


def test_the_day_of_completion_goes_with_the_state():
    """A complete action has a day of completion, and one that is not complete has none."""
    with pytest.raises(BadInput):
        action("a", state="complete", completed=None)
    with pytest.raises(BadInput):
        action("a", completed=TODAY)


def test_an_owner_is_a_role():
    """An action is owned by a role and never by a named person."""
    with pytest.raises(BadInput):
        action("a", owner="Ms Example")


def test_the_percentage_is_counted():
    """33 of 127 are 25.98 %; withdrawn actions count neither above nor below the line."""
    listed = [action(f"c{i}", state="complete") for i in range(33)]
    listed += [action(f"p{i}") for i in range(94)]
    listed += [action(f"w{i}", state="withdrawn") for i in range(5)]
    found = progress(listed, TODAY)
    assert (found.total, found.complete, found.withdrawn) == (127, 33, 5)
    assert found.percent == Fraction(3300, 127)
    assert progress([], TODAY).percent is None


def test_progress_by_strategy_adds_up():
    """The strategies' counts add up to the plan's."""
    listed = [action("a"), action("b", strategy="vawg", state="complete"), action("c")]
    parts = progress_by_strategy(listed, TODAY)
    assert list(parts) == ["policing", "vawg"]
    assert sum(p.complete for p in parts.values()) == progress(listed, TODAY).complete


def test_overdue_follows_from_the_date():
    """An open action is overdue from the day after its date; a complete one never is."""
    due_today, late = action("a", "2026-01-21"), action("b", "2026-01-20")
    done = action("c", "2025-06-30", state="complete")
    assert overdue([due_today, late, done, action("d", None)], TODAY) == (late,)


def test_what_an_action_waits_for():
    """An action waits for those it depends on that are still open."""
    listed = {a.id: a for a in (
        action("a", depends_on=("b", "c", "d")),
        action("b"), action("c", state="complete"), action("d", state="withdrawn"),
    )}  # fmt: skip
    assert [other.id for other in waiting_for(listed["a"], listed)] == ["b"]


def test_actions_that_wait_in_a_circle_are_named():
    """Three actions that wait for each other are named; a fourth that leads to them is free."""
    listed = [
        action("a", depends_on=("b",)),
        action("b", depends_on=("c",)),
        action("c", depends_on=("a", "d")),
        action("d"),
    ]
    assert circular({a.id: a for a in listed}) == ("a", "b", "c")
    assert any("each other" in words for words in faults(listed))
    assert faults([action("a", depends_on=("z",))]) == (
        "action a waits for z, which is not in the plan",
    )


def test_dates_out_of_order_are_told_and_are_no_fault():
    """A board may decide that an action is due before one it waits for: said, never refused."""
    wrong = [action("a", "2026-01-01", depends_on=("b",)), action("b", "2026-03-31")]
    assert faults(wrong) == ()
    (said,) = out_of_order(wrong)
    assert said.startswith("a is due on 1 January 2026, before b, which it waits for and")
    assert said.endswith("is due on 31 March 2026.")
    assert out_of_order(wrong, {"b"}) == out_of_order(wrong)
    assert out_of_order(wrong, {"c"}) == ()
    right = [action("a", "2026-03-31", depends_on=("b",)), action("b", "2026-03-31")]
    assert out_of_order(right) == ()


def test_the_burn_up_counts_by_the_end_of_each_quarter():
    """Scope, due and complete grow by quarter; a quarter that has not begun has no completions."""
    listed = [
        action("a", "2025-06-30", state="complete", completed=dt.date(2025, 5, 1)),
        action("b", "2025-12-31", original_due=dt.date(2025, 6, 30)),
        action("c", "2026-06-30", created=dt.date(2025, 10, 1)),
        action("d", None),
        action("e", "2025-06-30", state="withdrawn"),
    ]
    rows = burn_up(listed, quarter(2025, 1), quarter(2026, 1), today=TODAY)
    assert [row.period.words for row in rows][:2] == ["2025/26 Q1", "2025/26 Q2"]
    assert [row.scope for row in rows] == [3, 3, 4, 4, 4]
    assert [row.due for row in rows] == [1, 1, 2, 2, 3]
    assert [row.first_due for row in rows] == [2, 2, 2, 2, 3]
    assert [row.complete for row in rows] == [1, 1, 1, 1, None]


def test_the_burn_up_ends():
    """Quarters the wrong way round are refused instead of running for ever."""
    with pytest.raises(BadInput):
        burn_up([], quarter(2026, 1), quarter(2025, 1), today=TODAY)


def test_the_horizon_lists_the_next_quarter_and_its_barriers():
    """From January the horizon is April to June, in order of date, each with what it waits for."""
    listed = [
        action("late", "2026-06-30", depends_on=("first",), original_due=dt.date(2026, 3, 31)),
        action("first", "2026-04-15"),
        action("now", "2026-03-31"),
        action("done", "2026-05-01", state="complete"),
    ]
    ahead = horizon(listed, TODAY)
    assert [each.action.id for each in ahead] == ["first", "late"]
    assert ahead[1].barriers == ("Waits for: First.", "Its date has been moved by 91 days.")


def test_a_date_moves_only_by_an_approved_request_and_the_first_one_is_kept():
    """A board's approval moves a date; the first date stays, however often it moves."""
    late = (("due", dt.date(2026, 6, 30)),)
    asked = ChangeRequest("a", late, "funding came late", "performance", TODAY)
    with pytest.raises(BadInput, match="not approved"):
        change_action(action("a"), asked)
    approved = ChangeRequest("a", late, "funding came late", "performance", TODAY, "approved")
    moved = change_action(action("a"), approved)
    assert (moved.due, moved.original_due) == (dt.date(2026, 6, 30), dt.date(2026, 3, 31))
    later = ChangeRequest(
        "a", (("due", dt.date(2026, 9, 30)),), "again", "performance", TODAY, "approved"
    )
    assert change_action(moved, later).original_due == dt.date(2026, 3, 31)
    sly = ChangeRequest("a", (("state", "complete"),), "done", "performance", TODAY, "approved")
    with pytest.raises(BadInput, match="state"):
        change_action(action("a"), sly)
