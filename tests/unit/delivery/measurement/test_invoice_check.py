"""Invoices beside delivered hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.delivery.delivery_world import measured

from beatwise.delivery.evidence.hours_returns import HoursReturn
from beatwise.delivery.measurement.invoice_check import Invoice, checked_invoices
from beatwise.errors import BadInput


ONE = Invoice("2026-03", "wardens", Decimal("25.50"), Decimal("153.00"), "North")


def _result():
    """Six hours of wardens in a plan of one shift of eight hours."""
    return measured(returns=[HoursReturn(dt.date(2026, 3, 5), "wardens", 6, beat="North")])


@pytest.mark.parametrize(
    ("invoiced", "difference", "words"),
    [("153.00", "0", "agrees"), ("204.00", "51.00", "query: asks too much"),
     ("100.00", "-53.00", "pays in full")],
)  # fmt: skip
def test_what_is_due_are_the_delivered_hours_at_the_rate(invoiced, difference, words) -> None:
    """Six hours at £25.50 are £153.00; the plan's eight hours are what was ordered."""
    (one,) = checked_invoices(_result(), [replace(ONE, invoiced=Decimal(invoiced))])
    assert (one.check.line.ordered, one.check.line.delivered) == (8, 6)
    assert one.check.due == Decimal("153.00")
    assert (one.check.difference, one.check.words) == (Decimal(difference), words)


def test_no_more_is_due_than_was_ordered() -> None:
    """Six hours delivered of four ordered."""
    (one,) = checked_invoices(_result(), [replace(ONE, ordered=Decimal(4))])
    assert one.check.due == Decimal("102.00")


@pytest.mark.parametrize("changes", [{"partner": "rangers"}, {"month": "2026-02"}])
def test_no_evidence_is_not_zero(changes) -> None:
    """For a partner or month without a word nothing is said to be due."""
    (one,) = checked_invoices(_result(), [replace(ONE, **changes)])
    assert (one.check.line.delivered, one.check.due) == (None, None)


def test_a_month_that_was_not_measured_whole_is_not_known() -> None:
    """One day of the plan's two: its hours are not the month's."""
    from tests.unit.delivery.delivery_world import NO_PINGS, plan

    from beatwise.delivery.evidence.evidence import Evidence
    from beatwise.delivery.evidence.patrol_device import DeviceRoster
    from beatwise.delivery.measurement.measurement import measure
    from beatwise.delivery.plan_in_force import plan_in_force
    from beatwise.delivery.visit_rule import VisitRule

    day = dt.date(2026, 3, 5)
    evidence = Evidence(
        NO_PINGS, ["t0"], DeviceRoster("force", {}),
        returns=[HoursReturn(day, "wardens", 6, beat="North")],
    )  # fmt: skip
    in_force = plan_in_force([("current", plan((5, 6)), None)])
    result = measure(in_force, evidence, VisitRule(), day, day)
    (one,) = checked_invoices(result, [ONE])
    assert (one.days_measured, one.days_of_month, one.check.due) == (1, 2, None)


def test_hours_that_two_invoices_ask_for_are_refused() -> None:
    """The same lot twice, all lots beside one of them, and a lot that is not there."""
    for others in ([ONE, ONE], [ONE, replace(ONE, lot="")], [replace(ONE, lot="South")]):
        with pytest.raises(BadInput):
            checked_invoices(_result(), others)
