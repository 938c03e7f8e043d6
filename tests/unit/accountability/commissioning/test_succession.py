"""What ends, and what follows it."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.commissioning import succession
from beatwise.accountability.commissioning.succession import Term


D = dt.date
OLD = Term(1, "Forensic sub-contract", D(2021, 10, 1), D(2026, 9, 30))
NEW = Term(2, "New model", D(2026, 10, 1), D(2029, 9, 30), follows=1)
LATE = Term(3, "Late model", D(2026, 10, 12), None, follows=1)


def test_the_papers_new_model_begins_the_day_after_the_old_contract_ends():
    """30 September and 1 October 2026: no gap."""
    [ending] = succession.endings([OLD, NEW], D(2026, 3, 10))
    assert ending.gap == 0
    assert ending.words == "New model begins on 1 October 2026, the day after."
    assert succession.gaps([OLD, NEW]) == []


def test_a_gap_is_counted_in_days_without_a_contract():
    """1 to 11 October are eleven days."""
    [ending] = succession.endings([OLD, LATE], D(2026, 3, 10))
    assert ending.words == "Late model begins on 12 October 2026: 11 days without."
    assert succession.gaps([OLD, LATE]) == [(LATE, 11)]
    stated = Term(4, "Of another body", D(2026, 5, 1), None, old_ends=D(2026, 3, 31))
    assert succession.gaps([stated]) == [(stated, 30)]


def test_what_ends_with_nothing_planned_says_so():
    """Within twelve months, both ends included; later ones wait."""
    assert [e.words for e in succession.endings([OLD], D(2025, 9, 30))] == [
        "Nothing is planned to follow it."
    ]
    assert succession.endings([OLD], D(2025, 9, 29)) == []
    assert succession.endings([OLD], D(2026, 10, 1)) == []


def test_what_begins_before_the_old_one_ends_and_what_has_no_day():
    """Neither is a gap, and each is said."""
    early = Term(5, "Early", D(2026, 9, 1), None, follows=1)
    unset = Term(6, "Unset", None, None, follows=1)
    assert succession.endings([OLD, early], D(2026, 3, 1))[0].words == (
        "Early begins on 1 September 2026, before it ends."
    )
    assert succession.endings([OLD, unset], D(2026, 3, 1))[0].words == (
        "Unset follows; no day is set."
    )
