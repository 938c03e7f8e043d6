"""Approval limits are dated: the one of its kind in force on the day decides."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.spending.approval_limits import (
    AWARD,
    ENTRY,
    ApprovalLimit,
    is_above,
    limit_on,
    most_on,
)


FIRST, LATER = dt.date(2026, 4, 1), dt.date(2026, 10, 1)
LIMITS = [ApprovalLimit(LATER, None), ApprovalLimit(FIRST, 5_000_000, "Scheme of delegation")]


def test_the_limit_of_the_day_decides():
    """Before the first there is none; equal to it is not above; a later one lifts it."""
    assert limit_on(LIMITS, FIRST - dt.timedelta(days=1)) is None
    assert not is_above(LIMITS, 10**9, FIRST - dt.timedelta(days=1))
    assert not is_above(LIMITS, 5_000_000, FIRST)
    assert is_above(LIMITS, 5_000_001, LATER - dt.timedelta(days=1))
    assert not is_above(LIMITS, 10**9, LATER)


def test_entries_and_awards_have_limits_of_their_own():
    """No limit of awards is set: not a penny passes; the first one of its own changes that."""
    assert most_on(LIMITS, FIRST, AWARD) == 0
    assert is_above(LIMITS, 1, FIRST, AWARD)
    both = [*LIMITS, ApprovalLimit(LATER, 10_000_000, "Scheme", AWARD)]
    assert is_above(both, 10_000_001, LATER, AWARD)
    assert not is_above(both, 10_000_000, LATER, AWARD)
    assert is_above(both, 1, FIRST, AWARD)
    assert most_on(both, FIRST, ENTRY) == 5_000_000
