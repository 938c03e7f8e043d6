"""Approval limits: from which day an amount above how much needs another role's approval.

One rule serves every kind of decision about money (``COVERED``). The papers print no limit, so an
office sets its own; each is dated and has a source. Before the first one of its kind, confirmation
by a second person is enough for an entry of a fund, and every award of a contract goes upwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


ENTRY, AWARD = "entry", "award"


@dataclass(frozen=True, slots=True)
class Covered:
    """A kind of decision that limits are set for; ``start`` in pence holds before the first one.

    A ``start`` of ``None`` lets every amount pass. ``above`` says what then happens to more.
    """

    title: str
    start: int | None
    above: str


COVERED = {
    ENTRY: Covered(
        "Entries of funds", None, "a second role approves it after finance confirmed it"
    ),
    AWARD: Covered("Awards of contracts", 0, "the commissioner or the deputy awards it"),
}


@dataclass(frozen=True, slots=True)
class ApprovalLimit:
    """A limit in pence, in force from a day; ``None`` lifts it. ``source`` is where it is set.

    ``covers`` is a key of ``COVERED``.
    """

    since: dt.date
    amount: int | None
    source: str = ""
    covers: str = ENTRY


def limit_on(
    limits: Iterable[ApprovalLimit], day: dt.date, covers: str = ENTRY
) -> ApprovalLimit | None:
    """Return the limit of a kind that is in force on a day: the latest that began by then."""
    begun = [limit for limit in limits if limit.covers == covers and limit.since <= day]
    return max(begun, key=lambda limit: limit.since, default=None)


def most_on(limits: Iterable[ApprovalLimit], day: dt.date, covers: str = ENTRY) -> int | None:
    """Return the most pence that pass without another role on a day; ``None``: every amount."""
    limit = limit_on(limits, day, covers)
    return COVERED[covers].start if limit is None else limit.amount


def is_above(
    limits: Iterable[ApprovalLimit], amount: int, day: dt.date, covers: str = ENTRY
) -> bool:
    """Whether so many pence are above the limit in force on a day; an amount equal to it is not."""
    most = most_on(limits, day, covers)
    return most is not None and amount > most
