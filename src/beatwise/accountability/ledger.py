"""The ledger of a fund: entries that are never edited, and balances that are derived from them.

A fund has money (opening balance, income, transfers); it is allocated to lines, each a receiver in
a financial year; of a line's allocation some is committed by agreement and some of that paid. At
every entry ``funded >= allocated`` for the fund and ``allocated >= committed >= paid >= 0`` for
each line. An entry that would break this is refused, and so is the reversal of one. All amounts are
whole pence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from beatwise.accountability.funds import FundAccount, FundLine, pounds
from beatwise.errors import Conflict


class Position(NamedTuple):
    """What entries come to: of a fund all four, of a line the last three; in pence."""

    funded: int = 0
    allocated: int = 0
    committed: int = 0
    paid: int = 0

    def plus(self, other: Position, times: int = 1) -> Position:
        """Return this position with another added ``times``."""
        return Position(*(a + times * b for a, b in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class EntryKind:
    """A kind of entry: what a page calls it, and what one penny of it does to a position."""

    title: str
    effect: Position
    about: str

    @property
    def of_line(self) -> bool:
        """Whether it belongs to a line rather than to the fund as a whole."""
        return not self.effect.funded


KINDS: dict[str, EntryKind] = {
    "opening": EntryKind("Opening balance", Position(funded=1), "what the fund starts with"),
    "income": EntryKind("Income", Position(funded=1), "money that came in, with its source"),
    "transfer_in": EntryKind("Transfer in", Position(funded=1), "from another fund"),
    "transfer_out": EntryKind("Transfer out", Position(funded=-1), "to another fund"),
    "allocation": EntryKind("Allocation", Position(allocated=1), "set aside for a receiver"),
    "withdrawal": EntryKind("Allocation lowered", Position(allocated=-1), "back to the fund"),
    "commitment": EntryKind("Commitment", Position(committed=1), "promised by agreement"),
    "release": EntryKind("Commitment lowered", Position(committed=-1), "no longer promised"),
    "payment": EntryKind("Payment", Position(paid=1), "paid against a commitment"),
    "return": EntryKind(
        "Return", Position(committed=-1, paid=-1), "an underspend that the receiver paid back"
    ),
    "carried_out": EntryKind(
        "Carried forward", Position(allocated=-1), "uncommitted, to the following year"
    ),
    "carried_in": EntryKind("Brought forward", Position(allocated=1), "from the year before"),
    "accrued_out": EntryKind(
        "Accrued to the following year",
        Position(allocated=-1, committed=-1),
        "committed and not yet paid",
    ),
    "accrued_in": EntryKind(
        "Accrual brought forward",
        Position(allocated=1, committed=1),
        "committed in the year before",
    ),
}
# Kinds that come in pairs: what leaves one fund or year enters another in the same step.
PAIRS = {"transfer_out": "transfer_in", "carried_out": "carried_in", "accrued_out": "accrued_in"}
SINGLE = tuple(kind for kind in KINDS if kind not in {*PAIRS, *PAIRS.values()})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its kind, the line it belongs to (empty: the fund), and its amount in pence.

    A reversal has the kind of the entry it undoes, and ``reversal`` set.
    """

    kind: str
    line: str
    amount: int
    reversal: bool = False

    @property
    def change(self) -> Position:
        """What the entry does to its fund or line."""
        times = -self.amount if self.reversal else self.amount
        return Position().plus(KINDS[self.kind].effect, times)


def positions(entries: Iterable[Entry]) -> dict[str, Position]:
    """Return what entries come to: of the fund, under an empty key, and of each line.

    The fund's own position has the sums of its lines.
    """
    # Amounts first, by line and kind: a ledger has many entries of few kinds.
    amounts: dict[tuple[str, str], int] = {}
    for entry in entries:
        key = entry.line, entry.kind
        amount = -entry.amount if entry.reversal else entry.amount
        amounts[key] = amounts.get(key, 0) + amount
    sums: dict[str, Position] = {"": Position()}
    for (line, kind), amount in amounts.items():
        for of in (line, "") if line else ("",):
            sums[of] = sums.get(of, Position()).plus(KINDS[kind].effect, amount)
    return sums


def account(name: str, sums: Mapping[str, Position]) -> FundAccount:
    """Return a fund's account as its ``positions`` have it."""
    lines = (FundLine(key, at.allocated, at.committed, at.paid) for key, at in sums.items() if key)
    return FundAccount(name, sums[""].funded, tuple(lines))


def check(entry: Entry, fund: Position, line: Position, names: Mapping[str, str]) -> None:
    """Raise ``Conflict`` when an entry would spend what is not there.

    Parameters
    ----------
    fund, line
        The positions before the entry; ``line`` of the entry's own line.
    names
        What a message calls the fund (empty key) and the line.
    """
    fund_after, line_after = fund.plus(entry.change), line.plus(entry.change)
    _enough(
        fund_after.funded, fund_after.allocated, names[""], "allocated", "there is in the fund",
        "Enter the fund's money first, or allocate less.",
    )  # fmt: skip
    if not entry.line:
        return
    name = names[entry.line]
    _enough(
        line_after.allocated, line_after.committed, name, "committed", "is allocated",
        "Raise the allocation first, or commit less.",
    )  # fmt: skip
    _enough(
        line_after.committed, line_after.paid, name, "paid", "is committed",
        "Record the commitment first, or correct the amount.",
    )  # fmt: skip
    if line_after.paid < 0:
        raise Conflict(
            f"{pounds(-line_after.paid)} more would be returned than was paid.",
            place=name,
            next_step="Check the amount against the payments.",
        )


def _enough(there: int, needed: int, name: str, what: str, limit: str, next_step: str) -> None:
    if needed > there:
        raise Conflict(
            f"{pounds(needed - there)} more would be {what} than {limit}: {pounds(needed)} against "
            f"{pounds(there)}.",
            place=name,
            next_step=next_step,
        )
