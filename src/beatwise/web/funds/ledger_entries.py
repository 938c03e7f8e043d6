"""Entries of a ledger: made, moved in pairs, and reversed; never edited.

A page makes none by itself: an entry comes from a proposal that another role confirmed
(``funds.proposals``) or from an import that another person looked through. Every entry is made in
the one transaction of its fund's writers, so that what is left is looked at and taken in the same
step, whoever else is at work.
"""

from __future__ import annotations

from beatwise.accountability import ledger
from beatwise.accountability.funds import pounds
from beatwise.accountability.ledger import KINDS, PAIRS, SINGLE, Entry, Position
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict
from beatwise.web.funds import selectors
from beatwise.web.funds.accounts import check_enters
from beatwise.web.funds.day_changes import check_days
from beatwise.web.funds.entry_checks import (
    PAID,
    check_beginning,
    check_day,
    check_invoice,
    check_move,
    check_open,
    check_payers,
    pence_of,
    plain_reference,
    plain_text,
)
from beatwise.web.funds.line_payers import Payers, line_payers
from beatwise.web.funds.models import Fund, LedgerEntry, Line
from beatwise.web.history import audit
from beatwise.web.pages import clean


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
    Refused
        For a role that does not answer for entries.
    """
    check_enters(by)
    return make_entry(
        fund=fund, line=line, kind=kind, amount=pence_of(amount), on=on, by=by,
        reference=reference, words=words,
    )  # fmt: skip


def make_entry(
    *, fund: int, line: int | None, kind: str, amount: int, on: object, by: Person,
    reference: str = "", words: str = "", payers: Payers | None = None,
) -> LedgerEntry:  # fmt: skip
    """Make an entry of so many pence; whoever calls has looked at who may.

    ``payers`` is what the lines pay for, where it was read already.
    """
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
            fund=of_fund, line=of_line, kind=kind, amount=amount,
            on=clean.past_day(on, "on", selectors.today()),
            reference=plain_reference(reference, "reference"),
            words=plain_text(words, "words", 300),
        )  # fmt: skip
        check_day(row)
        check_invoice(row)
        if of_line is not None and kind in PAID:
            known = line_payers() if payers is None else payers
            check_payers(row, known.get((of_fund.number, of_line.number), ()))
        _append(row, by)
    return row


def move(
    *, kind: str, fund: int, line: int | None, to_fund: int, to_line: int | None, amount: object,
    on: object, words: str, by: Person,
) -> LedgerEntry:  # fmt: skip
    """Move money: to another fund, or from a line to one of the following year; with a reason.

    ``kind`` is a key of ``ledger.PAIRS``. Both sides are entered, or neither.
    """
    check_enters(by)
    return make_move(
        kind=kind, fund=fund, line=line, to_fund=to_fund, to_line=to_line,
        amount=pence_of(amount), on=on, words=words, by=by,
    )  # fmt: skip


def make_move(
    *, kind: str, fund: int, line: int | None, to_fund: int, to_line: int | None, amount: int,
    on: object, words: str, by: Person,
) -> LedgerEntry:  # fmt: skip
    """Move so many pence; whoever calls has looked at who may."""
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
        check_move(kind, source, target, from_line, into_line)
        day = clean.past_day(on, "on", selectors.today())
        for each in (source, target):
            check_beginning(each, day)
        common = {"amount": amount, "on": day, "words": plain_text(reason, "words", 300)}
        out = LedgerEntry(fund=source, line=from_line, kind=kind, **common)
        _append(out, by)
        if target.pk == source.pk:
            target = source
        into = LedgerEntry(fund=target, line=into_line, kind=PAIRS[kind], pair=out, **common)
        _append(into, by)
    return out


def reverse(*, fund: int, number: int, why: str, by: Person) -> LedgerEntry:
    """Undo an entry by a second one; both sides of money that moved are undone together."""
    check_enters(by)
    reason = plain_text(clean.line(why, "why", longest=300), "why", 300)
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
    check_open(fund, line)
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
    check_days(row)
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
        check_open(fund, None)
        return None
    if number is None:
        raise BadInput(
            f"{KINDS[kind].title.lower()} is made on a line.",
            place="line",
            next_step="Choose the receiver and year.",
        )
    line = selectors.line(by, fund.number, number)
    check_open(fund, line)
    return line
