"""A line by its days: on no day is more paid than committed, or more committed than allocated.

A ledger is written in one order and dated in another. The ledger's own rule holds at every entry;
this one holds on every day, so that what a line came to on a day can be stated. Entries that were
reversed, and those that reverse, are left out: a correction is as if the wrong entry had not been.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from beatwise.accountability.funds import pounds
from beatwise.accountability.ledger import Entry, Position
from beatwise.clock import day_words
from beatwise.errors import BadInput


DayChanges = Mapping[dt.date, Position]  # what standing entries change on each day


def position_on(changes: DayChanges, day: dt.date) -> Position:
    """Return what the entries up to a day, that day included, come to."""
    position = Position()
    for on, change in changes.items():
        if on <= day:
            position = position.plus(change)
    return position


def with_entry(changes: DayChanges, entry: Entry, on: dt.date) -> dict[dt.date, Position]:
    """Return the changes with one entry more."""
    return {**changes, on: changes.get(on, Position()).plus(entry.change)}


def check_days(changes: DayChanges, entry: Entry, on: dt.date) -> None:
    """Raise ``BadInput`` when an entry of a day would break the rule on that day or a later one.

    Only what the entry makes worse is looked at: it does not answer for the entries before it.
    """
    change = entry.change
    after = with_entry(changes, entry, on)
    at = Position()
    for day in sorted(after):
        at = at.plus(after[day])
        if day < on:
            continue
        if change.committed > change.allocated:
            _enough(at.allocated, at.committed, day, "committed", "allocated")
        if change.paid > change.committed:
            _enough(at.committed, at.paid, day, "paid", "committed")
        if change.paid < 0:
            _enough(at.paid, 0, day, "returned", "paid")


def _enough(there: int, needed: int, day: dt.date, what: str, limit: str) -> None:
    if needed > there:
        raise BadInput(
            f"on {day_words(day)} {pounds(needed - there)} more would be {what} than was {limit} "
            "by that day.",
            place="on",
            next_step="Correct the day, or the day of the entry that should come before.",
        )
