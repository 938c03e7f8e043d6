"""A number as people write it: read exactly, or refused."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from beatwise.cell_text.characters import plain_characters
from beatwise.cell_text.unreadable import Unreadable


MOST_DIGITS = 30
_SIZE = r"(?:\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\u00a0\d{3})+)(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(rf"(?P<before>[-+]?)\s*(?P<pound>£?)\s*(?P<after>[-+]?)(?P<size>{_SIZE})")
_BRACKETS = re.compile(r"\((?P<inside>[^()]+)\)")
_NOTE_NUMBER = re.compile(r"\d+")  # (5) may be the number of a footnote
_SHORTENED = re.compile(r"[-+]?\d*\.?\d+[eE][-+]?\d+")
_COMMAS = re.compile(r"[-+£\s]*\d[\d,.\s]*,[\d,.\s]*")
# Signs, codes of ISO 4217 and names that stand beside amounts in the tables of neighbours.
_CURRENCIES = (
    r"[$€¥]|AED|AUD|BGN|CAD|CHF|CNY|CZK|DKK|EUR|HKD|HUF|INR|ISK|JPY|NOK|NZD|PLN|RON|SEK|SGD|TRY|USD|ZAR"
    r"|euros?|dollars?"
)
_OTHER_MONEY = re.compile(
    rf"[-+]?\s*(?:US|AU|CA|NZ)?(?:{_CURRENCIES})\s*[-+]?\d[\d.,\s]*|[-+]?\d[\d.,\s]*(?:{_CURRENCIES})",
    re.I,
)
_NEXT_STEP = "Leave it empty for no data."


class Amount(NamedTuple):
    """A number with the signs that stood beside it."""

    value: Decimal
    percent: bool = False
    pounds: bool = False


def number_of(text: str) -> Decimal | None:
    """Return a plain number, ``£`` allowed; ``None`` for an empty cell.

    Raises ``Unreadable`` for anything else, a per cent sign included.
    """
    amount = amount_of(text)
    if amount is not None and amount.percent:
        raise Unreadable(
            f"'{text.strip()}' has a % sign, and no percentage belongs here.",
            "Give the number without the sign.",
        )
    return amount.value if amount else None


def amount_of(text: str) -> Amount | None:
    """Return a number such as ``11,545``, ``65.9 %``, ``−£1,200`` or ``(1,200)``.

    A comma counts only where it parts thousands: ``12,34`` and ``0,123`` are refused, as are
    numbers that a spreadsheet has shortened (``1.23E+05``), a sign behind the number, a footnote's
    number in brackets and money that is not in pounds. ``None`` for an empty cell.

    Raises
    ------
    Unreadable
        With the cell and what to do.
    """
    cell = text.strip()
    plain = plain_characters(text)
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    if not plain:
        return None
    inside = _BRACKETS.fullmatch(plain)
    if inside and not _NOTE_NUMBER.fullmatch(inside["inside"]):
        plain = inside["inside"].strip()
    match = _NUMBER.fullmatch(plain)
    signs = match["before"] + match["after"] if match else ""
    if match is None or len(signs) > 1 or (inside and (signs or percent)):
        raise _refusal(cell, plain)
    value = Decimal(match["size"].replace(",", "").replace("\u00a0", ""))
    if abs(value.adjusted()) > MOST_DIGITS:
        raise Unreadable(f"'{cell}' is not a number.", _NEXT_STEP)
    negative = bool(inside) or signs == "-"
    return Amount(-value if negative else value, percent, bool(match["pound"]))


def _refusal(cell: str, plain: str) -> Unreadable:
    if _SHORTENED.fullmatch(plain):
        return Unreadable(
            f"'{cell}' was shortened by a spreadsheet and has lost digits.",
            "Show the whole number in the file, with its column as wide as it needs.",
        )
    if _COMMAS.fullmatch(plain):
        return Unreadable(
            f"'{cell}' is not a number: the comma does not separate thousands.",
            "Write 1,234 or 1234 for thousands and 12.34 with a point for a fraction.",
        )
    if plain.endswith("-") or _BRACKETS.fullmatch(plain):
        return Unreadable(f"'{cell}' is not surely a number.", "Write a minus before the number.")
    if another_currency(plain):
        return Unreadable(
            f"'{cell}' is in another currency; amounts are in pounds.", "Give pounds."
        )
    return Unreadable(f"'{cell}' is not a number.", _NEXT_STEP)


def another_currency(text: str) -> bool:
    """Whether an amount bears the sign, code or name of a currency that is not the pound.

    Examples
    --------
    >>> [another_currency(text) for text in ("€10", "10 EUR", "usd 1,234.50", "US$5", "5 Nov")]
    [True, True, True, True, False]
    """
    return bool(_OTHER_MONEY.fullmatch(plain_characters(text)))


def thousands_doubt(text: str) -> bool:
    """Whether a cell such as ``1.234`` may mean 1,234: three figures after its only point."""
    plain = plain_characters(text).lstrip("-+£ ")
    return bool(re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain))


def as_text(value: float) -> str:
    """Return a spreadsheet's number as text: its 15 digits, never shortened, no point if whole."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    words = f"{Decimal(f'{value:.15g}'):f}"
    return (words.rstrip("0").rstrip(".") if "." in words else words) if value else "0"
