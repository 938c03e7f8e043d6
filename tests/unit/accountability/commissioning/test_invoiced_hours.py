"""Invoices by hours beside the hours that were delivered: due, difference and evidence."""

from __future__ import annotations

from decimal import Decimal

from beatwise.accountability.commissioning.invoiced_hours import (
    DeliveredMonth,
    InvoicedMonth,
    check_months,
)


def _asked(month: str = "2026-05", **more: object) -> InvoicedMonth:
    values = {"invoices": ("A1",), "ordered": Decimal(100), "returned": Decimal(100),
              "rates": frozenset({2_000}), "invoiced": 200_000}  # fmt: skip
    return InvoicedMonth(month, **{**values, **more})  # type: ignore[arg-type]


def _given(hours: str = "92.5", month: str = "2026-05", **more: object) -> DeliveredMonth:
    return DeliveredMonth(month, Decimal(hours), "was measured", **more)  # type: ignore[arg-type]


def test_a_month_is_due_for_its_measured_hours():
    """92.5 of 100 hours at £20: £1,850 is due of £2,000, and 7.5 hours are asked too many."""
    [row] = check_months([_asked()], [_given()])
    assert (row.due, row.difference) == (185_000, 15_000)
    assert row.words == (
        "the invoice has 7.5 hours more than was measured",
        "7.5 of 100 hours ordered not delivered",
        "asks £150.00 more than is due: query before payment",
    )


def test_no_hour_above_the_order_is_due():
    """110 hours of 100 ordered: £2,000 is due; without an order all are."""
    [row] = check_months([_asked(returned=None)], [_given("110")])
    assert (row.due, row.words) == (200_000, ("agrees",))
    [row] = check_months([_asked(ordered=None, returned=None)], [_given("110")])
    assert (row.due, row.difference) == (220_000, -20_000)


def test_what_is_not_known_is_not_zero():
    """No data, days that were not measured, and two rates: nothing is said to be due."""
    no_data, part, rates = (
        check_months([_asked()], [])[0],
        check_months([_asked()], [_given(missing_days=3)])[0],
        check_months([_asked(rates=frozenset({1, 2}))], [_given()])[0],
    )
    assert [row.due for row in (no_data, part, rates)] == [None, None, None]
    assert "no data is not zero" in no_data.words[0]
    assert "3 of its days are not measured" in part.words[-1]
    assert "no one rate" in rates.words[-1]


def test_hours_without_an_invoice_are_named():
    """Every month of either side stands, the earliest first."""
    rows = check_months([_asked("2026-06")], [_given(month="2026-05")])
    assert [row.month for row in rows] == ["2026-05", "2026-06"]
    assert rows[0].words == ("hours were delivered, and no invoice asks",)


def test_the_grade_of_evidence_says_what_most_rests_on():
    """Nine hours by trackers and one by hand; none in a hot spot says so."""
    grades = {"A": Decimal(9), "B": Decimal(0), "C": Decimal(1)}
    assert _given(by_grade=grades).evidence == "mostly A, trackers (A 90 %, C 10 %)"
    assert _given().evidence == "no hour in a hot spot is known by any grade"
