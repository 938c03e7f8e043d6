"""Entries of a ledger: made, moved in pairs, and reversed; never edited.

Every entry is made in the one transaction of its fund's writers, so that what is left is looked at
and taken in the same step, whoever else is at work.
"""

from __future__ import annotations

import datetime as dt

from beatwise.accountability import ledger
from beatwise.accountability.bank_details import has_bank_details
from beatwise.accountability.funds import pence, pounds
from beatwise.accountability.ledger import KINDS, PAIRS, SINGLE, Entry, Position
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict
from beatwise.web.funds import selectors
from beatwise.web.funds.accounts import check_writes
from beatwise.web.funds.models import Fund, LedgerEntry, Line
from beatwise.web.history import audit
from beatwise.web.pages import clean


LARGEST = 10**13  # pence: a hundred thousand million pounds
PAID = ("payment",)  # the kinds that name an invoice, and belong to their line's year


def enter(
    *, fund: int, line: int | None, kind: str, amount: object, on: object, by: Person,
    reference: str = "", words: str = "",
) -> LedgerEntry:  # fmt: skip
    """Make an entry; ``amount`` in pounds.

    Raises
    ------
    BadInput
        For an amount, day or reference that cannot be.
    Conflict
        For what would spend what is not there, or a fund, line or year that is closed.
    """
    check_writes(by)
    if kind not in SINGLE:
        raise BadInput(
            f"'{kind}' is no kind of entry.",
            place="kind",
            next_step=f"Use one of: {', '.join(SINGLE)}.",
        )
    with audit.changing():
        of_fund = selectors.fund(fund)
        of_line = _line(of_fund, line, kind, by)
        row = LedgerEntry(
            fund=of_fund, line=of_line, kind=kind, amount=_pence(amount),
            on=clean.past_day(on, "on", selectors.today()),
            reference=_text(reference, "reference", 80), words=_text(words, "words", 300),
        )  # fmt: skip
        _check_day(row)
        _check_invoice(row)
        _append(row, by)
    return row


def move(
    *, kind: str, fund: int, line: int | None, to_fund: int, to_line: int | None, amount: object,
    on: object, words: str, by: Person,
) -> LedgerEntry:  # fmt: skip
    """Move money: to another fund, or from a line to one of the following year; with a reason.

    ``kind`` is a key of ``ledger.PAIRS``. Both sides are entered, or neither.
    """
    check_writes(by)
    if kind not in PAIRS:
        raise BadInput(
            f"'{kind}' moves no money.",
            place="kind",
            next_step=f"Use one of: {', '.join(PAIRS)}.",
        )
    reason = clean.line(words, "words", longest=300)
    with audit.changing():
        source, target = selectors.fund(fund), selectors.fund(to_fund)
        from_line, into_line = (
            _line(source, line, kind, by), _line(target, to_line, PAIRS[kind], by),
        )  # fmt: skip
        _check_move(kind, source, target, from_line, into_line)
        common = {
            "amount": _pence(amount),
            "on": clean.past_day(on, "on", selectors.today()),
            "words": _text(reason, "words", 300),
        }
        out = LedgerEntry(fund=source, line=from_line, kind=kind, **common)
        _append(out, by)
        if target.pk == source.pk:
            target = source
        into = LedgerEntry(fund=target, line=into_line, kind=PAIRS[kind], pair=out, **common)
        _append(into, by)
    return out


def reverse(*, fund: int, number: int, why: str, by: Person) -> LedgerEntry:
    """Undo an entry by a second one; both sides of money that moved are undone together."""
    check_writes(by)
    reason = _text(clean.line(why, "why", longest=300), "why", 300)
    with audit.changing():
        row = selectors.entry(fund, number)
        sides = _sides(row)
        for side in sides:
            if side.reverses_id is not None:
                raise Conflict(
                    "this entry undoes another, and stands.",
                    place=str(side),
                    next_step="Make the entry again instead.",
                )
            if LedgerEntry.objects.filter(reverses=side).exists():
                raise Conflict("this entry is reversed already.", place=str(side))
        undone = [_append(_undoing(side, reason), by) for side in reversed(sides)]
    return undone[-1]


def _undoing(row: LedgerEntry, why: str) -> LedgerEntry:
    fund = selectors.fund(row.fund.number)  # as it is now, after the other side
    line = Line.objects.get(pk=row.line_id) if row.line_id else None
    _check_open(fund, line)
    return LedgerEntry(
        fund=fund, line=line, kind=row.kind, amount=row.amount, on=selectors.today(),
        reference=row.reference, words=why, reverses=row,
    )  # fmt: skip


def _sides(row: LedgerEntry) -> list[LedgerEntry]:
    """Return an entry with its other side, what left before what came in."""
    out = row.pair or row
    others = LedgerEntry.objects.filter(pair=out).select_related("fund", "line")
    return [out, *others]


def _append(row: LedgerEntry, by: Person) -> LedgerEntry:
    """Check an entry against what there is, keep it, and keep what fund and line come to."""
    fund, line = row.fund, row.line
    key = str(line.pk) if line else ""
    entry = Entry(row.kind, key, row.amount, row.reverses is not None)
    names = {"": fund.name, key: str(line or fund)}
    ledger.check(entry, fund.position, line.position if line else Position(), names)
    fund.entries_made += 1
    row.number = fund.entries_made
    _keep(fund, fund.position.plus(entry.change), ("funded", *_AMOUNTS))
    if line:
        _keep(line, line.position.plus(entry.change), _AMOUNTS)
    row.save(force_insert=True)
    after = {"entry": row.number, "kind": row.kind, "line": str(line or ""), "on": row.on,
             "amount": pounds(row.amount), "reference": row.reference}  # fmt: skip
    if row.reverses:
        after["undoes"] = row.reverses.number
    audit.write("fund.entry", fund.thing, by=by, why=row.words, after=after)
    return row


_AMOUNTS = ("allocated", "committed", "paid")


def _keep(row: Fund | Line, position: Position, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, getattr(position, name))
    row.save()


def _line(fund: Fund, number: int | None, kind: str, by: Person) -> Line | None:
    if not KINDS[kind].of_line:
        _check_open(fund, None)
        return None
    if number is None:
        raise BadInput(
            f"{KINDS[kind].title.lower()} is made on a line.",
            place="line",
            next_step="Choose the receiver and year.",
        )
    line = selectors.line(by, fund.number, number)
    _check_open(fund, line)
    return line


def _check_open(fund: Fund, line: Line | None) -> None:
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


def _check_move(
    kind: str, source: Fund, target: Fund, line: Line | None, to_line: Line | None
) -> None:
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
            next_step=f"Choose a line of {line.year + 1}/{(line.year + 2) % 100:02d}.",
        )


def _check_day(row: LedgerEntry) -> None:
    line = row.line
    if line is None or row.kind not in PAID:
        return
    first, last = dt.date(line.year, 4, 1), dt.date(line.year + 1, 3, 31)
    if not first <= row.on <= last:
        raise BadInput(
            f"{row.on.day} {row.on:%B %Y} is not in {line.year_words}, the line's year.",
            place="on",
            next_step="Accrue the commitment to the other year first, or correct the day.",
        )


def _check_invoice(row: LedgerEntry) -> None:
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


def _pence(amount: object) -> int:
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


def _text(entry: str, place: str, longest: int) -> str:
    words = clean.line(entry, place, longest=longest, needed=False)
    if has_bank_details(words):
        raise BadInput(
            "bank details do not belong into the record.",
            place=place,
            next_step="Remove them; the invoice's number is enough.",
        )
    return words
