"""Budget, precept and funds.

What council tax must bring, by which rule a precept is vetoed and revised, how a fund's money is
shared out, claimed and forecast, and how what was paid and invoiced is compared with what was
agreed and delivered. The figures are those of the panel's papers, worked out again.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from beatwise.accountability.budget.council_tax import (
    Scenario,
    TaxYear,
    implied_tax_base,
    scenario_result,
)
from beatwise.accountability.budget.precept_run import (
    PROPOSED,
    REVISED,
    TOO_LOW,
    PreceptStep,
    check,
    recorded_vote,
)
from beatwise.accountability.budget.statutory_dates import shipped, standings
from beatwise.accountability.commissioning.contract_days import ContractDays, beginnings
from beatwise.accountability.commissioning.invoiced_hours import (
    DeliveredMonth,
    InvoicedMonth,
    check_months,
)
from beatwise.accountability.commissioning.provider_returns import (
    AgreedTerms,
    ProviderReturn,
    ReturnFigure,
    reasons,
)
from beatwise.accountability.consultations.answer_shares import Answer
from beatwise.accountability.consultations.average_bounds import average_bounds
from beatwise.accountability.funds import allocate, pounds
from beatwise.accountability.ledger import Position
from beatwise.accountability.reconcile.printed_table import from_rows
from beatwise.accountability.reconcile.run import reconcile
from beatwise.accountability.reconcile.specification import load
from beatwise.accountability.spending.approval_limits import AWARD, ApprovalLimit, is_above
from beatwise.accountability.spending.entry_steps import PROPOSED as WAITS
from beatwise.accountability.spending.entry_steps import Hand, Standing, step
from beatwise.accountability.spending.payment_matches import (
    Instalment,
    LedgerPayment,
    matches,
)
from beatwise.accountability.spending.project_costs import CostLine, faults
from beatwise.accountability.spending.year_forecast import forecast
from beatwise.errors import BadInput, Refused


# Allocated and spent as printed, in pence; nothing was printed as left over where these are equal.
PRINTED = {
    "Leicester": (27_181_847, 23_649_247), "Charnwood": (8_953_024, 8_953_024),
    "North West Leicestershire": (5_377_610, 3_707_821), "Blaby": (5_266_576, 4_040_542),
    "Hinckley and Bosworth": (5_121_755, 4_648_580), "Harborough": (3_747_975, 3_111_060),
    "Oadby and Wigston": (3_255_458, 0), "Melton": (3_133_575, 3_133_575),
    "Rutland": (1_929_680, 1_535_400),
}  # fmt: skip


def test_nine_partnerships_to_the_penny():
    """£639,675.00 allocated, £527,792.49 spent, £111,882.51 left; no total is printed."""
    allocated = sum(a for a, _ in PRINTED.values())
    spent = sum(s for _, s in PRINTED.values())
    assert [pounds(n) for n in (allocated, spent, allocated - spent)] == [
        "£639,675.00", "£527,792.49", "£111,882.51",
    ]  # fmt: skip
    assert allocate(allocated, {name: a for name, (a, _) in PRINTED.items()}) == {
        name: a for name, (a, _) in PRINTED.items()
    }


def test_four_pounds_more_for_about_one_point_four_million():
    """The difference between £11 and £15 implies a tax base of 350,000, and gives it back."""
    base = implied_tax_base(140_000_000, 400)
    assert base == 350_000
    year = TaxYear(Decimal(350_000), 28_623)
    low, high = (scenario_result(year, Scenario(f"£{n}", n * 100)) for n in (11, 15))
    assert (high.precept or 0) - (low.precept or 0) == 140_000_000


def test_a_veto_of_a_precept_and_the_revised_one():
    """12 of 15 members are two thirds, 9 of 9 present are not; after *too low* it is higher."""
    first = PreceptStep(PROPOSED, dt.date(2026, 1, 30), 1100)
    day = dt.date(2026, 2, 4)
    veto = PreceptStep(TOO_LOW, day, vote=recorded_vote("Veto", 15, 12, 12, 0, veto=True))
    assert check([first], veto) is veto
    few = PreceptStep(TOO_LOW, day, vote=recorded_vote("Veto", 15, 9, 9, 0, veto=True))
    with pytest.raises(BadInput, match="a veto needs 10 of the 15 members"):
        check([first], few)
    with pytest.raises(BadInput, match=r"higher than £11\.00"):
        check([first, veto], PreceptStep(REVISED, dt.date(2026, 2, 10), 1100))
    assert check([first, veto], PreceptStep(REVISED, dt.date(2026, 2, 10), 1500)).rise == 1500


def test_the_statutory_calendar_is_held_against_what_was_done():
    """Comments *before* 22 February are in time on the 21st; issuing *by* 1 March on the 1st."""
    done = {"second_report": dt.date(2026, 2, 21), "issue": dt.date(2026, 3, 1)}
    states = {r.deadline.step: r.state for r in standings(shipped(), 2026, done, dt.date.max)}
    assert (states["second_report"], states["issue"]) == ("in time", "in time")
    late = standings(shipped(), 2026, {"second_report": dt.date(2026, 2, 22)}, dt.date.max)
    assert {r.deadline.step: r.days_late for r in late}["second_report"] == 1


def test_an_average_that_cannot_be_checked():
    """31, 38, 18, 4 and 9 %: two options print no amount, so 9.90 lies between 9.65 and 10.04."""
    known = [
        Answer("", printed=Decimal(p), amount=Decimal(a)) for p, a in ((31, 0), (38, 15), (18, 14))
    ]
    unknown = [Answer("", printed=Decimal(p), low=Decimal(11), high=Decimal(14)) for p in (4, 9)]
    bounds = average_bounds([*known, *unknown], None)
    assert bounds is not None
    assert (bounds.low, bounds.high) == (Fraction("9.65"), Fraction("10.04"))
    assert bounds.allows(Fraction("9.90"))
    assert round(float(bounds.needs(Fraction("9.90")) or 0), 2) == 12.92


def test_two_wrong_multiplications_and_no_third():
    """£15 and £20 for three hours in eight weeks are £360 and £480; the cameras are £1,359.92."""
    one, three, eight = Fraction(1), Fraction(3), Fraction(8)
    lines = [
        CostLine("Youth worker", 57_600, one, three, 1_500, eight),
        CostLine("Sports coach", 72_000, one, three, 2_000, eight),
        CostLine("Materials", 10_000, weeks=eight),
        CostLine("Refreshments", 5_000),
    ]
    assert len(faults(lines, 144_600)) == 2
    assert CostLine("Camera", None, eight, rate=16_999).worked_out == 135_992


def test_no_entry_is_made_by_one_hand():
    """Who proposed does not confirm, whatever the role allows."""
    at = Standing(WAITS, False, (Hand("propose", "commissioning", 7),))
    with pytest.raises(Refused):
        step("confirm", at, "finance_officer", 7, {"funds.confirm"})
    assert step("confirm", at, "finance_officer", 8, {"funds.confirm"}).target == "entered"


def test_a_forecast_that_can_be_worked_out_by_hand():
    """£100 of £365 paid by the 183rd day goes on to £199.45; £200 is committed: £200 is taken."""
    result = forecast(Position(0, 36_500, 20_000, 10_000), 2026, dt.date(2026, 9, 30))
    assert (result.pace, result.paid, result.left) == (19_945, 20_000, 16_500)


def test_a_limit_is_dated_and_one_of_awards_is_not_one_of_entries():
    """£50,000 from 1 April, lifted on 1 October; before an award's first limit none is small."""
    march, may, later = dt.date(2026, 3, 31), dt.date(2026, 5, 1), dt.date(2026, 10, 1)
    limits = [ApprovalLimit(dt.date(2026, 4, 1), 5_000_000), ApprovalLimit(later, None)]
    assert [is_above(limits, 5_000_001, day) for day in (march, may, later)] == [False, True, False]
    assert is_above(limits, 1, may, AWARD)


