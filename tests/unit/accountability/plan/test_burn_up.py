"""The burn-up chart by quarters, and what the next quarter asks for."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.accountability.plan.worlds import action

from beatwise.accountability.measures.period import quarter
from beatwise.accountability.plan.burn_up import burn_up, horizon, overdue
from beatwise.errors import BadInput


TODAY = dt.date(2025, 7, 1)
PLAN = [
    action("a", "2025-06-30", "complete", completed="2025-06-30", created="2025-04-01"),
    action("b", "2025-09-30", original_due="2025-06-30", created="2025-07-01"),
    action("c", created="2025-10-01"),
    action("d", "2025-06-01", "withdrawn"),
]


def test_each_quarter_counts_up_to_its_last_day() -> None:
    """Scope, due, first due and complete at the end of June, September and December."""
    rows = burn_up(PLAN, quarter(2025, 1), quarter(2025, 3), today=TODAY)
    assert [(r.scope, r.due, r.first_due, r.complete) for r in rows] == [
        (1, 1, 1, 1), (2, 2, 2, 1), (3, 2, 2, None),
    ]  # fmt: skip


def test_a_moved_date_moves_the_line_of_due_dates_alone() -> None:
    """By the first dates both were due in June, by today's only one."""
    plan = [PLAN[0], action("b", "2025-09-30", original_due="2025-06-30")]
    (row,) = burn_up(plan, quarter(2025, 1), quarter(2025, 1), today=TODAY)
    assert (row.due, row.first_due) == (1, 2)


@pytest.mark.parametrize(("today", "complete"), [
    (dt.date(2025, 4, 1), 1), (dt.date(2025, 3, 31), None),
])  # fmt: skip
def test_a_quarter_that_has_not_begun_has_no_completions(
    today: dt.date, complete: int | None
) -> None:
    """From its first day on it has a count."""
    (row,) = burn_up(PLAN, quarter(2025, 1), quarter(2025, 1), today=today)
    assert row.complete == complete


def test_eighty_quarters_are_the_most() -> None:
    """Twenty years are drawn; one quarter more, or two quarters out of order, are refused."""
    assert len(burn_up([], quarter(2025, 1), quarter(2044, 4), today=TODAY)) == 80
    for last in (quarter(2045, 1), quarter(2024, 4)):
        with pytest.raises(BadInput, match="more than twenty years"):
            burn_up([], quarter(2025, 1), last, today=TODAY)


def test_the_quarter_ahead_lists_what_hinders() -> None:
    """What is due in the next quarter, in order of date, with what it waits for."""
    plan = [
        action("c", "2025-12-31", "paused", "a", original_due="2025-12-21"),
        action("b", "2025-10-01"), action("a", "2025-09-30"), action("e", "2026-01-01"),
        action("f", "2025-11-01", "complete"),
    ]  # fmt: skip
    ahead = horizon(plan, TODAY)
    assert [each.action.id for each in ahead] == ["b", "c"]
    assert ahead[0].barriers == ()
    assert ahead[1].barriers == (
        "Waits for: A.", "It is paused.", "Its date has been moved by 10 days.",
    )  # fmt: skip
    assert [each.action.id for each in horizon(plan, TODAY, quarter=quarter(2025, 4))] == ["e"]


def test_the_longest_overdue_comes_first() -> None:
    """Equal dates stand in order of id; what is done or undated is not late."""
    plan = [action("c", "2025-06-02"), action("b", "2025-06-02"), action("a", "2025-06-30"),
            action("d", "2025-06-01", "complete"), action("e")]  # fmt: skip
    assert [each.id for each in overdue(plan, TODAY)] == ["b", "c", "a"]
