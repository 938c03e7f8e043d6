"""Text that somebody typed into a form, checked once: a line, a text, a day."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.row_reader import day as day_in_row
from beatwise.errors import BadInput


def line(entry: object, place: str, *, longest: int, needed: bool = True) -> str:
    """Return one line without spaces around it; raise ``BadInput`` that names the ``place``."""
    words = text(entry, place, longest=longest, needed=needed)
    if "\n" in words:
        raise BadInput("this takes one line.", place=place, next_step="Put it on one line.")
    return words


def text(entry: object, place: str, *, longest: int, needed: bool = True) -> str:
    """Return a text of any lines without spaces around it; raise ``BadInput``."""
    words = str(entry or "").replace("\r\n", "\n").strip()
    if needed and not words:
        raise BadInput("this is empty.", place=place, next_step="Fill it in.")
    if len(words) > longest:
        raise BadInput(
            f"this is longer than {longest:,} characters.", place=place, next_step="Shorten it."
        )
    if any(ord(c) < 32 and c not in "\n\t" for c in words):
        raise BadInput(
            "this holds characters that cannot be printed.", place=place, next_step="Type it again."
        )
    return words


def past_day(entry: object, place: str, today: dt.date) -> dt.date:
    """Return a day that is needed and not still to come; raise ``BadInput``."""
    known = day(entry, place)
    if known is None:
        raise BadInput("this is empty.", place=place, next_step="Give the day.")
    if known > today:
        raise BadInput(
            f"{known.day} {known:%B %Y} is still to come.",
            place=place,
            next_step="Enter it on or after its day.",
        )
    return known


def day(entry: object, place: str) -> dt.date | None:
    """Return a day, or ``None`` for nothing; raise ``BadInput``."""
    if isinstance(entry, dt.datetime):
        return entry.date()
    if isinstance(entry, dt.date):
        return entry
    return day_in_row({place: str(entry or "")}, place)