def test_a_milestone_is_matched_to_the_payment_that_names_it():
    """£5,000 recorded, £4,999.50 paid on another day: both differences are named."""
    line, day = (1, 1), dt.date(2026, 1, 7)
    milestone = Instalment("grant 1", "Counselling", "Start", 500_000, "G1", paid_on=day,
                           lines=frozenset({line}))  # fmt: skip
    [row] = matches([milestone], [LedgerPayment(3, line, dt.date(2026, 2, 3), 499_950, "g1")])
    assert row.differences == (
        "£4,999.50 was paid, the record has £5,000.00: £0.50 less",
        "paid on 3 February 2026, the record has 7 January 2026",
    )


def test_an_invoice_is_due_for_the_hours_that_were_delivered():
    """92.5 hours measured of 100 invoiced at £20: £1,850 is due of £2,000."""
    hundred = Decimal(100)
    invoice = InvoicedMonth("2026-05", ("A1",), hundred, hundred, frozenset({2_000}), 200_000)
    [row] = check_months([invoice], [DeliveredMonth("2026-05", Decimal("92.5"), "measured")])
    assert (row.due, row.difference) == (185_000, 15_000)
    assert check_months([invoice], [])[0].due is None


def test_a_return_without_an_agreed_measure_is_sent_back():
    """The reason names the measure; nothing is corrected for the provider."""
    terms = AgreedTerms(targets={"Referrals": 200.0, "Seen in 7 days": 90.0})
    figure = ReturnFigure("Referrals", 200.0, 150.0)
    report = ProviderReturn(dt.date(2026, 1, 1), dt.date(2026, 3, 31), (figure,))
    [reason] = reasons(report, terms)
    assert "'Seen in 7 days' is missing" in reason.message


def test_what_must_begin_before_a_contract_ends():
    """Counted back from 30 September 2026: the need a year before, the tender seven months."""
    rows = beginnings(ContractDays(ends=dt.date(2026, 9, 30)), None)
    assert [(row.title, row.by.isoformat()) for row in rows[:2]] == [
        ("Record the need", "2025-09-30"), ("Open the tender", "2026-02-28"),
    ]  # fmt: skip


def test_the_printed_totals_of_developer_agreements_are_named_where_they_do_not_follow():
    """The stages of £12,759,259 come to £12,525,248; £8,092,408 left should be £8,112,527."""
    printed = {
        "Total value of all agreements": 12_759_259, "Developments not yet started": 1_342_434,
        "Monies held by developers": 4_778_562, "Monies held by LA": 1_930_400,
        "Monies received by Leics Police": 4_453_733, "Agreements expired": 20_119,
        "Total monies spent": 4_646_732, "Total funds remaining": 8_092_408,
    }  # fmt: skip
    rows = [
        {"row": name, "as_at_2023_07_12_gbp": "", "as_at_2026_03_10_gbp": str(amount)}
        for name, amount in printed.items()
    ]
    table = from_rows("s106_summary", rows)
    findings = reconcile([table], load("panel-papers-2026")).findings
    differences = {(f.printed, f.recomputed) for f in findings}
    assert differences == {("12759259", "12,525,248"), ("8092408", "8,112,527")}
