"""A change is a difference, a share of the value before, or percentage points."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import grid

from beatwise.accountability.reconcile.papers.tables.changes import changes


CALLS = """
Calls | 2024 | 2025 | +/- vol | % change
Volume | 148,957 | 202,344 | +53,387 | +36%
Answered | 95.8% | 92.2% | | -3.6pp
"""


def test_differences_shares_and_points_are_each_worked_out() -> None:
    """A correct table of calls is not accused."""
    assert [(each.rule, each.verdict) for each in changes(grid(CALLS))] == [
        ("change", "agrees"),
        ("change in per cent", "agrees"),
        ("points", "agrees"),
    ]


def test_points_printed_as_per_cent_are_named() -> None:
    """From 74 to 51 per cent is 23 points, and 31 per cent."""
    text = "Average | Before | Now | Change\nTests | 95 | 24 | -75%\nAttended | 74% | 51% | -23%"
    findings = [each for each in changes(grid(text)) if each.is_finding]

    assert [(each.rule, each.printed, each.recomputed) for each in findings] == [
        ("points as per cent", "-23%", "−31.1 %")
    ]


def test_the_latest_may_stand_first() -> None:
    """The order in which most rows agree is the one that was meant."""
    text = "Calls | 2025 | 2024 | Change\nA | 12 | 10 | +2\nB | 30 | 20 | +10\nC | 9 | 10 | +5"
    compared = list(changes(grid(text)))

    assert [each.verdict for each in compared] == ["agrees", "agrees", "certain"]
    assert compared[-1].recomputed == "−1"


def test_a_column_that_mostly_disagrees_means_something_else() -> None:
    """A change against another year's column is not worked out from the wrong two."""
    text = "Calls | 2024 | 2025 | Change\nA | 12 | 10 | 7\nB | 30 | 20 | 9\nC | 9 | 10 | 1"

    assert list(changes(grid(text))) == []


def test_a_fall_may_be_printed_without_its_sign() -> None:
    """From 20 to 10 printed as 10 is a fall of 10."""
    text = "Calls | 2024 | 2025 | Difference\nA | 20 | 10 | 10\nB | 30 | 20 | 10"

    assert {each.verdict for each in changes(grid(text))} == {"agrees"}
