"""A total that is not the sum of its rows is named, and one that is in any reading is not."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.accountability.reconcile.papers.worlds import grid

from beatwise.accountability.reconcile.papers.tables.totals import column_totals, row_totals


ENGAGEMENTS = """
Area | All | Community days
A | 33 | 23
B | 35 | 21
Total | 70 | 44
"""


def test_a_wrong_total_is_named_with_the_sum() -> None:
    """33 and 35 are 68, not 70; 23 and 21 are 44."""
    verdicts = [
        (each.printed, each.recomputed, each.verdict) for each in column_totals(grid(ENGAGEMENTS))
    ]

    assert verdicts == [("70", "68", "certain"), ("44", "44", "agrees")]


def test_a_total_of_totals_is_a_total() -> None:
    """A grand total may add up the totals above it, or all rows, or those below."""
    text = """
Area | All
A | 1
B | 2
Sub-total | 3
C | 4
D | 5
Sub-total | 9
Grand total | 12
"""
    assert {each.verdict for each in column_totals(grid(text))} == {"agrees"}


def test_an_empty_cell_is_not_printed_and_a_word_stops_the_check() -> None:
    """Empty is left out; a cell that is no figure makes the sum unknown."""
    empty = "Area | All\nA | 1\nB | \nC | 2\nTotal | 3"
    word = "Area | All\nA | 1\nB | few\nC | 2\nD | 1\nTotal | 9"

    assert [each.verdict for each in column_totals(grid(empty))] == ["agrees"]
    assert list(column_totals(grid(word))) == []


def test_pounds_without_pence_may_be_rounded() -> None:
    """A pound of difference in pounds is rounding; a hundred is not."""
    text = "Area | Spent £\nA | 1,001\nB | 2,002\nTotal | {total}"

    assert [e.verdict for e in column_totals(grid(text.format(total="3,004")))] == ["rounding"]
    assert [e.verdict for e in column_totals(grid(text.format(total="3,104")))] == ["certain"]


def test_a_total_cut_off_from_its_rows_is_only_possible() -> None:
    """Where most columns of a total disagree, rows may have stayed on another page."""
    text = "Area | One | Two\nA | 1 | 1\nB | 2 | 3\nTotal | 30 | 40"

    assert {each.verdict for each in column_totals(grid(text))} == {"possible"}


def test_shares_and_averages_have_no_totals() -> None:
    """A column of percentages or averages is not added up."""
    text = "Area | Share | Average\nA | 10% | 4\nB | 20% | 6\nTotal | 12% | 5"

    assert list(column_totals(grid(text))) == []


def test_a_row_total_is_the_sum_of_its_row() -> None:
    """A column called total adds up the others, unless most rows say otherwise."""
    right = "Measure | Jan | Feb | Total\nA | 1 | 2 | 3\nB | 4 | 5 | 9\nC | 6 | 7 | 14"
    other = "Measure | Jan | Feb | Total\nA | 1 | 2 | 30\nB | 4 | 5 | 90\nC | 6 | 7 | 13"

    assert [each.verdict for each in row_totals(grid(right))] == ["agrees", "agrees", "certain"]
    assert list(row_totals(grid(other))) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(st.integers(0, 99_999), min_size=3, max_size=3), min_size=2, max_size=8),
    st.integers(0, 2),
    st.integers(1, 500),
)
def test_totals_that_add_up_are_never_named_and_a_slip_in_one_always_is(
    rows: list[list[int]], column: int, slip: int
) -> None:
    """Whatever the counts, only the column with the slip is named."""
    sums = [sum(row[at] for row in rows) for at in range(3)]
    lines = ["Area | One | Two | Three"]
    lines += [
        f"A{at} | " + " | ".join(f"{value:,}" for value in row) for at, row in enumerate(rows)
    ]
    right = [*lines, "Total | " + " | ".join(f"{value:,}" for value in sums)]
    sums[column] += slip
    wrong = [*lines, "Total | " + " | ".join(f"{value:,}" for value in sums)]

    assert {each.verdict for each in column_totals(grid("\n".join(right)))} == {"agrees"}
    assert [each.verdict for each in column_totals(grid("\n".join(wrong)))] == [
        "certain" if at == column else "agrees" for at in range(3)
    ]
