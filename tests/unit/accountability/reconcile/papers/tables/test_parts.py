"""The rows below "of which" are the whole, and what remains is the whole less what was spent."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import grid

from beatwise.accountability.reconcile.papers.tables.parts import of_which, remainders


AGREEMENTS = """
Agreements | 2023 £ | 2026 £
Total value | 100 | 120
of which: | |
Held by developers | 60 | 50
Held by us | 40 | 40
Expired | - | 10
Total spent | 30 | 50
Total remaining | 70 | 60
"""


def test_parts_that_are_not_the_whole_are_named() -> None:
    """In 2026 the parts come to 100 of 120; in 2023 to all of it."""
    compared = list(of_which(grid(AGREEMENTS)))

    assert [(each.printed, each.recomputed) for each in compared] == [
        ("100", "100"),
        ("120", "100"),
    ]
    assert [each.is_finding for each in compared] == [False, True]


MARKED = """
Agreements | Level | 2023 £ | 2026 £
Total value | total | 100 | 120
Held by developers | of which | 60 | 50
Held by us | Of which: | 40 | 40
Expired | of which | - | 10
Total spent | outturn | 30 | 50
"""


def test_parts_may_be_marked_in_a_column_of_their_own() -> None:
    """Each row says that it is a part of the one above them all; the run ends where none does."""
    compared = list(of_which(grid(MARKED)))

    assert [(each.printed, each.recomputed) for each in compared] == [
        ("100", "100"),
        ("120", "100"),
    ]
    assert list(of_which(grid(MARKED.replace("of which", "a part of which")))) == []


def test_what_remains_may_leave_out_one_row_more() -> None:
    """120 less 50 is 70, not 60; less what expired it is, in both years: so it was meant."""
    compared = list(remainders(grid(AGREEMENTS)))

    assert {each.verdict for each in compared} == {"agrees"}
    assert "Expired" in compared[0].explanation


def test_a_remainder_that_nothing_explains_is_named() -> None:
    """Where no row explains the gap the plain difference is the recomputed one."""
    text = AGREEMENTS.replace("Total remaining | 70 | 60", "Total remaining | 70 | 45")
    compared = list(remainders(grid(text)))

    assert [(each.printed, each.recomputed, each.is_finding) for each in compared] == [
        ("70", "70", False),
        ("45", "70", True),
    ]
