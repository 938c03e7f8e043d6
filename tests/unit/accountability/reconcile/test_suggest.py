"""Checks that suggest themselves: a total row, and columns that add up in most rows."""

from __future__ import annotations

import pytest
from tests.unit.accountability.reconcile.worlds import towns

from beatwise.accountability.reconcile.checks import FormulaCheck, TotalsCheck
from beatwise.accountability.reconcile.printed_table import from_rows
from beatwise.accountability.reconcile.suggest import suggest


def sums(rows: list[tuple[int | str, int | str, int | str]]) -> list[str]:
    """The formulas suggested for columns a, b and c."""
    table = from_rows(
        "t", [{"name": f"n{i}", "a": a, "b": b, "c": c} for i, (a, b, c) in enumerate(rows)]
    )
    return [check.formula for check in suggest(table) if isinstance(check, FormulaCheck)]


def test_a_row_called_total_suggests_the_sums_above_it() -> None:
    """Every column of numbers that the total row has is to be the sum of its parts."""
    assert suggest(towns(total_left="")) == (TotalsCheck(("budget", "spent"), {"town": "Total"}),)


@pytest.mark.parametrize("names", [("Total", "Total"), ("North", "Total")])
def test_two_totals_or_a_single_part_suggest_no_sum(names: tuple[str, str]) -> None:
    """Which of two totals is meant is not guessed, and one part is no sum."""
    assert suggest(from_rows("t", [{"town": name, "a": "1"} for name in names])) == ()


@pytest.mark.parametrize(("rows", "formulas"), [
    ([(3, 1, 2), (7, 3, 4), (9, 4, 5), (5, 2, 3)], ["a == b + c"]),
    ([(3, 1, 2), (7, 3, 4), (9, 4, 5)], []),
    ([(3, 1, 2), (7, 3, 4), (9, 4, 5), (6, 2, 3), (9, 2, 3), (8, 3, 5)], ["a == b + c"]),
    ([(3, 1, 2), (7, 3, 4), (9, 4, 5), (6, 2, 3), (9, 2, 3), (9, 3, 5)], []),
    ([(3, 1, 2), (7, 3, 4), (9, 4, 5), (2, 2, 0)], []),
    ([(3, 1, 2), (7, 3, 4), (9, 4, 5), ("", 2, 3)], []),
])  # fmt: skip
def test_a_relation_holds_in_two_thirds_of_four_rows(rows: list, formulas: list[str]) -> None:
    """Four of six is enough, three of six is not; a zero part or an empty cell proves nothing."""
    assert sums(rows) == formulas


def test_dates_and_words_are_not_numbers() -> None:
    """A column with a date, a range of years or letters in it is never added up."""
    for cell in ("2025-04-01", "2025/26", "14 pct", "09:30"):
        rows = [{"name": name, "a": cell} for name in ("North", "South", "Total")]
        assert suggest(from_rows("t", rows)) == ()
