"""Requests of a body with lettered items: a request is answered only when every item is."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Sequence
from dataclasses import dataclass


OPEN, PARTLY, ANSWERED = "open", "partly answered", "answered"


@dataclass(frozen=True, slots=True)
class LetteredItem:
    """One item of a request: its letter, what is asked, and the day it was answered."""

    letter: str
    words: str
    answered_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RequestStanding:
    """How a request stands: its state, the letters that wait, and whether it is late."""

    state: str
    waiting: tuple[str, ...]
    overdue: bool
    days_open: int


def letter(place: int) -> str:
    """Return the letter of an item by its place from 0: a to z, then aa, ab."""
    letters = string.ascii_lowercase
    if place < len(letters):
        return letters[place]
    return letter(place // len(letters) - 1) + letters[place % len(letters)]


def standing(
    items: Sequence[LetteredItem], asked_on: dt.date, due: dt.date | None, today: dt.date
) -> RequestStanding:
    """Return how a request stands on a day; one without items is open."""
    waiting = tuple(item.letter for item in items if item.answered_on is None)
    answered = [item.answered_on for item in items if item.answered_on is not None]
    if items and not waiting:
        return RequestStanding(ANSWERED, (), False, (max(answered) - asked_on).days)
    state = PARTLY if answered else OPEN
    return RequestStanding(state, waiting, due is not None and due < today, (today - asked_on).days)
