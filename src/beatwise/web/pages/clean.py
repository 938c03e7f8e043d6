"""What somebody typed into a form or an address, checked once: text, days, numbers, names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Model, QuerySet

from beatwise.accountability.bank_details import has_bank_details
from beatwise.accountability.funds import pence
from beatwise.accountability.personal_details import personal_details
from beatwise.accountability.row_reader import day as day_in_row
from beatwise.clock import day_words
from beatwise.errors import BadInput, MissingData


MOST_DIGITS = 15
MOST_PENCE = 10**MOST_DIGITS


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


def impersonal_line(entry: object, place: str, *, longest: int, needed: bool = True) -> str:
    """Return one line that holds neither bank details nor what is a person's."""
    words = line(entry, place, longest=longest, needed=needed)
    check_impersonal(words, place)
    return words


def impersonal_text(entry: object, place: str, *, longest: int, needed: bool = True) -> str:
    """Return a text that holds neither bank details nor what is a person's."""
    words = text(entry, place, longest=longest, needed=needed)
    check_impersonal(words, place)
    return words


def check_impersonal(words: str, place: str, *, but: str = "") -> None:
    """Raise ``BadInput`` for bank details and what is a person's, ``but`` one kind of it."""
    if has_bank_details(words):
        raise BadInput(
            "bank details do not belong into the record.",
            place=place,
            next_step="Remove them; a reference is enough.",
        )
    if kinds := [kind for kind in personal_details(words) if kind != but]:
        raise BadInput(
            f"it holds {kinds[0]}, which does not belong into the record.",
            place=place,
            next_step="Say what it is about, by role or organisation.",
        )


def past_day(entry: object, place: str, today: dt.date) -> dt.date:
    """Return a day that is needed and not still to come; raise ``BadInput``."""
    known = day(entry, place)
    if known is None:
        raise BadInput("this is empty.", place=place, next_step="Give the day.")
    if known > today:
        raise BadInput(
            f"{day_words(known)} is still to come.",
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


def whole(entry: object, place: str, *, most: int, least: int = 0) -> int | None:
    """Return a whole number, or ``None`` for nothing; raise ``BadInput``."""
    words = str("" if entry is None else entry).replace(",", "").strip()
    if not words:
        return None
    is_number = words.isascii() and words.isdecimal() and len(words) <= MOST_DIGITS
    if not is_number or not least <= int(words) <= most:
        raise BadInput(
            f"'{words}' is not a whole number from {least:,} to {most:,}.",
            place=place,
            next_step="Give another number.",
        )
    return int(words)


def needed_whole(entry: object, place: str, *, most: int, least: int = 0) -> int:
    """Return a whole number that is needed; raise ``BadInput``."""
    number = whole(entry, place, most=most, least=least)
    if number is None:
        raise BadInput("this is empty.", place=place, next_step="Give a whole number.")
    return number


def money(entry: object, place: str) -> int | None:
    """Return pounds as whole pence, or ``None`` for nothing; raise ``BadInput``."""
    words = str("" if entry is None else entry).strip()
    if not words:
        return None
    try:
        amount = pence(words)
    except BadInput as error:
        raise BadInput(
            error.message, place=place, next_step="Write pounds and pence, as in 1,234.50."
        ) from None
    if abs(amount) >= MOST_PENCE:
        raise BadInput("this is more than any budget.", place=place, next_step="Check it.")
    return amount


def check_part(name: str, names: Iterable[str], what: str = "table") -> None:
    """Raise ``MissingData`` unless a part of an address is one of the names that there are."""
    known = list(names)
    if name not in known:
        raise MissingData(
            f"there is no {what} '{name}'.", next_step=f"Choose one of: {', '.join(known)}."
        )


def sure_row(rows: QuerySet, words: str, next_step: str) -> Model:
    """Return the first of the rows that an address names.

    Raises
    ------
    MissingData
        With these words, where there is none.
    """
    row = rows.first()
    if row is None:
        raise MissingData(words, next_step=next_step)
    return row
