"""What records say was to be paid beside what the ledger paid: matched, and differences named.

A milestone of a grant or an invoice of a contract is matched to a payment on one of its record's
fund lines: by reference, or, where the record names none, by an amount that only one payment has.
Amounts are whole pence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from beatwise.accountability.funds import pounds
from beatwise.clock import day_words


FundLine = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Instalment:
    """One thing to be paid, as its record has it; what is not recorded is ``None`` or empty.

    Parameters
    ----------
    record, title, what
        The record in words (``grant 7``), its title, and which milestone or invoice.
    paid_on, reached_on
        When the record says that it was paid, and that what it is paid for was done.
    says_paid
        Whether its record says at all what was paid: an invoice of a contract does not.
    lines
        The fund lines from which its record is paid.
    """

    record: str
    title: str
    what: str
    amount: int
    reference: str = ""
    due: dt.date | None = None
    paid_on: dt.date | None = None
    reached_on: dt.date | None = None
    says_paid: bool = True
    lines: frozenset[FundLine] = frozenset()


@dataclass(frozen=True, slots=True)
class LedgerPayment:
    """A payment of the ledger: its entry's number in its fund, line, day, amount, reference."""

    entry: int
    line: FundLine
    on: dt.date
    amount: int
    reference: str = ""
    receiver: str = ""


@dataclass(frozen=True, slots=True)
class PaymentMatch:
    """An instalment with its payment, or one without the other, and what differs in words."""

    instalment: Instalment | None
    payment: LedgerPayment | None
    differences: tuple[str, ...] = ()


def matches(
    instalments: Iterable[Instalment], payments: Iterable[LedgerPayment]
) -> list[PaymentMatch]:
    """Return every instalment and payment once, those that differ first.

    An instalment that neither side calls paid is no difference, and neither is it matched.
    """
    every = list(payments)
    by_line: dict[FundLine, list[LedgerPayment]] = {}
    for payment in every:
        by_line.setdefault(payment.line, []).append(payment)
    place = {payment: at for at, payment in enumerate(every)}

    def free(each: Instalment) -> list[LedgerPayment]:
        here = [payment for line in each.lines for payment in by_line.get(line, ())]
        return sorted(here, key=place.__getitem__)

    rows: list[PaymentMatch] = []
    unnamed: list[Instalment] = []
    for each in instalments:
        match = _by_reference(each, free(each))
        if match is not None:
            by_line[match.line].remove(match)
            rows.append(PaymentMatch(each, match, tuple(_differences(each, match))))
        else:
            unnamed.append(each)
    for each in unnamed:
        match = None if each.reference else _by_amount(each, free(each))
        if match is not None:
            by_line[match.line].remove(match)
            words = "matched by its amount alone: the record names no reference"
            rows.append(PaymentMatch(each, match, (words, *_differences(each, match))))
        else:
            rows.append(PaymentMatch(each, None, tuple(_unpaid(each))))
    left = {payment for several in by_line.values() for payment in several}
    rows += [PaymentMatch(None, p, (_unnamed(p),)) for p in every if p in left]
    return sorted(rows, key=lambda row: not row.differences)


def _by_reference(each: Instalment, free: Sequence[LedgerPayment]) -> LedgerPayment | None:
    key = each.reference.casefold()
    fitting = [p for p in free if key and p.line in each.lines and p.reference.casefold() == key]
    return fitting[0] if fitting else None


def _by_amount(each: Instalment, free: Sequence[LedgerPayment]) -> LedgerPayment | None:
    """Return the one payment of the same amount on its lines, if the record says it was paid."""
    if each.paid_on is None:
        return None
    fitting = [p for p in free if p.line in each.lines and p.amount == each.amount]
    return fitting[0] if len(fitting) == 1 else None


def _differences(each: Instalment, payment: LedgerPayment) -> Iterable[str]:
    if each.amount != payment.amount:
        more = payment.amount - each.amount
        word = "more" if more > 0 else "less"
        yield (
            f"{pounds(payment.amount)} was paid, the record has {pounds(each.amount)}: "
            f"{pounds(abs(more))} {word}"
        )
    if each.says_paid and each.paid_on is None:
        yield "the ledger paid it, and the record does not say so"
    if each.paid_on is not None and each.paid_on != payment.on:
        yield f"paid on {day_words(payment.on)}, the record has {day_words(each.paid_on)}"
    if each.reached_on is not None and payment.on < each.reached_on:
        yield f"paid before it was reached on {day_words(each.reached_on)}"


def _unpaid(each: Instalment) -> Iterable[str]:
    if each.paid_on is None:
        return
    if not each.lines:
        yield "recorded as paid, and the record names no line of a fund"
    elif each.reference:
        yield f"recorded as paid, and no free payment on its lines has '{each.reference}'"
    else:
        yield "recorded as paid without a reference, and no one payment has its amount"


def _unnamed(payment: LedgerPayment) -> str:
    named = f"'{payment.reference}'" if payment.reference else "it"
    return f"paid by the ledger, and no milestone or invoice names {named}"
