"""The monthly files of the Specified Information Order: what is in them, and what they lack."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.standards import specified_information as si
from beatwise.clock import Month
from beatwise.errors import BadInput, MissingData


OCTOBER = Month.parse("2026-10")
ROW = {"date": dt.date(2026, 10, 5), "recipient": "Care Provider Ltd", "purpose": "Counselling",
       "amount": 50001, "value": "Three quotes", "reference": "INV-1"}  # fmt: skip


def _spending(*rows):
    return si.monthly(si.published_file("spending"), OCTOBER, rows)


def test_only_what_lies_above_the_threshold_and_within_the_month_is_published():
    """£500.00 is not over £500; £500.01 is; November is another file's."""
    later = {**ROW, "date": dt.date(2026, 11, 1)}
    rows = [ROW, {**ROW, "amount": 50000, "reference": "INV-2"}, later,
            {**ROW, "date": dt.date(2026, 9, 30)}]  # fmt: skip
    month = _spending(*rows)
    assert [row["reference"] for row in month.rows] == ["INV-1"]
    assert month.total == 50001
    assert month.gaps == ()
    assert si.cells(month)[1] == ["2026-10-05", "Care Provider Ltd", "Counselling", "500.01",
                                  "Three quotes", "INV-1"]  # fmt: skip


def test_a_cell_that_the_order_asks_for_is_a_gap_where_it_is_empty():
    """It is named with row, column and reference; the reference itself may be left out."""
    month = _spending({**ROW, "value": "", "purpose": None}, {**ROW, "reference": ""})
    assert [(gap.row, gap.column) for gap in month.gaps] == [
        (2, "Purpose"), (2, "Why it is value for money"),
    ]  # fmt: skip


def test_an_unknown_amount_is_published_and_is_a_gap():
    """A contract whose value nobody recorded is not left out for it."""
    row = {"date": dt.date(2026, 10, 1), "recipient": "X", "purpose": "Y", "amount": None}
    month = si.monthly(si.published_file("contracts"), OCTOBER, [row])
    assert {gap.column for gap in month.gaps} == {"Value in pounds", "Copy of the contract"}


def test_bank_details_stop_the_file():
    """Nothing is published until they are taken out where they were written."""
    with pytest.raises(BadInput, match="bank details") as caught:
        _spending({**ROW, "purpose": "To 20-00-00 55779911"})
    assert "INV-1" in str(caught.value.place)


def test_an_unknown_file_is_refused_with_those_there_are():
    """The next step names them."""
    with pytest.raises(MissingData) as caught:
        si.published_file("gifts")
    assert "spending" in str(caught.value.next_step)
