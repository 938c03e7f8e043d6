"""The rows of the monthly files: payments from the ledger, with why from contract or grant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from beatwise.accountability.standards import specified_information as si
from beatwise.accountability.standards.contracting import Payment
from beatwise.clock import Month
from beatwise.publication.standards import monthly_files
from beatwise.web.commissioning import selectors
from beatwise.web.commissioning.selectors import day
from beatwise.web.commissioning.standard_values import organisations
from beatwise.web.funds.line_payers import line_payers
from beatwise.web.funds.selectors import standing_payments
from beatwise.web.history.cache import remembered


Values = Mapping[str, Any]
MOST_GAPS = 20


def monthly_file(name: str, month: Month) -> si.MonthlyFile:
    """Return one month of one of the Order's files."""
    file = si.published_file(name)
    return si.monthly(file, month, _ROWS[name](month))


def every_file(month: Month) -> list[si.MonthlyFile]:
    """Return every file of a month."""
    return [monthly_file(name, month) for name in si.published_files()]


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What a month of a file holds and lacks, in words; ``more`` are gaps beyond those named.

    ``undated`` names what is in no month's file, because its day is not recorded.
    """

    file: si.PublishedFile
    words: str
    gaps: tuple[si.Gap, ...]
    more: int
    undated: tuple[str, ...] = ()


@remembered(most=24, whatever=selectors.NO_FIGURES)
def summaries(month: Month) -> tuple[FileSummary, ...]:
    """Return what every file of a month holds: a page names no more than that."""
    return tuple(
        FileSummary(each.file, monthly_files.in_words(each), each.gaps[:MOST_GAPS],
                    max(0, len(each.gaps) - MOST_GAPS),
                    tuple(_undated()) if each.file.name == "contracts" else ())
        for each in every_file(month)
    )  # fmt: skip


def payments_of_contracts() -> dict[int, list[Payment]]:
    """Return the payments on the fund lines of each contract, by the contract's number."""
    lines = {
        line: payers[0].number
        for line, payers in line_payers().items()
        if payers[0].register == selectors.CONTRACTS
    }
    if not lines:
        return {}
    payments: dict[int, list[Payment]] = {}
    entries = standing_payments().filter(fund__number__in={fund for fund, _ in lines})
    for fund, line, entry, amount, on, *_ in entries.values_list(*_COLUMNS).iterator():
        if (fund, line) in lines:
            payment = Payment(f"{fund}-{entry}", on, amount)
            payments.setdefault(lines[fund, line], []).append(payment)
    return payments


_COLUMNS = ("fund__number", "line__number", "number", "amount", "on", "reference", "words",
            "line__receiver", "fund__name")  # fmt: skip


def _spending(month: Month) -> Iterator[si.PublishedRow]:
    above = si.published_file("spending").threshold
    entries = standing_payments().filter(
        on__gte=month.first_day, on__lte=month.last_day, amount__gt=above
    )
    known = line_payers()
    for fund, line, entry, amount, on, reference, words, receiver, _ in entries.values_list(
        *_COLUMNS
    ).iterator():
        # A line that several records name pays for the first of them.
        payer = next(iter(known.get((fund, line), ())), None)
        yield {
            "date": on, "recipient": receiver, "purpose": payer.title if payer else words,
            "amount": amount, "value": payer.reasons if payer else None,
            "reference": reference or f"{fund}-{entry}",
        }  # fmt: skip


def _grants(month: Month) -> Iterator[si.PublishedRow]:
    known = organisations()
    for number, _, v in selectors.read(selectors.rows(selectors.GRANTS, *selectors.AWARDED)):
        if v.get("ours") is not False and _within(month, v.get("award_on")):
            yield {
                "date": day(v["award_on"]), "recipient": _name(known, v.get("recipient")),
                "purpose": v.get("purpose") or v["title"], "amount": v.get("awarded"),
                "conditions": v.get("conditions"), "value": v.get("reasons"),
                "reference": f"grant {number}",
            }  # fmt: skip


def _contracts(month: Month) -> Iterator[si.PublishedRow]:
    known = organisations()
    for number, v in _signed():
        if _within(month, v.get("signed_on")):
            yield {
                "date": day(v["signed_on"]), "recipient": _name(known, v.get("provider")),
                "purpose": v["title"], "amount": v.get("value"), "starts": day(v.get("starts")),
                "ends": day(v.get("ends")), "copy": v.get("copy"),
                "reference": f"contract {number}",
            }  # fmt: skip


def _signed() -> Iterator[tuple[int, Values]]:
    """Yield the contracts that are signed; those of another commissioner are for it to publish."""
    signed = selectors.rows(selectors.CONTRACTS, "signed", "running", "ended")
    for number, _, v in selectors.read(signed):
        if v.get("ours") is not False:
            yield number, v


def _undated() -> Iterator[str]:
    """Yield the contracts without a day of signature: one that ran already may have come in so."""
    above = si.published_file("contracts").threshold
    for number, v in _signed():
        worth = max((v.get(name) or 0 for name in ("value", "yearly")), default=0)
        if not v.get("signed_on") and (worth > above or not worth):
            yield f"{v['title']} (contract {number})"


def _allowances(month: Month) -> Iterator[si.PublishedRow]:
    for number, _, v in selectors.read(selectors.rows("allowances", "paid")):
        if _within(month, v.get("on")):
            yield {
                "date": day(v["on"]), "recipient": v.get("recipient"), "purpose": v["purpose"],
                "amount": v["amount"], "value": v.get("reasons"),
                "reference": f"allowance {number}",
            }  # fmt: skip


_ROWS = {
    "spending": _spending, "grants": _grants, "contracts": _contracts, "allowances": _allowances,
}  # fmt: skip


def _within(month: Month, value: object) -> bool:
    return str(value or "").startswith(str(month))


def _name(known: Mapping[int, Values], number: object) -> str | None:
    return known.get(int(str(number)), {}).get("name") if number else None
