"""What an entry must satisfy besides the ledger's own rule: its day, amount, invoice, and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from beatwise.accountability.funds import pence, pounds
from beatwise.accountability.personal_details import TELEPHONE
from beatwise.clock import day_words, financial_year_words
from beatwise.errors import BadInput, Conflict
from beatwise.web.funds import selectors
from beatwise.web.funds.line_payers import LinePayer
from beatwise.web.funds.models import Fund, LedgerEntry, Line
from beatwise.web.pages import clean


LARGEST = 10**13  # pence: a hundred thousand million pounds
PROMISED = ("allocation", "commitment")
PAID = ("payment",)  # the kinds that name an invoice, and belong to their line's year


def check_open(fund: Fund, line: Line | None) -> None:
    """Raise ``Conflict`` for a fund, line or year that takes no entry any more."""
    if fund.closed:
        raise Conflict(f"{fund} is closed.", place=fund.name, next_step="Open it again first.")
    if line is not None and line.closed:
        raise Conflict(
            f"{line} is closed.", place=str(line), next_step="Open the line again first."
        )
    if line is not None and selectors.is_closed(line.year):
        raise Conflict(
            f"the books of {line.year_words} are closed.",
            place=str(line),
            next_step="Make the entry on a line of an open year.",
        )


def check_year(year: int) -> None:
    """Raise ``BadInput`` for a line that would be added in a year whose books are closed."""
    if selectors.is_closed(year):
        raise BadInput(
            f"the books of {financial_year_words(year)} are closed.",
            place="year",
            next_step="Add the line in an open year.",
        )


def check_move(
    kind: str, source: Fund, target: Fund, line: Line | None, to_line: Line | None
) -> None:
    """Raise ``BadInput`` for money that would move within its fund, or past the following year."""
    if kind == "transfer_out" and source.pk == target.pk:
        raise BadInput(
            "money is transferred to another fund.", place="to_fund", next_step="Choose another."
        )
    if line is None or to_line is None:
        return
    if source.pk != target.pk or to_line.year != line.year + 1:
        raise BadInput(
            f"{line} is carried forward to the following year in the same fund.",
            place="to_line",
            next_step=f"Choose a line of {financial_year_words(line.year + 1)}.",
        )


def check_end(fund: Fund, kind: str, on: dt.date) -> None:
    """Raise ``BadInput`` for a promise after the fund's end; what was promised is still paid."""
    if kind in PROMISED and fund.closes and on > fund.closes:
        raise BadInput(
            f"{fund} ended on {day_words(fund.closes)}.",
            place="on",
            next_step="Correct the day, or the fund's end.",
        )


def check_beginning(fund: Fund, on: dt.date) -> None:
    """Raise ``BadInput`` for a day before the fund opens: it holds and promises nothing then."""
    if fund.opens and on < fund.opens:
        raise BadInput(
            f"{fund} opened on {day_words(fund.opens)}.",
            place="on",
            next_step="Correct the day, or the day on which the fund opens.",
        )


def check_day(row: LedgerEntry) -> None:
    """Raise ``BadInput`` for a day outside the fund's days, or a payment's outside its year."""
    line = row.line
    check_beginning(row.fund, row.on)
    check_end(row.fund, row.kind, row.on)
    if line is None or row.kind not in PAID:
        return
    first, last = dt.date(line.year, 4, 1), dt.date(line.year + 1, 3, 31)
    if not first <= row.on <= last:
        raise BadInput(
            f"{day_words(row.on)} is not in {line.year_words}, the line's year.",
            place="on",
            next_step="Accrue the commitment to the other year first, or correct the day.",
        )


def check_invoice(row: LedgerEntry) -> None:
    """Raise ``BadInput`` for an invoice that the same receiver was paid for already."""
    if row.kind not in PAID or not row.reference or row.line is None:
        return
    same = LedgerEntry.objects.filter(
        kind__in=PAID, reference__iexact=row.reference, reverses=None, reversal=None,
        line__receiver__iexact=row.line.receiver,
    ).select_related("fund").first()  # fmt: skip
    if same is not None:
        raise BadInput(
            f"'{row.reference}' of {row.line.receiver} was paid already ({same}).",
            place="reference",
            next_step="Check the invoice; reverse the other entry if that one is wrong.",
        )


def check_payers(row: LedgerEntry, payers: Sequence[LinePayer]) -> None:
    """Raise ``Conflict`` for a payment on a line whose every grant or contract is closed."""
    if row.kind not in PAID or not payers or not all(each.is_paid_no_more for each in payers):
        return
    names = ", ".join(each.words for each in payers)
    raise Conflict(
        f"{names} {'is' if len(payers) == 1 else 'are'} closed, and the line pays for nothing "
        "else.",
        place=str(row.line),
        next_step="Pay from the line of a grant that runs, or correct the record first.",
    )


def pence_of(amount: object) -> int:
    """Return an amount in pounds as pence that an entry can have; raise ``BadInput``."""
    try:
        amount_in_pence = pence(str(amount or ""))
    except BadInput as error:
        raise BadInput(
            error.message, place="amount", next_step="Write pounds and pence, as in 1,234.50."
        ) from None
    if not 0 < amount_in_pence < LARGEST:
        raise BadInput(
            f"{pounds(amount_in_pence)} is not an amount that an entry can have.",
            place="amount",
            next_step="Give an amount above zero; to undo an entry, reverse it.",
        )
    return amount_in_pence


def plain_text(entry: object, place: str, longest: int, *, needed: bool = False) -> str:
    """Return a line of text without bank details and nobody's name; raise ``BadInput``."""
    return clean.impersonal_line(entry, place, longest=longest, needed=needed)


def plain_reference(entry: object, place: str) -> str:
    """Return an invoice's number; one that could be a telephone number is still a number."""
    words = clean.line(entry, place, longest=80, needed=False)
    clean.check_impersonal(words, place, but=TELEPHONE)
    return words
