"""Payments, contracts and hours for templates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from beatwise.accountability.commissioning.contract_days import Beginning
from beatwise.accountability.commissioning.invoiced_hours import HoursCheck
from beatwise.accountability.commissioning.last_day import NOT_SETTLED, Outliving
from beatwise.accountability.funds import pounds
from beatwise.accountability.spending.payment_matches import PaymentMatch
from beatwise.web.commissioning.oversight.contract_rows import ContractRow
from beatwise.web.commissioning.oversight.payment_rows import MonthSums
from beatwise.web.funds.models import Fund
from beatwise.web.registers.own_definitions.known import definition


def payment(row: PaymentMatch) -> dict[str, object]:
    """Return a match as a row: what was to be paid, what was paid, what differs."""
    of, entry = row.instalment, row.payment
    slug, _, number = of.record.partition(" ") if of else ("", "", "")
    return {
        "of": of, "entry": entry, "register": f"{slug}s", "number": number,
        "recorded": pounds(of.amount) if of else "", "paid": pounds(entry.amount) if entry else "",
        "differences": row.differences,
        "agrees": entry is not None and of is not None and not row.differences,
    }  # fmt: skip


def payment_sums(sums: MonthSums) -> dict[str, object]:
    """Return how many agree and differ, and what each side comes to."""
    return {
        "agree": sums.agree, "differ": sums.differ, "open": sums.open,
        "paid": pounds(sums.paid), "recorded": pounds(sums.recorded),
    }  # fmt: skip


def contract(row: ContractRow, today: dt.date) -> dict[str, object]:
    """Return a contract as a row: its days, the next review, and what must begin next."""
    ended = row.days.ends is not None and row.days.ends < today
    return {
        "row": row.record, "provider": row.provider, "days": row.days, "ended": ended,
        "review": row.next_review, "missed": row.missed_reviews,
        "next": _beginning(row.next_beginning, today),
        "hours": bool(row.record.values.get("patrol_programme")),
    }  # fmt: skip


def hours(row: HoursCheck) -> dict[str, object]:
    """Return a month of a contract as a row."""
    invoice, delivery = row.invoiced, row.delivered
    rates = ", ".join(pounds(rate) for rate in sorted(invoice.rates)) if invoice else ""
    return {
        "month": dt.date.fromisoformat(f"{row.month}-01"), "invoice": invoice, "rates": rates,
        "ordered": _hours(invoice.ordered) if invoice else "",
        "returned": _hours(invoice.returned) if invoice else "",
        "delivered": _hours(delivery.hours) if delivery else "no data", "delivery": delivery,
        "due": "not known" if row.due is None else pounds(row.due),
        "asks": pounds(invoice.invoiced) if invoice else "",
        "difference": "" if row.difference is None else pounds(row.difference),
        "words": row.words,
    }  # fmt: skip


def outliving(row: Outliving) -> dict[str, object]:
    """Return an agreement that outlives the office as a row."""
    of = row.agreement
    return {
        "of": of, "days": row.days, "only_extended": row.only_extended, "words": row.words,
        "kind": definition(of.register).one,
        "amount": "" if of.pence is None else pounds(of.pence),
    }  # fmt: skip


def holding(fund: Fund) -> dict[str, object]:
    """Return a fund that holds money as a row: what is left of it, and what becomes of that."""
    left = pounds(fund.funded - fund.paid)
    return {"fund": fund, "kind": Fund.KINDS[fund.kind], "left": left,
            "words": fund.after_end or NOT_SETTLED}  # fmt: skip


def _beginning(each: Beginning | None, today: dt.date) -> dict[str, object] | None:
    if each is None:
        return None
    return {"title": each.title, "before": each.before, "by": each.by,
            "late": each.late_on(today)}  # fmt: skip


def _hours(value: Decimal | None) -> str:
    return "no record" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")
