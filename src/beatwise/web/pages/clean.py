"""What somebody typed, checked once: a line, a text, a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from beatwise.accountability.row_reader import day as day_in_row
from beatwise.errors import BadInput


def line(given: Any, place: str, *, longest: int, needed: bool = True) -> str:
    """Return one line without spaces around it; raise ``BadInput`` that names the ``place``."""
    words = text(given, place, longest=longest, needed=needed)
    if "\n" in words:
        raise BadInput("this takes one line.", place=place, next_step="Put it on one line.")
    return words


def text(given: Any, place: str, *, longest: int, needed: bool = True) -> str:
    """Return a text of any lines without spaces around it; raise ``BadInput``."""
    words = str(given or "").replace("\r\n", "\n").strip()
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


def day(given: Any, place: str) -> dt.date | None:
    """Return a day, or ``None`` for nothing; raise ``BadInput``."""
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    return day_in_row({place: str(given or "")}, place)
