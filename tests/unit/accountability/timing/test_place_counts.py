"""Counts by place, kind and month: each total the sum of its parts, no month left out."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.timing.place_counts import Happening, by_month, by_place


D = dt.date
KINDS = ("Community day", "Visit")
VISITS = (
    Happening("Pelbrook", "Visit", D(2025, 11, 3)),
    Happening("Pelbrook", "Community day", D(2026, 1, 5)),
    Happening("ostermere", "Visit", D(2026, 1, 6)),
    Happening("Pelbrook", "Visit", D(2026, 3, 31)),
    Happening("Wendle", "Visit", D(2026, 4, 1)),
)
FIRST, LAST = D(2026, 1, 1), D(2026, 3, 31)


def test_a_place_has_its_kinds_their_sum_and_the_sum_until_the_last_day():
    """The visit of November is in the cumulative count alone; that of April is in none."""
    rows = by_place(VISITS, KINDS, FIRST, LAST)
    assert [(r.place, r.counts, r.total, r.cumulative) for r in rows] == [
        ("ostermere", (0, 1), 1, 1), ("Pelbrook", (1, 1), 2, 3),
    ]  # fmt: skip
    assert all(row.total == sum(row.counts) for row in rows)


def test_every_month_has_a_row_and_the_cumulative_count_runs_on():
    """February has zeros; the count begins with what was before the first day."""
    rows = by_month(VISITS, KINDS, FIRST, LAST)
    assert [(str(r.month), r.counts, r.total, r.cumulative) for r in rows] == [
        ("2026-01", (1, 1), 2, 3), ("2026-02", (0, 0), 0, 3), ("2026-03", (0, 1), 1, 4),
    ]  # fmt: skip
    assert rows[-1].cumulative == sum(r.cumulative for r in by_place(VISITS, KINDS, FIRST, LAST))


def test_nothing_has_months_of_zeros_and_no_place():
    """An empty register counts nothing."""
    assert by_place((), KINDS, FIRST, LAST) == ()
    assert [row.total for row in by_month((), KINDS, FIRST, LAST)] == [0, 0, 0]
