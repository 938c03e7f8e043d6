"""Counts printed with their shares add up to one whole."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import grid

from beatwise.accountability.reconcile.papers.tables.cell_shares import cell_shares


def test_the_share_that_does_not_follow_is_named() -> None:
    """77 and 40 of 117 are 66 and 34 per cent, not 44."""
    text = (
        "Question | Q1\nFirst time? | Yes - 77/66% No - 40/44%\nUseful? | Yes 114 (97%) No 4 (3%)"
    )
    compared = list(cell_shares(grid(text)))

    assert [(each.printed, each.verdict) for each in compared] == [
        ("77/66%", "agrees"),
        ("40/44%", "certain"),
        ("114 (97%)", "agrees"),
        ("4 (3%)", "agrees"),
    ]


def test_pairs_that_are_no_shares_of_each_other_are_left_out() -> None:
    """Where no pair is a share of the sum, the whole is something else."""
    assert list(cell_shares(grid("Area | Now\nA | 10/90% and 20/80%"))) == []
