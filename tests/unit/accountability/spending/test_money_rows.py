"""Rows of money: each fault has its row, column and next step."""

from __future__ import annotations

import pytest

from beatwise.accountability.spending.money_rows import read_rows
from beatwise.accountability.spending.money_table import MoneyTable, shipped


ALLOCATIONS = shipped()["csp-allocations"]


def _row(**cells: str) -> dict[str, str]:
    row = {"csp_area": "Blaby", "allocation_2025_26_gbp": "100.00", "as_at": "2026-01-05",
           "expenditure_2025_26_gbp": "60.50", "remaining_2025_26_gbp": "39.50"}  # fmt: skip
    return row | cells


def _read(table: MoneyTable, *rows: dict[str, str]):
    return read_rows(table, list(enumerate(rows, start=2)))


def test_positions_in_pence_with_one_name_a_receiver():
    """An alias becomes the one name; what is not printed is not zero."""
    read = _read(ALLOCATIONS, _row(csp_area="SNWLP"), _row(expenditure_2025_26_gbp=""))
    first, second = read.rows
    assert (first.receiver, first.area, first.year) == (*["North West Leicestershire"] * 2, 2025)
    assert first.amounts == {"allocated": 10000, "paid": 6050, "left": 3950}
    assert "paid" not in second.amounts
    assert read.sum_of("paid") == 6050


@pytest.mark.parametrize(("cells", "column"), [
    ({"allocation_2025_26_gbp": "€100"}, "allocation_2025_26_gbp"),
    ({"allocation_2025_26_gbp": "100.005"}, "allocation_2025_26_gbp"),
    ({"expenditure_2025_26_gbp": "Nil"}, "expenditure_2025_26_gbp"),
    ({"expenditure_2025_26_gbp": "-1"}, "expenditure_2025_26_gbp"),
    ({"as_at": "31/06/2026"}, "as_at"),
    ({"csp_area": " "}, "csp_area"),
])  # fmt: skip
def test_a_fault_names_row_column_and_next_step(cells: dict[str, str], column: str):
    """Another currency, parts of a penny, words, less than nothing, no such day, no receiver."""
    (fault,) = _read(ALLOCATIONS, _row(), _row(**{"csp_area": "Melton", **cells})).faults
    assert (fault.row, fault.column) == (3, column)
    assert fault.next_step


def test_a_receiver_that_stands_twice_is_named():
    """The second row of the same receiver and year is at fault."""
    (fault,) = _read(ALLOCATIONS, _row(), _row(csp_area="blaby")).faults
    assert (fault.row, fault.words) == (3, "row 2 says the same already.")


def test_what_does_not_follow_is_named_and_nothing_else():
    """A row's own subtraction, and a printed total; both are kept as printed."""
    read = _read(ALLOCATIONS, _row(remaining_2025_26_gbp="39.49"), _row(csp_area="Melton"))
    assert read.differences == ("Blaby: left is £39.50, printed £39.49",)
    joint = shipped()["collaboration-budget-2018-19"]
    units = [{"unit_name": name, "budget_million_gbp": amount, "is_printed_total": total}
             for name, amount, total in (("A", "6.0", "no"), ("B", "0.3", "no"),
                                         ("Total", "6.4", "yes"),
                                         ("Invested (narrative)", "6.342", "no"))]  # fmt: skip
    read = _read(joint, *units)
    assert read.differences == ("allocated: the rows come to £6,300,000.00, printed £6,400,000.00",)
    assert [number for number, _ in read.left_out] == [4, 5]


def test_a_round_without_a_day_of_opening_is_left_out():
    """Its financial year is not known yet; the others are placed by their own day."""
    rounds = shipped()["caf-rounds"]
    base = {"round": "1", "theme": "Rural", "opens": "2025-09-01", "closes": "", "awards": "8",
            "awarded_gbp": "68,000", "awarded_qualifier": "just over"}  # fmt: skip
    read = _read(rounds, base, {**base, "theme": "Business", "opens": "", "awarded_gbp": ""})
    assert [(row.year, row.amounts["allocated"]) for row in read.rows] == [(2025, 6_800_000)]
    assert read.left_out == ((3, "its year is not known: 'opens' is empty"),)
