"""Columns that add up in most rows name the rows in which they do not."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import grid

from beatwise.accountability.reconcile.papers.tables.relations import column_relations


def test_rows_that_break_a_relation_most_keep_are_named() -> None:
    """Three of four rows keep all = days + others; the fourth is named with both values."""
    text = """
Area | Total engagements | Days | Other
A | 33 | 23 | 10
B | 35 | 21 | 14
C | 31 | 24 | 7
D | 39 | 27 | 8
"""
    findings = [each for each in column_relations(grid(text)) if each.is_finding]

    assert [(each.cell, each.printed, each.recomputed) for each in findings] == [
        ("D, Total engagements", "39", "35")
    ]


def test_columns_without_a_word_for_it_need_many_rows() -> None:
    """A relation that a heading does not state is not taken from a handful of rows."""
    rows = "\n".join(f"A{at} | {at + 20} | {at + 5} | 15" for at in range(1, 8))

    assert list(column_relations(grid(f"Area | One | Two | Three\n{rows}"))) == []
    more = "\n".join(f"A{at} | {at + 20} | {at + 5} | 15" for at in range(1, 12))
    assert list(column_relations(grid(f"Area | One | Two | Three\n{more}")))


def test_shares_are_left_out() -> None:
    """Percentages that happen to add up are no relation."""
    rows = "\n".join(f"A{at} | {at + 20}% | {at + 5}% | 15%" for at in range(1, 12))

    assert list(column_relations(grid(f"Area | Total share | Two | Three\n{rows}"))) == []
