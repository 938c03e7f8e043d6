"""What must begin before a contract ends or breaks, by day."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.commissioning.contract_days import (
    Beginning,
    ContractDays,
    LeadStep,
    beginnings,
    lead_steps,
    next_beginning,
)


# The papers' centre: the old sub-contract ended on 30 September 2026.
PAPERS = {
    "planned_on": dt.date(2025, 11, 1), "tendered_on": dt.date(2026, 2, 27),
    "closes": dt.date(2026, 3, 27), "award_on": dt.date(2026, 4, 20),
    "signed_on": dt.date(2026, 5, 29),
}  # fmt: skip


def test_the_papers_procurement_was_in_time_but_for_the_need():
    """Counted back from 30 September 2026: the need was known a month late, the rest in time."""
    rows = beginnings(ContractDays(ends=dt.date(2026, 9, 30)), PAPERS)
    assert [(row.title, row.days_late) for row in rows] == [
        ("Record the need", 32), ("Open the tender", 0), ("Close the tender", 0), ("Award", 0),
        ("End the standstill and sign", 0),
    ]  # fmt: skip
    assert next_beginning(rows) is None


def test_what_has_not_begun_comes_first_by_its_day():
    """A break needs its notice, an extension its decision; nothing follows yet."""
    lead = ((LeadStep("Record the need", 12, "planned_on"),), LeadStep("Give notice", 3))
    days = ContractDays(ends=dt.date(2027, 3, 31), decide_by=dt.date(2026, 12, 1),
                        break_on=dt.date(2026, 6, 30))  # fmt: skip
    rows = beginnings(days, None, lead)
    assert [(row.title, row.by.isoformat(), row.before) for row in rows] == [
        ("Give notice", "2026-03-30", "the break"),
        ("Record the need", "2026-03-31", "the end"),
        ("Decide on an extension", "2026-12-01", "the end"),
    ]  # fmt: skip
    assert next_beginning(rows) == rows[0]
    assert rows[0].late_on(dt.date(2026, 3, 31))
    assert not rows[0].late_on(dt.date(2026, 3, 30))


def test_a_contract_without_days_needs_nothing():
    """No end, no break: nothing to begin; a day that is done is never late."""
    assert beginnings(ContractDays(), None) == []
    done = Beginning("x", dt.date(2026, 1, 1), "the end", dt.date(2026, 2, 1))
    assert not done.late_on(dt.date(2026, 3, 1))


def test_the_steps_that_ship_go_backwards_from_the_end():
    """The earliest first, each with the field in which its day stands."""
    steps, notice = lead_steps()
    assert [s.months for s in steps] == sorted((s.months for s in steps), reverse=True)
    assert all(step.field for step in steps)
    assert notice.months == 3
